#include "bot/session/quota.h"

#include "bot/session/outgoing_body.h"
#include "bot/session/reply_route.h"
#include "bot/session/saved_conversation.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using session::allowance;
using session::openings;
using answer = session::allowance::answer;
using times = std::vector<core::wall_time>;

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56)};
const core::send_rules wechat{{{core::opening::message, 48h, 5}, {core::opening::tap, 1min, 3}},
                              {}};
const core::send_rules wecom{{}, {{1min, 2}, {1h, 4}}};

struct row {
    const char* what;
    openings known;
    times sent;
    answer when;
    std::size_t left;
};

TEST(Quota, OneOpenWindowWithRoomIsEnough) {
    const row rows[] = {
        {"never heard of", {}, {}, answer::after_user, 0},
        {"just written", {noon, {}}, {}, answer::now, 5},
        {"four used",
         {noon - 1h, {}},
         {noon - 9min, noon - 8min, noon - 7min, noon},
         answer::now,
         1},
        {"all used", {noon - 1h, {}}, times(5, noon - 1min), answer::after_user, 0},
        {"used before the last message", {noon, {}}, times(5, noon - 1min), answer::now, 5},
        {"two days ago", {noon - 48h, {}}, {}, answer::after_user, 0},
        {"tapped", {{}, noon - 59s}, {noon}, answer::now, 2},
        {"tapped a minute ago", {{}, noon - 60s}, {}, answer::after_user, 0},
        {"a tap helps where words are used up",
         {noon - 1h, noon - 1s},
         times(5, noon - 1min),
         answer::now,
         3},
    };
    for (const auto& each : rows) {
        const auto told = session::allowance_of(wechat, each.known, each.sent, noon);
        EXPECT_EQ(told.when, each.when) << each.what;
        EXPECT_EQ(told.left, each.left) << each.what;
    }
}

TEST(Quota, ARateSaysWhenThereIsRoomAgain) {
    EXPECT_EQ(session::allowance_of(wecom, {}, {}, noon).left, 2U);
    EXPECT_EQ(session::allowance_of(wecom, {}, {noon - 30s}, noon).left, 1U);
    auto told = session::allowance_of(wecom, {}, {noon - 40s, noon - 30s}, noon);
    EXPECT_EQ(told.when, answer::later);
    EXPECT_EQ(told.again, noon + 20s);
    told =
        session::allowance_of(wecom, {}, {noon - 50min, noon - 40min, noon - 9s, noon - 5s}, noon);
    EXPECT_EQ(told.when, answer::later);
    EXPECT_EQ(told.again, noon + 10min) << "the hour is full too";
    EXPECT_EQ(session::allowance_of(wecom, {}, {noon - 60s, noon - 1s}, noon).when, answer::now);
}

TEST(Quota, RoomIsThereWhenItWasPromised) {
    const times sent{noon - 40s, noon - 30s};
    const auto again = session::allowance_of(wecom, {}, sent, noon).again;
    EXPECT_EQ(session::allowance_of(wecom, {}, sent, again).when, answer::now);
    EXPECT_NE(session::allowance_of(wecom, {}, sent, again - 1ms).when, answer::now);
}

TEST(ReplyRoute, TheCheapestWayThatStillReachesThePatient) {
    using session::reply_route;
    const std::pair<session::reply_outlook, reply_route> rows[] = {
        {{.has_room = true, .left = 4s, .attempts_for = 10s}, reply_route::passive},
        {{.has_room = true, .left = 0s, .attempts_for = 10s, .may_send = true}, reply_route::held},
        {{.has_room = true, .left = 0s, .may_send = true}, reply_route::outbox},
        {{.has_room = true, .left = 200ms}, reply_route::carried},
        {{.left = 4s, .attempts_for = 10s, .may_send = true}, reply_route::outbox},
        {{.left = 4s}, reply_route::carried},
        {{.keeps = false}, reply_route::dropped},
        {{.may_send = true, .keeps = false}, reply_route::outbox},
    };
    for (const auto& [outlook, route] : rows)
        EXPECT_EQ(name_of(session::route_of(outlook)), name_of(route));
}

TEST(OutgoingBody, IsReadAsItWasWritten) {
    const session::outgoing_body bodies[] = {
        session::patient_page{{core::text_block{"您好"}, core::menu_block{"?", {{"1", "是"}}, ""}}},
        session::patient_page{{core::text_block{"还在吗"}}, false},
        core::desk_notice{"spine", "", "部位：左腿", "zhang"},
    };
    for (const auto& body : bodies) {
        const auto bytes = session::encode(body);
        const auto read = session::decode_outgoing(bytes);
        ASSERT_TRUE(read);
        EXPECT_EQ(read->index(), body.index());
        EXPECT_EQ(session::encode(*read), bytes);
    }
    EXPECT_FALSE(session::decode_outgoing("nonsense"));
}

TEST(SavedConversation, KeepsWhatThePatientHasOpened) {
    session::saved_conversation saved;
    saved.state = "state";
    saved.opened = {noon, noon + 1s};
    for (const auto& carried :
         {std::vector<core::block>{}, std::vector<core::block>{core::text_block{"rest"}}}) {
        saved.carried = carried;
        const auto read = session::decode(session::encode(saved));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->opened, saved.opened);
        EXPECT_EQ(read->carried, carried);
        EXPECT_EQ(read->state, "state");
    }
}

}  // namespace
