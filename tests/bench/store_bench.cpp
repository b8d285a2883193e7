// What a durable turn costs in the store: sealing, the writer's transaction, the sync and waking up
// whoever waits, with 1 to 128 patients waiting at a time. P3's commit stage.
#include "bot/core/metrics.h"
#include "bot/store/open_store.h"
#include "tests/support/temporary_folder.h"

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr std::size_t patients = 512;
constexpr std::int64_t turns_each = 32;  // of every coroutine, in one iteration

struct world {
    world() {
        auto opened = store::open_store({.url = "sqlite:" + (folder.path() / "store.db").string(),
                                         .keys = std::string(64, '7')},
                                        metrics);
        if (!opened.value) throw std::runtime_error(opened.problem);
        store = std::move(opened.value);
    }

    support::temporary_folder folder;
    core::metrics metrics;
    std::unique_ptr<store::store> store;
    std::vector<std::uint64_t> versions = std::vector<std::uint64_t>(patients);
};

// The sizes of a turn in the middle of the lumbar questionnaire.
store::turn next_turn(std::size_t patient, std::uint64_t version) {
    store::turn change;
    change.key = {"clinic", "oABCDEFGHIJKLMNOPQRSTUV" + std::to_string(10'000 + patient)};
    change.expected_version = version;
    change.state.assign(300, 's');
    change.reply = {"M" + std::to_string(24'000'000'000'000'000 + version), std::string(700, 'b')};
    change.record.patient_text.assign(60, 'p');
    change.record.reply_text.assign(200, 'r');
    change.record.reading = "answer";
    change.record.flow = "lumbar-intake";
    change.record.node = "duration";
    change.at =
        std::chrono::time_point_cast<core::wall_time::duration>(std::chrono::system_clock::now());
    return change;
}

// One of `waiting` coroutines; each has patients of its own.
runtime::task<> talk(world& in, std::size_t first, std::size_t waiting) {
    auto patient = first;
    for (std::int64_t i = 0; i < turns_each; ++i) {
        auto change = next_turn(patient, in.versions[patient]);
        const auto outcome = co_await in.store->commit(std::move(change));
        if (!outcome || outcome.value() != store::commit_outcome::applied)
            throw std::runtime_error("a turn was not applied");
        ++in.versions[patient];
        patient = patient + waiting < patients ? patient + waiting : first;
    }
}

double cpu_seconds() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

void rethrow(const std::exception_ptr& thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

void durable_turns(benchmark::State& state) {
    const auto waiting = static_cast<std::size_t>(state.range(0));
    boost::asio::io_context loop(1);
    world here;
    const auto cpu_before = cpu_seconds();
    for ([[maybe_unused]] const auto round : state) {
        for (std::size_t i = 0; i < waiting; ++i)
            boost::asio::co_spawn(loop, talk(here, i, waiting), rethrow);
        loop.restart();
        loop.run();
    }
    const auto turns =
        static_cast<double>(state.iterations() * turns_each) * static_cast<double>(waiting);
    const auto batches = here.metrics.count("daozhen_store_batches_total", "").value();
    state.SetItemsProcessed(static_cast<std::int64_t>(turns));
    state.counters["cpu_us_per_turn"] = (cpu_seconds() - cpu_before) * 1e6 / turns;
    state.counters["turns_per_batch"] = turns / static_cast<double>(batches);
}
BENCHMARK(durable_turns)
    ->Arg(1)
    ->Arg(16)
    ->Arg(64)
    ->Arg(128)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
