#include "tests/dialog/walker.h"

#include "bot/dialog/state_codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace dialog {
namespace {

const std::vector<std::string>& answers() {
    static const std::vector<std::string> all{
        "左腿",        "右腿",   "没有",       "有",       "两周",       "半年",   "45",
        "13",          "脖子疼", "腿麻",       "1 3",      "左腿或右腿", "今天",   "2026-01-05",
        "13800138000", "发烧了", "要不要手术", "医院地址", "呃",         "说不清", "同意",
        "不同意",      "是",     "否",         "瘦了很多"};
    return all;
}
const std::vector<std::string>& commands() {
    static const std::vector<std::string> all{
        "上一步", "重新开始",     "退出",         "帮助",     "人工",
        "菜单",   "删除我的数据", "查看我的数据", "撤回同意", "看小结"};
    return all;
}
const std::vector<std::string>& signs() {
    static const std::vector<std::string> all{"尿不出来了",     "会不会尿不出来", "我妈下身发麻",
                                              "嘴歪",           "没有大便失禁",   "不想活了",
                                              "以前尿不出来过", "下身不麻"};
    return all;
}

int rank(const bundle& script, const std::string& id) {
    const disposition* found = script.project.find_disposition(id);
    return found == nullptr ? 0 : found->rank;
}

struct counts {
    std::size_t messages = 0, timers = 0;
};
counts count(const turn_result& turn) {
    counts all;
    bool text_before = false;
    for (const effect& one : turn.effects) {
        if (std::holds_alternative<set_timer>(one)) ++all.timers;
        const auto* sent = std::get_if<send>(&one);
        if (sent == nullptr) continue;
        const bool text = std::holds_alternative<core::text_block>(sent->what);
        if (!text || !text_before) ++all.messages;
        text_before = text;
    }
    return all;
}

bool waits_for_something(const bundle& script, const state& whole) {
    if (!whole.pending.empty() || whole.stack.empty()) return true;
    const flow* running = script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(whole.stack.back().node);
    return at != nullptr && (std::holds_alternative<ask_node>(at->what) ||
                             std::holds_alternative<handoff_node>(at->what));
}

void check_bounds(const bundle& script, const turn_result& turn) {
    const state& now = turn.next;
    const counts sent = count(turn);
    ASSERT_LE(turn.why.visited.size(), 64U);
    ASSERT_LE(sent.messages, 5U);
    ASSERT_LE(sent.timers, 3U);
    ASSERT_LE(now.stack.size(), 8U);
    ASSERT_LE(now.told.size(), 3U);
    ASSERT_LE(now.pending.size(), 4U);
    ASSERT_LE(now.visit_turn, 200U);
    for (const frame& place : now.stack) ASSERT_LE(place.trail.size(), 64U);
    ASSERT_TRUE(waits_for_something(script, now));
    ASSERT_TRUE(!turn.may_store_text || !now.consent_version.empty() ||
                !script.project.consent.required);
    for (const pending_question& one : now.pending)
        ASSERT_TRUE(one.text.empty() || !now.consent_version.empty());
}

void check_message(const bundle& script, const state& before, const core::inbound& event,
                   const turn_result& turn) {
    const state& now = turn.next;
    if (turn.why.fault == "RUN904") return;  // the bound itself: the visit is closed
    ASSERT_EQ(turn.why.fault, "");
    const bool same_visit = before.visit_turn > 0 && now.visit_turn == before.visit_turn + 1;
    ASSERT_TRUE(!same_visit || rank(script, now.worst) >= rank(script, before.worst));
    const bool leaving = event.kind == core::inbound_kind::leave;
    ASSERT_TRUE(count(turn).messages > 0 || now.mode == speaker::human || leaving);
    ASSERT_EQ(now.turn, leaving ? now.turn : before.turn + 1);
    check_bounds(script, turn);
}

// What a timer or the desk may change less than a message may: never the level downwards.
void check_unasked(const bundle& script, const state& before, const turn_result& turn) {
    ASSERT_EQ(turn.why.fault, "");
    const bool new_visit = turn.why.reading == "follow-up";
    ASSERT_TRUE(new_visit || rank(script, turn.next.worst) >= rank(script, before.worst));
    check_bounds(script, turn);
}

state stored(const state& whole) {
    return decode_state(encode_state(whole)).value();
}

}  // namespace

walker::walker(std::uint32_t seed, std::vector<std::string> more)
    : dice_(seed), more_(std::move(more)) {}

