// `daozhen test [DIR] [--format text|json]`: tells every story of a folder of dialogs, says which
// ways no story takes and proposes stories for them, and writes every warning sign at every
// question. Exit code 0: all as told;
// 1: a story, the sweep or an emergency way fails; 2: wrong usage.
#include "bot/app/folder_command.h"
#include "bot/dialog/findings.h"
#include "bot/dialog/prover/propose.h"
#include "bot/dialog/stories/coverage.h"
#include "bot/dialog/stories/sweep.h"
#include "bot/dialog/stories/tell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace app {
namespace {

using namespace dialog::stories;
using dialog::json_string;

constexpr std::string_view usage = "usage: daozhen test [DIR] [--format text|json]\n";

struct figures {
    std::size_t covered = 0, all = 0;
};
struct flow_report {
    std::string flow;
    figures nodes, edges, options;
    covered_parts missing;
};
struct report {
    std::size_t told = 0, failed = 0;
    std::vector<dialog::problem> problems;
    std::vector<flow_report> flows;
    swept signs;
    std::vector<dialog::prover::proposed_story> proposals;

    bool good() const {
        return std::none_of(problems.begin(), problems.end(), [](const dialog::problem& one) {
            return one.weight == dialog::gravity::error;
        });
    }
};

dialog::problem uncovered(const dialog::flow& of, const std::string& from, const std::string& to,
                          bool emergency) {
    dialog::problem made;
    made.code = emergency ? 904 : 903;
    made.weight = dialog::weight_of(made.code);
    made.file = of.file;
    made.at = of.find_node(from)->at;
    made.pointer = "/nodes/" + from;
    made.zh =
        fmt::format("没有故事走过 {} → {}{}。", from, to, emergency ? "，急症的路必须走到" : "");
    made.en = fmt::format("no story takes {} → {}", from, to);
    return made;
}

flow_report measure(const dialog::bundle& script, const dialog::flow& of, const coverage& seen,
                    std::vector<dialog::problem>& problems) {
    const covered_parts all = parts_of(of);
    flow_report made{of.id, {}, {}, {}, seen.missing(of)};
    made.nodes = {all.nodes.size() - made.missing.nodes.size(), all.nodes.size()};
    made.edges = {all.edges.size() - made.missing.edges.size(), all.edges.size()};
    made.options = {all.options.size() - made.missing.options.size(), all.options.size()};
    for (const auto& edge : made.missing.edges)
        problems.push_back(
            uncovered(of, edge.first, edge.second, is_emergency_edge(script, of, edge)));
    return made;
}

report run(const dialog::bundle& script, const std::vector<dialog::source_file>& files) {
    report made;
    story_files read = read_stories(script, files);
    made.problems = std::move(read.problems);
    coverage seen(script);
    for (const story& one : read.stories) {
        telling result = tell(script, one);
        ++made.told;
        seen.add(result.played.traces());
        if (!result.failure) continue;
        ++made.failed;
        made.problems.push_back(std::move(*result.failure));
    }
    made.signs = sweep(script, files);
    made.problems.insert(made.problems.end(), made.signs.problems.begin(),
                         made.signs.problems.end());
    for (const auto& [id, of] : script.flows)
        made.flows.push_back(measure(script, of, seen, made.problems));
    made.proposals = dialog::prover::propose(script, seen);
    return made;
}

void print_text(const report& made) {
    for (const dialog::problem& one : made.problems) fmt::print("{}\n", to_line(one));
    fmt::print("故事：{} 个，{} 个走样。\n", made.told, made.failed);
    for (const flow_report& one : made.flows)
        fmt::print("覆盖 {}：节点 {}/{}，路 {}/{}，选项 {}/{}。\n", one.flow, one.nodes.covered,
                   one.nodes.all, one.edges.covered, one.edges.all, one.options.covered,
                   one.options.all);
    fmt::print("急症扫查：{} 个问题 × {} 个例句和 {} 个反例，共 {} 轮，{} 处不对。\n",
               made.signs.questions, made.signs.examples, made.signs.counters, made.signs.turns,
               made.signs.problems.size());
    for (const auto& one : made.proposals)
        fmt::print("可加的故事（flows/{}.tests.json）：{}\n", one.flow, one.text);
    fmt::print("{}。\n", made.good() ? "通过" : "未通过");
}

std::string json_of(const char* name, figures one) {
    return fmt::format("{}: {{\"covered\": {}, \"all\": {}}}", json_string(name), one.covered,
                       one.all);
}

std::string json_of(const std::set<std::pair<std::string, std::string>>& pairs) {
    std::string list;
    for (const auto& [from, to] : pairs)
        list +=
            fmt::format("{}[{}, {}]", list.empty() ? "" : ", ", json_string(from), json_string(to));
    return "[" + list + "]";
}

void print_json(const report& made) {
    std::string flows, proposals;
    for (const auto& one : made.proposals)
        proposals += fmt::format("{}{{\"flow\": {}, \"covers\": {}, \"story\": {}}}",
                                 proposals.empty() ? "" : ", ", json_string(one.flow),
                                 json_string(one.covers), one.text);
    for (const flow_report& one : made.flows)
        flows += fmt::format(
            "{}{{\"flow\": {}, {}, {}, {}, \"missingEdges\": {}, \"missingOptions\": {}}}",
            flows.empty() ? "" : ", ", json_string(one.flow), json_of("nodes", one.nodes),
            json_of("edges", one.edges), json_of("options", one.options),
            json_of(one.missing.edges), json_of(one.missing.options));
    fmt::print(
        "{{\"passed\": {}, \"stories\": {{\"told\": {}, \"failed\": {}}}, \"coverage\": [{}], "
        "\"sweep\": {{\"questions\": {}, \"examples\": {}, \"counters\": {}, \"turns\": {}, "
        "\"failed\": {}}}, \"proposals\": [{}], \"problems\": {}}}\n",
        made.good(), made.told, made.failed, flows, made.signs.questions, made.signs.examples,
        made.signs.counters, made.signs.turns, made.signs.problems.size(), proposals,
        to_json(made.problems));
}

}  // namespace

int run_test(const arguments& args) {
    const auto wanted = read_folder_command(args, usage, {"--format"});
    if (!wanted) return 2;
    const std::vector<dialog::source_file> files = dialog::read_bundle_files(wanted->folder);
    const auto script = loaded_or_told(dialog::load_bundle(files));
    if (script == nullptr) return 1;
    const report made = run(*script, files);
    if (wanted->json)
        print_json(made);
    else
        print_text(made);
    return made.good() ? 0 : 1;
}

}  // namespace app
