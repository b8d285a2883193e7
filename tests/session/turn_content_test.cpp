#include "bot/session/turn_content.h"

#include <gtest/gtest.h>

namespace {

TEST(TurnContent, BlocksKeepTheirOrderAndAHandoffBecomesOne) {
    std::vector<dialog::effect> effects;
    effects.emplace_back(dialog::send{core::text_block{"一"}});
    effects.emplace_back(dialog::open_handoff{"desk", "summary", {}});
    const auto content = session::content_of(std::move(effects));
    ASSERT_EQ(content.blocks.size(), 2U);
    EXPECT_EQ(std::get<core::text_block>(content.blocks[0]).text, "一");
    EXPECT_EQ(std::get<core::handoff_block>(content.blocks[1]).desk, "desk");
    EXPECT_FALSE(content.forget);
}

TEST(TurnContent, TheRecordReadsAsThePatientSawIt) {
    const std::vector<core::block> blocks{
        core::text_block{"您好"},
        core::menu_block{"哪条腿？", {{"1.side.left", "左腿"}, {"1.side.right", "右腿"}}, ""}};
    EXPECT_EQ(session::readable(blocks), "您好\n哪条腿？\n1. 左腿\n2. 右腿");
}

TEST(TurnContent, ThePatientsWordsAreKeptOnlyWithConsent) {
    core::inbound message;
    message.text = "腿麻";
    dialog::turn_result result;
    EXPECT_EQ(session::record_of(result, message, {}, {}).patient_text, "");
    result.may_store_text = true;
    EXPECT_EQ(session::record_of(result, message, {}, {}).patient_text, "腿麻");
}

}  // namespace
