#include "bot/dialog/state_codec.h"
#include "bot/dialog/step.h"
#include "tests/support/sample_bundle.h"

#include <gtest/gtest.h>

#include <random>

// Random walks: whatever patients send, in whatever order, no invariant breaks, and the same events
// give the same bytes.

namespace dialog {
namespace {

class walker {
public:
    explicit walker(std::uint32_t seed) : dice_(seed) {}

    // Mostly what a patient would do with the last menu; sometimes anything at all.
    core::inbound next() {
        core::inbound event;
        switch (roll(10)) {
            case 0:
            case 1:
            case 2:
                return tap(menu_);
            case 3:
                return tap(old_menu_);
            case 4:
                event.text = std::to_string(roll(12));
                break;
            case 5:
            case 6:
                event.text = pick(answers());
                break;
            case 7:
                event.text = pick(commands());
                break;
            case 8:
                event.text = pick(signs());
                break;
            default:
                return odd();
        }
        return event;
    }
    void see(const turn_result& turn) {
        for (const effect& one : turn.effects)
            if (const auto* sent = std::get_if<send>(&one))
                if (const auto* menu = std::get_if<core::menu_block>(&sent->what)) {
                    if (roll(3) == 0) old_menu_ = menu_;
                    menu_ = *menu;
                }
    }
    std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(dice_()) % sides; }

private:
    using list = std::vector<const char*>;
    static const list& answers() {
        static const list all{"左腿",   "右腿",       "没有",     "有",         "两周",
                              "半年",   "45",         "13",       "脖子疼",     "腿麻",
                              "1 3",    "左腿或右腿", "今天",     "2026-01-05", "13800138000",
                              "发烧了", "要不要手术", "医院地址", "呃",         "说不清",
                              "同意",   "不同意",     "是",       "否",         "瘦了很多"};
        return all;
    }
    static const list& commands() {
        static const list all{"上一步", "重新开始",     "退出",         "帮助",     "人工",
                              "菜单",   "删除我的数据", "查看我的数据", "撤回同意", "退出"};
        return all;
    }
    static const list& signs() {
        static const list all{"尿不出来了",   "会不会尿不出来", "我妈下身发麻",   "嘴歪",
                              "没有大便失禁", "不想活了",       "以前尿不出来过", "下身不麻"};
        return all;
    }
    const char* pick(const list& from) {
        return from[roll(static_cast<std::uint32_t>(from.size()))];
    }
    core::inbound tap(const core::menu_block& menu) {
        core::inbound event;
        if (menu.items.empty()) return event;
        const auto& item = menu.items[roll(static_cast<std::uint32_t>(menu.items.size()))];
        event.kind = core::inbound_kind::pick;
        event.pick = item.pick;
        return event;
    }
    core::inbound odd() {
        core::inbound event;
        switch (roll(6)) {
            case 0:
                event.kind = core::inbound_kind::media;
                break;
            case 1:
                event.kind = core::inbound_kind::follow;
                break;
            case 2:
                event.kind = core::inbound_kind::menu;
                event.pick = pick({"lumbar", "neck", "hospital", "restart", "what"});
                break;
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
    std::mt19937 dice_;
    core::menu_block menu_, old_menu_;
};

int rank(const bundle& script, const std::string& id) {
    const disposition* found = script.project.find_disposition(id);
    return found == nullptr ? 0 : found->rank;
}

std::size_t messages(const turn_result& turn) {
    std::size_t count = 0;
    bool text_before = false;
    for (const effect& one : turn.effects) {
        const auto* sent = std::get_if<send>(&one);
        if (sent == nullptr) continue;
        const bool text = std::holds_alternative<core::text_block>(sent->what);
        if (!text || !text_before) ++count;
        text_before = text;
    }
    return count;
}

bool waits_for_something(const bundle& script, const state& whole) {
    if (!whole.pending.empty() || whole.stack.empty()) return true;
    const flow* running = script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(whole.stack.back().node);
    return at != nullptr && (std::holds_alternative<ask_node>(at->what) ||
                             std::holds_alternative<handoff_node>(at->what));
}

class Walks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Walks, NeverBreakAnInvariant) {
    const bundle script = sample::make_bundle();
    walker patient(GetParam());
    state now;
    core::wall_time time{std::chrono::milliseconds(1'772'416'800'000)};
    for (int i = 0; i < 20'000; ++i) {
        time += std::chrono::seconds(1 + patient.roll(600));
        if (patient.roll(200) == 0) time += std::chrono::hours(25);
        const core::inbound event = patient.next();
        const state before = now;
        turn_result turn = step(script, std::move(now), event, time);
        patient.see(turn);
        now = std::move(turn.next);

        SCOPED_TRACE(testing::Message() << "event " << i << ": " << event.text << event.pick);
        if (turn.why.fault == "RUN904") continue;  // the bound itself: the visit is closed
        ASSERT_EQ(turn.why.fault, "");
        const bool same_visit = before.visit_turn > 0 && now.visit_turn == before.visit_turn + 1;
        ASSERT_TRUE(!same_visit || rank(script, now.worst) >= rank(script, before.worst));
        ASSERT_LE(now.stack.size(), 8U);
        ASSERT_LE(now.pending.size(), 4U);
        ASSERT_LE(messages(turn), 5U);
        for (const frame& place : now.stack) ASSERT_LE(place.trail.size(), 64U);
        ASSERT_TRUE(waits_for_something(script, now));
        const bool spoken = messages(turn) > 0;
        const bool leaving = event.kind == core::inbound_kind::leave;
        ASSERT_TRUE(spoken || now.mode == speaker::human || leaving);
        ASSERT_TRUE(!turn.may_store_text || now.consent_version == "v1");
        for (const pending_question& one : now.pending)
            ASSERT_TRUE(one.text.empty() || !now.consent_version.empty());
        ASSERT_EQ(now.turn, leaving ? now.turn : before.turn + 1);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Walks, testing::Values(1, 2, 3, 20260302, 99));

TEST(RandomWalk, AnyPlaceCanBeLeft) {
    const bundle script = sample::make_bundle();
    walker patient(7);
    state now;
    core::wall_time time{std::chrono::milliseconds(1'772'416'800'000)};
    for (int i = 0; i < 5'000; ++i) {
        time += std::chrono::seconds(30);
        turn_result turn = step(script, std::move(now), patient.next(), time);
        patient.see(turn);
        now = std::move(turn.next);
        state way_out = now;
        core::inbound quit;
        quit.text = "退出";
        // From the desk to the bot, out of a confirming question (which counts it as yes), out.
        for (int tries = 0; tries < 3 && !(way_out.stack.empty() && way_out.pending.empty());
             ++tries)
            way_out = step(script, std::move(way_out), quit, time).next;
        ASSERT_TRUE(way_out.stack.empty()) << i;
        ASSERT_TRUE(way_out.pending.empty()) << i;
    }
}

TEST(RandomWalk, AReplayIsByteEqual) {
    const bundle script = sample::make_bundle();
    std::string first;
    for (int run = 0; run < 2; ++run) {
        walker patient(42);
        state now;
        core::wall_time time{std::chrono::milliseconds(1'772'416'800'000)};
        std::string bytes;
        for (int i = 0; i < 3'000; ++i) {
            time += std::chrono::seconds(30);
            turn_result turn = step(script, std::move(now), patient.next(), time);
            patient.see(turn);
            now = std::move(turn.next);
            bytes += encode_state(now);
            now = decode_state(encode_state(now)).value();  // as if from the store
        }
        if (run == 0) first = bytes;
        EXPECT_EQ(bytes, first);
    }
}

}  // namespace
}  // namespace dialog