core::inbound walker::next() {
    switch (roll(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return tap(menu_);
        case 4:
            return tap(old_menu_);
        case 5: {
            core::inbound event;
            event.text = std::to_string(roll(12));
            return event;
        }
        case 9:
            return odd();
        default: {
            core::inbound event;
            event.text = any_text();
            return event;
        }
    }
}

void walker::see(const turn_result& turn) {
    for (const effect& one : turn.effects) {
        if (const auto* timer = std::get_if<set_timer>(&one)) timers_.push_back(*timer);
        const auto* sent = std::get_if<send>(&one);
        const auto* menu = sent == nullptr ? nullptr : std::get_if<core::menu_block>(&sent->what);
        if (menu == nullptr) continue;
        if (roll(3) == 0) old_menu_ = menu_;
        menu_ = *menu;
    }
    constexpr std::size_t remembered = 32;  // stale ones too
    if (timers_.size() > remembered) timers_.erase(timers_.begin());
}

const set_timer* walker::due(core::wall_time now) {
    const auto found = std::find_if(timers_.begin(), timers_.end(),
                                    [now](const set_timer& one) { return one.due <= now; });
    if (found == timers_.end()) return nullptr;
    fired_ = *found;
    timers_.erase(found);
    return &fired_;
}

std::string walker::any_text() {
    const auto one_of = [this](const std::vector<std::string>& from) {
        return from[roll(static_cast<std::uint32_t>(from.size()))];
    };
    switch (roll(more_.empty() ? 4 : 6)) {
        case 0:
        case 1:
            return one_of(answers());
        case 2:
            return one_of(commands());
        case 3:
            return one_of(signs());
        default:
            return one_of(more_);
    }
}

core::inbound walker::tap(const core::menu_block& menu) {
    core::inbound event;
    if (menu.items.empty()) return event;
    event.kind = core::inbound_kind::pick;
    event.pick = menu.items[roll(static_cast<std::uint32_t>(menu.items.size()))].pick;
    return event;
}

core::inbound walker::odd() {
    core::inbound event;
    switch (roll(6)) {
        case 0:
            event.kind = core::inbound_kind::media;
            break;
        case 1:
            event.kind = core::inbound_kind::follow;
            break;
        case 2: {
            static const std::vector<std::string> keys{"lumbar", "neck", "hospital", "restart",
                                                       "what"};
            event.kind = core::inbound_kind::menu;
            event.pick = keys[roll(static_cast<std::uint32_t>(keys.size()))];
            break;
        }
        case 3:
            event.text.resize(roll(40));
            for (char& c : event.text) c = static_cast<char>(roll(256));
            break;
        case 4:
            event.kind = core::inbound_kind::pick;
            event.pick = std::to_string(roll(50)) + ".ask-side.left";
            break;
        default:
            event.kind = roll(20) == 0 ? core::inbound_kind::leave : core::inbound_kind::text;
    }
    return event;
}

std::size_t walk_length(std::size_t usual) {
    const char* wanted = std::getenv("DAOZHEN_WALK_EVENTS");
    return wanted == nullptr ? usual : std::strtoul(wanted, nullptr, 10);
}

void walk(const bundle& script, walker& patient, std::size_t events) {
    state now;
    core::wall_time time{std::chrono::milliseconds(1'772'416'800'000)};
    for (std::size_t i = 0; i < events; ++i) {
        time += std::chrono::seconds(1 + patient.roll(600));
        if (patient.roll(200) == 0) time += std::chrono::hours(25);
        if (patient.roll(400) == 0) time += std::chrono::hours(80);
        const state before = now;
        turn_result turn, again;
        if (const set_timer* timer = patient.due(time)) {
            SCOPED_TRACE(testing::Message() << "event " << i << ": timer of " << timer->node);
            turn = wake(script, std::move(now), *timer, time);
            again = wake(script, stored(before), *timer, time);
            check_unasked(script, before, turn);
        } else if (before.mode == speaker::human && patient.roll(8) == 0) {
            SCOPED_TRACE(testing::Message() << "event " << i << ": the desk");
            const auto report = patient.roll(2) == 0 ? desk_report::released : desk_report::closed;
            turn = hear_desk(script, std::move(now), report, time);
            again = hear_desk(script, stored(before), report, time);
            check_unasked(script, before, turn);
        } else {
            const core::inbound event = patient.next();
            SCOPED_TRACE(testing::Message() << "event " << i << ": " << event.text << event.pick);
            turn = step(script, std::move(now), event, time);
            again = step(script, stored(before), event, time);
            check_message(script, before, event, turn);
        }
        if (testing::Test::HasFatalFailure()) return;
        ASSERT_EQ(encode_state(turn.next), encode_state(again.next)) << "event " << i;
        ASSERT_EQ(turn.effects.size(), again.effects.size()) << "event " << i;
        patient.see(turn);
        now = std::move(turn.next);
    }
}

}  // namespace dialog
