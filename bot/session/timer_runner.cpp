#include "bot/session/timer_runner.h"

#include <utility>

namespace session {
namespace {

using namespace std::chrono_literals;

constexpr auto lease_time = 30s;
constexpr auto others_fire_for = 5s;
constexpr std::size_t in_a_round = 100;

core::counter& ended(core::metrics& registry, std::string_view labels) {
    return registry.count("daozhen_timers_total", "Timers that were due, by what came of them.",
                          labels);
}

}  // namespace

timer_runner::timer_runner(std::string holder, store::store& memory, conversations& talks,
                           find_way_out ways, const core::clock& clock, core::metrics& registry)
    : holder_(std::move(holder)),
      store_(memory),
      talks_(talks),
      ways_(std::move(ways)),
      clock_(clock),
      fired_(ended(registry, R"(outcome="fired")")),
      stale_(ended(registry, R"(outcome="stale")")),
      unreachable_(ended(registry, R"(outcome="unreachable")")) {}

runtime::task<core::wall_time> timer_runner::run_once() {
    const auto now = clock_.now();
    if (!lease_ || lease_->until - now < lease_time * 2 / 3) {
        auto taken = co_await store_.take_lease("timers", holder_, now, lease_time);
        lease_ = taken ? std::move(*taken) : std::nullopt;
    }
    if (!lease_) co_return now + others_fire_for;
    auto due = co_await store_.due_timers(now, in_a_round);
    if (!due) co_return now + others_fire_for;
    for (auto& timer : *due) {
        auto one = fire(std::move(timer));
        co_await std::move(one);
    }
    co_return due->size() == in_a_round ? now : now + 1s;
}

runtime::task<> timer_runner::leave() {
    if (!lease_) co_return;
    auto held = std::move(*lease_);
    lease_.reset();
    co_await store_.end_lease(std::move(held));
}

runtime::task<> timer_runner::fire(store::due_timer timer) {
    unprompted what =
        timer_fired{timer.id, dialog::set_timer{timer.what.due, timer.what.node, timer.what.turn}};
    const auto* out = ways_(timer.key.account);
    const auto outcome =
        co_await talks_.take_unprompted(std::move(timer.key), std::move(what), out);
    switch (outcome) {
        case unprompted_outcome::done:
            fired_.add();
            co_return;
        case unprompted_outcome::failed:
            co_return;  // it is still due
        case unprompted_outcome::nothing:
            stale_.add();
            break;
        case unprompted_outcome::unreachable:
            unreachable_.add();
            break;
    }
    co_await store_.drop_timer(timer.id);
}

}  // namespace session
