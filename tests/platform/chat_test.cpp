#include "tests/platform/chat.h"

#include <gtest/gtest.h>

namespace {

using platform::chat;
using platform::speaker;

platform::reply text(const std::string& words) {
    platform::reply said;
    said.type = "text";
    said.text = words;
    return said;
}

std::string tap_line(const std::string& words, const std::string& id) {
    return "<a href=\"weixin://bizmsgmenu?msgmenucontent=" + words + "&msgmenuid=" + id + "\">" +
           words + "</a>\n";
}

class Chat : public testing::Test {
protected:
    chat phone_{"oABCDEFGHIJKLMNOPQRSTUVWXYZ1", 1};
    core::wall_time now_{};
};

TEST_F(Chat, ShowsWhoSaidWhat) {
    phone_.patient_did("follow", "你已关注该公众号", now_);
    phone_.patient_did("text", "腿麻", now_);
    phone_.account_answered(text("请问多久了？"), now_);
    phone_.account_failed(now_);
    const auto& lines = phone_.lines();
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].by, speaker::system);
    EXPECT_EQ(lines[1].by, speaker::patient);
    EXPECT_EQ(lines[2].by, speaker::account);
    EXPECT_EQ(lines[2].number, 3U);
    EXPECT_EQ(lines[3].text, "该公众号提供的服务出现故障，请稍后再试");
}

TEST_F(Chat, ATapFindsTheNewestLinesUnlessAnOlderMessageIsMeant) {
    phone_.account_answered(text(tap_line("old", "1") + tap_line("older", "2")), now_);
    phone_.account_answered(text(tap_line("new", "3")), now_);
    phone_.account_answered(text("谢谢"), now_);
    ASSERT_NE(phone_.tappable({}), nullptr);
    EXPECT_EQ(phone_.tappable({})->content, "new");
    EXPECT_EQ(phone_.tappable({1, 1, {}})->content, "older");
    EXPECT_EQ(phone_.tappable({1, {}, "1"})->content, "old");
    EXPECT_EQ(phone_.tappable({{}, {}, "1"}), nullptr);
    EXPECT_EQ(phone_.tappable({{}, 1, {}}), nullptr);
    EXPECT_EQ(phone_.tappable({3, {}, {}}), nullptr);
    EXPECT_EQ(phone_.tappable({9, {}, {}}), nullptr);
}

TEST_F(Chat, NothingCanBeTappedInAnEmptyChat) {
    EXPECT_EQ(phone_.tappable({}), nullptr);
}

}  // namespace
