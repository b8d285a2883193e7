#include "adapters/wecom/kf_send.h"

#include "adapters/wecom/remedy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace adapters::wecom;

const kf_address to{"wmP1", "wkOrtho01", "b0c1"};

TEST(KfSend, WritesTheBodiesOfTheReference) {
    EXPECT_EQ(
        *write_kf_message(to, kf_words{"请点击预约：https://hospital.example/book?k=1"}),
        R"({"touser":"wmP1","open_kfid":"wkOrtho01","msgid":"b0c1","msgtype":"text","text":{"content":"请点击预约：https://hospital.example/book?k=1"}})");
    const kf_menu_line lines[] = {{"edu_knee", "", "膝关节知识"},
                                  {"book", "", "预约挂号"},
                                  {"", "https://hospital.example/book", "直接预约"}};
    EXPECT_EQ(
        *write_kf_event_message("WC1", "w0a1",
                                kf_menu_message{"您好，请选择：", "急症请拨打120", lines}),
        R"({"code":"WC1","msgid":"w0a1","msgtype":"msgmenu","msgmenu":{"head_content":"您好，请选择：","list":[{"type":"click","click":{"id":"edu_knee","content":"膝关节知识"}},{"type":"click","click":{"id":"book","content":"预约挂号"}},{"type":"view","view":{"url":"https://hospital.example/book","content":"直接预约"}}],"tail_content":"急症请拨打120"}})");
}

TEST(KfSend, WritesEveryOtherKind) {
    const kf_address plain{"wm", "wk", ""};
    EXPECT_EQ(*write_kf_message(plain, kf_media_message{"image", "M"}),
              R"({"touser":"wm","open_kfid":"wk","msgtype":"image","image":{"media_id":"M"}})");
    EXPECT_EQ(
        *write_kf_message(plain, kf_link_message{"t", "", "https://x", "M"}),
        R"({"touser":"wm","open_kfid":"wk","msgtype":"link","link":{"title":"t","url":"https://x","thumb_media_id":"M"}})");
    EXPECT_EQ(
        *write_kf_message(plain, kf_mini_program_message{"wx1", "t", "M", "p.html"}),
        R"({"touser":"wm","open_kfid":"wk","msgtype":"miniprogram","miniprogram":{"appid":"wx1","title":"t","thumb_media_id":"M","pagepath":"p.html"}})");
    EXPECT_EQ(
        *write_kf_message(plain, kf_location_message{"n", "a", 23.5, 113.25}),
        R"({"touser":"wm","open_kfid":"wk","msgtype":"location","location":{"name":"n","address":"a","latitude":23.5,"longitude":113.25}})");
    const kf_menu_line line[] = {{"", "", "一行字"}};
    EXPECT_EQ(
        *write_kf_message(plain, kf_menu_message{"", "", line}),
        R"({"touser":"wm","open_kfid":"wk","msgtype":"msgmenu","msgmenu":{"list":[{"type":"text","text":{"content":"一行字"}}]}})");
}

TEST(KfSend, BreaksNoLimitOfThePlatform) {
    const auto words = [](std::size_t bytes) { return std::string(bytes, 'x'); };
    const auto text = [&](std::size_t bytes) {
        return write_kf_message(to, kf_words{words(bytes)}).has_value();
    };
    EXPECT_TRUE(text(2048));
    EXPECT_FALSE(text(2049));
    EXPECT_FALSE(text(0));
    const auto menu = [&](std::size_t head, std::size_t items, std::size_t pick,
                          std::size_t label) {
        const std::string head_words = words(head), id = words(pick), content = words(label);
        const std::vector<kf_menu_line> lines(items, {id, "", content});
        return write_kf_message(to, kf_menu_message{head_words, "", lines}).has_value();
    };
    EXPECT_TRUE(menu(1024, 10, 64, 128));
    EXPECT_FALSE(menu(1025, 10, 64, 128));
    EXPECT_FALSE(menu(1024, 11, 64, 128));
    EXPECT_FALSE(menu(1024, 0, 64, 128));
    EXPECT_FALSE(menu(1024, 10, 65, 128));
    EXPECT_FALSE(menu(1024, 10, 64, 129));
    const kf_menu_line foul[] = {{"", "javascript:x", "点"}};
    EXPECT_FALSE(write_kf_message(to, kf_menu_message{"", "", foul}));
    EXPECT_FALSE(write_kf_message(to, kf_location_message{"", "", 91, 0}));
    EXPECT_FALSE(write_kf_message(to, kf_location_message{"", "", 0, 181}));
    EXPECT_FALSE(write_kf_message(to, kf_link_message{"t", "", "https://x", ""}));
    EXPECT_FALSE(write_kf_message({"", "wk", ""}, kf_words{"a"}));
    EXPECT_FALSE(write_kf_message({"wm", "wk", words(33)}, kf_words{"a"}));
    EXPECT_FALSE(write_kf_message({"wm", "wk", "a:b"}, kf_words{"a"}));
    EXPECT_FALSE(write_kf_event_message("", "", kf_words{"a"}));
    EXPECT_FALSE(write_kf_event_message("C", "", kf_media_message{"image", "M"}));
}

TEST(KfSend, NamesEachPartOfAnAnswerOnce) {
    const auto id = kf_message_id("wk", "m1", 0);
    EXPECT_EQ(id.size(), 29U);
    EXPECT_EQ(id, kf_message_id("wk", "m1", 0));
    EXPECT_NE(id, kf_message_id("wk", "m1", 1));
    EXPECT_NE(id, kf_message_id("wk2", "m1", 0));
    EXPECT_TRUE(write_kf_message({"wm", "wk", id}, kf_words{"a"}));
}

TEST(KfSend, AsksForAndChangesTheState) {
    EXPECT_EQ(write_kf_state_query("wk", "wm"), R"({"open_kfid":"wk","external_userid":"wm"})");
    EXPECT_EQ(write_kf_state_change("wk", "wm", kf_state::pool),
              R"({"open_kfid":"wk","external_userid":"wm","service_state":2})");
    EXPECT_EQ(
        write_kf_state_change("wk", "wm", kf_state::human, "s"),
        R"({"open_kfid":"wk","external_userid":"wm","service_state":3,"servicer_userid":"s"})");
    EXPECT_TRUE(may_send(kf_state::fresh));
    EXPECT_TRUE(may_send(kf_state::assistant));
    EXPECT_FALSE(may_send(kf_state::pool));
    EXPECT_FALSE(may_send(kf_state::human));
    EXPECT_FALSE(may_send(kf_state::ended));
}

TEST(WecomRemedy, DoesAboutEveryCodeWhatTheReferenceSays) {
    struct row {
        remedy what;
        std::vector<int> codes;
    };
    const row rows[] = {
        {remedy::none, {0}},
        {remedy::retry, {-1}},
        {remedy::refresh_token, {40001, 40014, 40091, 41001, 42001}},
        {remedy::renew_media, {40007}},
        {remedy::wait, {45009}},
        {remedy::slow_down, {45033}},
        {remedy::drop, {40003, 40096, 40201, 46004, 60111, 60140, 81013, 95002}},
        {remedy::our_mistake,
         {40008, 40033, 40035, 40058, 40063, 44004, 45002, 45008, 82001, 95008, 95009, 95022,
          95030}},
        {remedy::stop,
         {40013, 40056, 43012, 48002, 48007, 60011, 60020, 60251, 93000, 93004, 93008, 95000,
          95003, 95004, 95011, 95012, 95015, 95017, 95023, 95026, 95027, 95032, 301002}},
        {remedy::await_customer, {95001, 95031}},
        {remedy::reread_state, {95013, 95016, 95018}},
        {remedy::choose_another, {95014, 95019}},
        {remedy::without_token, {95007}},
        {remedy::unknown_outcome, {1, -2, 40002, 95005, 999999}},
    };
    for (const row& each : rows)
        for (const int code : each.codes)
            EXPECT_EQ(name_of(remedy_of(code)), name_of(each.what)) << code;
}

TEST(WecomRemedy, NeverHammersWithAWrongSecret) {
    EXPECT_EQ(remedy_of(40001, api::token), remedy::stop);
    EXPECT_EQ(remedy_of(40091, api::token), remedy::stop);
    EXPECT_EQ(remedy_of(40013, api::token), remedy::stop);
    EXPECT_EQ(remedy_of(-1, api::token), remedy::retry);
    EXPECT_TRUE(is_alarming(remedy::stop));
    EXPECT_TRUE(is_alarming(remedy::our_mistake));
    EXPECT_FALSE(is_alarming(remedy::await_customer));
}

}  // namespace
