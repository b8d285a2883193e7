#include "tests/dialog/walker.h"
#include "tests/support/sample_bundle.h"

#include <gtest/gtest.h>

// Random walks: whatever patients send, in whatever order, no invariant breaks, and the same events
// give the same bytes. DAOZHEN_WALK_EVENTS=100000 walks as long as one likes (each seed).

namespace dialog {
namespace {

class Walks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Walks, NeverBreakAnInvariant) {
    const bundle script = sample::make_bundle();
    walker patient(GetParam());
    walk(script, patient, walk_length(10'000));
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

}  // namespace
}  // namespace dialog
