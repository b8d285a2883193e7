#include "adapters/wechat/wechat_layout.h"

#include "bot/core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace {

using namespace adapters::wechat;
using adapters::tencent::lay_out;
using core::block;
using core::menu_block;
using core::text_block;

menu_block menu_of(std::size_t items, const std::string& label = "麻木的范围在扩大") {
    menu_block menu{"哪一种？", {}, ""};
    for (std::size_t i = 0; i < items; ++i)
        menu.items.push_back({"12.ask-signs.option" + std::to_string(i), label});
    return menu;
}

std::string lines(std::size_t count, const std::string& line) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : "\n") + line;
    return text;
}

TEST(WechatLayout, MergesBlocksIntoOneText) {
    const std::vector<block> blocks = {
        text_block{"您好。"},
        text_block{""},
        text_block{"请看："},
        core::link_block{"预约", "https://example.org/", ""},
        core::image_block{"a.png", "（图：腰椎）"},
        core::menu_block{"哪一侧？", {{"1.s.l", "左"}, {"1.s.r", "右"}}, "都可以说。"}};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text,
              "您好。\n\n请看：\n<a href=\"https://example.org/\">预约</a>\n（图：腰椎）\n\n"
              "哪一侧？\n"
              "<a href=\"weixin://bizmsgmenu?msgmenucontent=%E5%B7%A6&msgmenuid=1.s.l\">1. 左</a>\n"
              "<a href=\"weixin://bizmsgmenu?msgmenucontent=%E5%8F%B3&msgmenuid=1.s.r\">2. 右</a>\n"
              "都可以说。");
    EXPECT_TRUE(laid.rest.empty());
}

TEST(WechatLayout, OffersTypingWhereTheMenuDoesNotSaySo) {
    const std::vector<block> blocks = {menu_of(1)};
    EXPECT_THAT(lay_out(blocks, text_design_limit, text_shape).text,
                testing::EndsWith("\n（可点选，也可回复数字）"));
}

TEST(WechatLayout, FallsBackToNumbersWhenTapLinesDoNotFit) {
    const std::vector<block> blocks = {menu_of(12)};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_THAT(laid.text, testing::StartsWith("哪一种？\n1. 麻木的范围在扩大\n2. 麻木"));
    EXPECT_THAT(laid.text, testing::EndsWith("\n12. 麻木的范围在扩大\n（请回复数字）"));
    EXPECT_TRUE(laid.rest.empty());
}

TEST(WechatLayout, CutsBetweenBlocks) {
    const std::vector<block> blocks = {text_block{std::string(1000, 'a')},
                                       text_block{std::string(900, 'b')}, menu_of(2)};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text, std::string(1000, 'a'));
    EXPECT_THAT(laid.rest, testing::ElementsAre(blocks[1], blocks[2]));
}

TEST(WechatLayout, CutsAtTheEndOfALineWithinABlock) {
    const std::string line(100, 'x');
    const std::vector<block> blocks = {text_block{lines(30, line)}};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text, lines(17, line));
    EXPECT_THAT(laid.rest, testing::ElementsAre(block(text_block{lines(13, line)})));
}

TEST(WechatLayout, FillsUpWithWholeLinesOfTheNextBlock) {
    const std::string line(100, 'x');
    const std::vector<block> blocks = {text_block{"先说。"}, text_block{lines(30, line)}};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text, "先说。\n\n" + lines(17, line));
    EXPECT_THAT(laid.rest, testing::ElementsAre(block(text_block{lines(13, line)})));
}

TEST(WechatLayout, KeepsTheNumbersOfATornMenu) {
    const std::vector<block> blocks = {menu_of(200, "选项")};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    ASSERT_EQ(laid.rest.size(), 1U);
    std::string all = "哪一种？\n";
    for (int i = 1; i <= 200; ++i) all += std::to_string(i) + ". 选项\n";
    EXPECT_EQ(laid.text + "\n" + std::get<text_block>(laid.rest[0]).text, all + "（请回复数字）");
}

TEST(WechatLayout, SendsALineBetweenTheLimitsAlone) {
    const std::vector<block> blocks = {text_block{std::string(2000, 'a')}, text_block{"b"}};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text, std::string(2000, 'a'));
    EXPECT_THAT(laid.rest, testing::ElementsAre(blocks[1]));
}

TEST(WechatLayout, CutsAnEndlessLineAtASentenceElseBetweenCharacters) {
    std::string sentences;
    for (int i = 0; i < 200; ++i) sentences += "腰腿麻木。";
    const std::vector<block> first = {text_block{sentences}};
    const auto at_sentence = lay_out(first, text_design_limit, text_shape);
    EXPECT_THAT(at_sentence.text, testing::EndsWith("。"));
    EXPECT_EQ(at_sentence.text + std::get<text_block>(at_sentence.rest.at(0)).text, sentences);

    std::string characters;
    for (int i = 0; i < 600; ++i) characters += "😀";
    const std::vector<block> second = {text_block{"x" + characters}};
    const auto at_character = lay_out(second, text_design_limit, text_shape);
    EXPECT_TRUE(core::is_utf8(at_character.text));
    EXPECT_LE(at_character.text.size(), text_design_limit);
}

TEST(WechatLayout, NeverTearsALink) {
    const core::link_block link{std::string(300, 't'), "https://example.org/", ""};
    const std::vector<block> blocks = {text_block{std::string(1600, 'a')}, link};
    const auto laid = lay_out(blocks, text_design_limit, text_shape);
    EXPECT_EQ(laid.text, std::string(1600, 'a'));
    EXPECT_THAT(laid.rest, testing::ElementsAre(block(link)));
}

TEST(WechatLayout, LosesNothingWhateverComes) {
    std::mt19937 random(5);
    const std::string_view words[] = {"腿麻。", "😀", "a\n", "\n\n", "<b>", "很长的一行没有句号",
                                      "。"};
    for (int round = 0; round < 400; ++round) {
        std::vector<block> blocks;
        std::string expected;
        for (unsigned i = 0; i <= random() % 5; ++i) {
            std::string text;
            for (unsigned j = 0; j < random() % 400; ++j)
                text += words[random() % std::size(words)];
            blocks.emplace_back(text_block{text});
            expected += text;
        }
        std::string said;
        for (int replies = 0; !blocks.empty(); ++replies) {
            ASSERT_LT(replies, 100);
            auto laid = lay_out(blocks, text_design_limit, text_shape);
            ASSERT_LE(laid.text.size(), text_hard_limit);
            ASSERT_TRUE(core::is_utf8(laid.text));
            said += laid.text;
            blocks = std::move(laid.rest);
        }
        const auto bare = [](std::string text) {
            std::erase(text, '\n');
            for (std::size_t at; (at = text.find("＜")) != std::string::npos;)
                text.replace(at, std::string_view("＜").size(), "<");
            return text;
        };
        ASSERT_EQ(bare(said), bare(expected));
    }
}

}  // namespace
