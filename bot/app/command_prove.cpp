// `daozhen prove [DIR] [--format text|json] [--save FILE]`: proves of a folder of dialogs that no
// patient is led wrong, or shows the shortest dialog in which one is. Exit code 0: proved; 1:
// refuted, or too large to prove; 2: wrong usage. --save writes the counter-examples as stories.
#include "bot/app/folder_command.h"
#include "bot/dialog/findings.h"
#include "bot/dialog/prover/prove.h"
#include "bot/dialog/stories/tell.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>

namespace app {
namespace {

using dialog::json_string;
using dialog::prover::counter_example;
using dialog::prover::proof;

constexpr std::string_view usage =
    "usage: daozhen prove [DIR] [--format text|json] [--save FILE]\n";

void print_text(const proof& made, double seconds) {
    for (const counter_example& one : made.against) {
        fmt::print("反例 DLG{} {}  {}\n{}", one.found.code, one.found.place, one.found.zh,
                   dialog::stories::chat_text(one.chat));
        if (!one.story.empty())
            fmt::print("  存成故事（flows/{}.tests.json）：{}\n", one.story_flow, one.story);
        fmt::print("\n");
    }
    for (const std::string& rule : made.unheard)
        fmt::print("提示：急症 “{}” 的例句凑不出一句能触发它的话，没有试到。\n", rule);
    fmt::print("{}：{} 个处境，{} 轮对话，{:.2f} 秒，{} 个反例。\n",
               made.holds()    ? "证明成立"
               : made.complete ? "证明不成立"
                               : "处境太多，没有证完",
               made.situations, made.turns, seconds, made.against.size());
}

std::string json_of(const counter_example& one) {
    std::string chat;
    for (const auto& each : one.chat)
        chat += fmt::format("{}{{\"patient\": {}, \"bot\": {}}}", chat.empty() ? "" : ", ",
                            json_string(each.said), json_string(each.reply));
    return fmt::format(
        "{{\"code\": \"DLG{}\", \"place\": {}, \"message\": {{\"zh\": {}, \"en\": {}}}, "
        "\"messages\": {}, \"chat\": [{}], \"story\": {}, \"storyFlow\": {}}}",
        one.found.code, json_string(one.found.place), json_string(one.found.zh),
        json_string(one.found.en), one.messages, chat, one.story.empty() ? "null" : one.story,
        json_string(one.story_flow));
}

void print_json(const proof& made, double seconds) {
    std::string against, unheard;
    for (const counter_example& one : made.against)
        against += (against.empty() ? "" : ", ") + json_of(one);
    for (const std::string& rule : made.unheard)
        unheard += (unheard.empty() ? "" : ", ") + json_string(rule);
    fmt::print(
        "{{\"proved\": {}, \"complete\": {}, \"situations\": {}, \"turns\": {}, \"seconds\": "
        "{:.3f}, \"unheard\": [{}], \"against\": [{}]}}\n",
        made.holds(), made.complete, made.situations, made.turns, seconds, unheard, against);
}

// One story file: of the flow most counter-examples are about, so that it can be merged by hand.
bool save(const proof& made, const std::string& path) {
    std::map<std::string, std::string> by_flow;
    for (const counter_example& one : made.against) {
        if (one.story.empty()) continue;
        std::string& list = by_flow[one.story_flow];
        list += (list.empty() ? "    " : ",\n    ") + one.story;
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    for (const auto& [flow, list] : by_flow)
        out << "{\n  \"format\": \"dialog-tests/1\",\n  \"flow\": " << json_string(flow)
            << ",\n  \"stories\": [\n"
            << list << "\n  ]\n}\n";
    return static_cast<bool>(out.flush());
}

}  // namespace

int run_prove(const arguments& args) {
    const auto wanted = read_folder_command(args, usage, {"--format", "--save"});
    if (!wanted) return 2;
    const auto script = loaded_or_told(dialog::load_bundle(wanted->folder));
    if (script == nullptr) return 1;
    const auto begin = std::chrono::steady_clock::now();
    const proof made = dialog::prover::prove(*script);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    if (wanted->json)
        print_json(made, seconds.count());
    else
        print_text(made, seconds.count());
    if (const std::string path = wanted->line.value("--save"); !path.empty() && !save(made, path)) {
        fmt::print(stderr, "daozhen prove: cannot write {}\n", path);
        return 1;
    }
    return made.holds() ? 0 : 1;
}

}  // namespace app
