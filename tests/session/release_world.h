// A small bundle in many releases, a store, and what watches over both: for tests of publishing.
#pragma once

#include "bot/session/publish.h"
#include "bot/session/release_keeper.h"
#include "bot/session/release_step.h"
#include "tests/dialog/check_good_bundle.h"
#include "tests/support/run_task.h"

#include <gtest/gtest.h>

#include <string>

namespace session_test {

inline constexpr auto knee = "flows/knee.json";

// The good bundle, with the words of one question chosen.
inline std::vector<dialog::source_file> asking(const std::string& words) {
    return dialog::spoiled(knee, "哪边膝盖？", words);
}

class steady_clock final : public core::clock {
public:
    core::wall_time now() const override { return time; }
    core::wall_time time{std::chrono::milliseconds(1'790'000'000'000)};
};

inline session::published publish(store::store& to, std::vector<dialog::source_file> files,
                                  core::wall_time now,
                                  store::release_kind kind = store::release_kind::normal) {
    session::publish_wish wish;
    wish.kind = kind;
    wish.author = "chen";
    return support::run_task(session::publish(to, std::move(files), wish, now)).value();
}

inline session::published roll_back(store::store& to, std::uint32_t number, core::wall_time now,
                                    store::release_kind kind = store::release_kind::recall) {
    session::publish_wish wish;
    wish.kind = kind;
    wish.author = "chen";
    return support::run_task(session::roll_back(to, number, wish, now)).value();
}

}  // namespace session_test
