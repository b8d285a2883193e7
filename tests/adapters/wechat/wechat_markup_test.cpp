#include "adapters/wechat/wechat_markup.h"

#include "adapters/tencent/text_markup.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wechat;
using adapters::tencent::append_numbered_line;
using adapters::tencent::as_text;

std::string tap_line(std::size_t number, const core::menu_item& item) {
    std::string line;
    append_tap_line(line, number, item);
    return line;
}

std::string numbered_line(std::size_t number, const core::menu_item& item) {
    std::string line;
    append_numbered_line(line, number, item);
    return line;
}

TEST(WechatMarkup, NeverLetsTextBecomeALink) {
    EXPECT_EQ(as_text("<a href=\"https://example.org\">x</a> 体温<38"),
              "＜a href=\"https://example.org\">x＜/a> 体温＜38");
}

TEST(WechatMarkup, WritesLinks) {
    EXPECT_EQ(as_link({"预约", "https://example.org/?a=1&b=2", "alt"}),
              "<a href=\"https://example.org/?a=1&b=2\">预约</a>");
    EXPECT_EQ(as_link({"", "https://example.org/", ""}),
              "<a href=\"https://example.org/\">https://example.org/</a>");
}

TEST(WechatMarkup, KeepsALinkInsideItsQuotes) {
    EXPECT_EQ(as_link({"a\"</a>\nb", "https://example.org/\"><a href=\"x y\n", ""}),
              "<a href=\"https://example.org/%22%3E%3Ca%20href=%22x%20y%0A\">a\"＜/a> b</a>");
}

TEST(WechatMarkup, ShowsWordsWhereALinkIsNotPossible) {
    EXPECT_EQ(as_link({"预约", "javascript:alert(1)", "请到门诊"}), "预约\n请到门诊");
    EXPECT_EQ(as_link({"预约", "", "预约"}), "预约");
    EXPECT_EQ(as_link({"", "weixin://dl", "<请到门诊>"}), "＜请到门诊>");
    EXPECT_EQ(as_link({"预约", "https://example.org/" + std::string(link_limit, 'x'), "alt"}),
              "预约\nalt");
}

TEST(WechatMarkup, WritesMiniProgramLinks) {
    EXPECT_EQ(
        as_mini_link({"wx1", "pages/x?y=1&z=\"", "预约", "请到门诊"}),
        "<a data-miniprogram-appid=\"wx1\" data-miniprogram-path=\"pages/x?y=1&z=%22\">预约</a>");
    EXPECT_EQ(as_mini_link({"wx1", "p", "预约", "https://example.org/"}),
              "<a href=\"https://example.org/\" data-miniprogram-appid=\"wx1\" "
              "data-miniprogram-path=\"p\">预约</a>");
    EXPECT_EQ(as_mini_link({"", "p", "预约", "请到门诊"}), "预约\n请到门诊");
}

TEST(WechatMarkup, WritesTapLines) {
    EXPECT_EQ(tap_line(1, {"3.side.left", "左 腿&=<b>"}),
              "<a href=\"weixin://bizmsgmenu?msgmenucontent=%E5%B7%A6%20%E8%85%BF%26%3D%3Cb%3E&"
              "msgmenuid=3.side.left\">1. 左 腿&=＜b></a>");
    EXPECT_EQ(numbered_line(12, {"3.side.left", "左\n腿"}), "12. 左 腿");
}

// The client refuses a link that lacks either parameter.
TEST(WechatMarkup, WritesNoTapLineWithoutAPickOrALabel) {
    EXPECT_EQ(tap_line(1, {"", "左"}), "1. 左");
    EXPECT_EQ(tap_line(1, {"x", ""}), "1. ");
}

TEST(WechatMarkup, WritesTooLongATapLineAsText) {
    const std::string label(link_limit, 'x');
    std::string line = "前\n";
    append_tap_line(line, 3, {"3.side.left", label});
    EXPECT_EQ(line, "前\n3. " + label);
}

}  // namespace
