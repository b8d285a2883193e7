#include "bot/session/retention.h"

#include "tests/support/memory_store.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

class set_clock final : public core::clock {
public:
    core::wall_time now() const override { return time; }
    core::wall_time time = core::wall_time(std::chrono::days(20000));
};

TEST(Retention, WordsGoAfterWeeksAndCodesAfterMonths) {
    support::memory_store memory;
    set_clock clock;
    for (const auto& [user, age] : {std::pair{"young", 1}, {"older", 31}, {"ancient", 200}}) {
        store::turn change;
        change.key = {"a", user};
        change.state = "s";
        change.reply = {"d", "body"};
        change.record.patient_text = "words";
        change.at = clock.time - std::chrono::days(age);
        memory.apply(std::move(change));
    }
    boost::asio::io_context context(1);
    boost::asio::co_spawn(context, session::keep_no_longer(memory, clock, {}),
                          boost::asio::detached);
    context.run_for(20ms);
    const std::scoped_lock lock(memory.kept()->guard);
    auto& all = memory.kept()->conversations;
    EXPECT_EQ((all[{"a", "young"}].turns.at(0).record.patient_text), "words");
    EXPECT_EQ((all[{"a", "older"}].turns.at(0).record.patient_text), "");
    EXPECT_TRUE((all[{"a", "ancient"}].turns.empty()));
}

}  // namespace
