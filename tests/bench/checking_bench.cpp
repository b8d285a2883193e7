// How long a bundle takes to load with all its checks, and a step in it: O3 of the promises.
#include "bot/app/at_once.h"
#include "bot/dialog/step.h"
#include "tests/bench/wide_bundle.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

const dialog::load_result& must_load(const dialog::load_result& loaded) {
    for (const dialog::problem& one : loaded.problems)
        if (one.file.starts_with("flows/made-") && one.weight != dialog::gravity::info)
            throw std::runtime_error(to_line(one));
    if (loaded.script == nullptr) throw std::runtime_error("the bundle does not load");
    return loaded;
}

void load_and_check(benchmark::State& state, const std::vector<dialog::source_file>& files,
                    const dialog::load_wish& wish = {}) {
    must_load(dialog::load_bundle(files, wish));
    for (auto _ : state) benchmark::DoNotOptimize(dialog::load_bundle(files, wish));
}

// 0 flows: the shipped dialogs alone, whose ear is most of the work.
void check_flows(benchmark::State& state) {
    const int flows = static_cast<int>(state.range(0)), nodes = static_cast<int>(state.range(1));
    load_and_check(state, bench::wide_bundle(flows, nodes));
    state.counters["nodes"] = flows * nodes;
}
BENCHMARK(check_flows)
    ->ArgNames({"flows", "nodes"})
    ->Args({0, 0})
    ->Args({1, 120})
    ->Args({84, 120})
    ->Args({100, 120})
    ->Unit(benchmark::kMillisecond);

// As `daozhen check` does it: on all cores. Wall time counts.
void check_flows_at_once(benchmark::State& state) {
    load_and_check(state, bench::wide_bundle(84, 120), {.run = app::at_once});
}
BENCHMARK(check_flows_at_once)->Unit(benchmark::kMillisecond)->UseRealTime();

// Another version of a bundle that is there already: its phrase library is shared.
void check_flows_again(benchmark::State& state) {
    const auto before = dialog::load_bundle(bench::wide_bundle(84, 120));
    load_and_check(state, bench::wide_bundle(84, 120), {.like = before.script.get()});
}
BENCHMARK(check_flows_again)->Unit(benchmark::kMillisecond);

// One flow in a project without a phrase library to speak of.
void check_one_flow(benchmark::State& state) {
    std::vector<dialog::source_file> files;
    for (dialog::source_file& file : bench::wide_bundle(1, 120))
        if (file.path.starts_with("flows/made-") || file.path == "project.json" ||
            file.path == "shared/queues.json")
            files.push_back(std::move(file));
    for (dialog::source_file& file : files) {
        const std::size_t menu = file.text.find("\"homeMenu\"");
        if (menu == std::string::npos) continue;
        const std::size_t end = file.text.find(']', menu);
        file.text.replace(menu, end - menu + 1, "\"homeMenu\": []");
    }
    load_and_check(state, files);
}
BENCHMARK(check_one_flow)->Unit(benchmark::kMillisecond);

// Any answer to the first questions of a made-up flow, among a hundred.
void step_among_many(benchmark::State& state) {
    const auto loaded = dialog::load_bundle(bench::wide_bundle(100, 120));
    must_load(loaded);
    dialog::state before;
    core::inbound message;
    message.account = "a";
    message.user = "u";
    const core::wall_time noon{std::chrono::seconds(1'735'689'600)};
    for (const char* text : {"你好", "1", "35", "2"}) {
        message.text = text;
        before = dialog::step(*loaded.script, std::move(before), message, noon).next;
    }
    message.text = "1";
    for (auto _ : state)
        benchmark::DoNotOptimize(dialog::step(*loaded.script, before, message, noon));
}
BENCHMARK(step_among_many);

}  // namespace

BENCHMARK_MAIN();
