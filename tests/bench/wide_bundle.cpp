#include "tests/bench/wide_bundle.h"

#include <fmt/format.h>

namespace bench {
namespace {

constexpr int nodes_per_topic = 3;  // a question, a branch on its answer, words

struct topic_text {
    std::string slot, kind, prompt_and_options, condition;
};

topic_text topic(int place) {
    switch (place % 5) {
        case 0:
            return {R"("type": "yesno", "label": "有没有")", "yesno",
                    R"("prompt": "这几天有没有加重？", "short": "加重了吗？")",
                    R"(["yes", "unsure"])"};
        case 1:
            return {
                R"("type": "choice", "label": "部位", "values": {"left": "左边", "right": "右边", "both": "两边"})",
                "choice",
                R"("prompt": "哪一边？", "options": [{"pick": "left", "also": ["左侧"]}, {"pick": "right", "also": ["右侧"], "add": {"sum": 1}}, {"pick": "both"}])",
                R"("both")"};
        case 2:
            return {
                R"("type": "number", "label": "分数", "min": 0, "max": 10, "integer": true)",
                "number",
                R"("prompt": "疼痛打几分？0 不痛，10 最痛。", "bands": {"sum": [{"min": 7, "add": 2}, {"min": 4, "add": 1}]})",
                R"({"min": 7})"};
        case 3:
            return {R"("type": "duration", "label": "时间", "max": "30y")", "duration",
                    R"("prompt": "有多久了？例如：3天、2周、半年。")", R"({"over": "6w"})"};
        default:
            return {
                R"("type": "multi", "label": "情况", "values": {"cold": "怕冷", "stiff": "发僵", "weak": "没劲", "unsure": "说不清"})",
                "multi",
                R"("prompt": "有下面哪些情况？", "options": [{"pick": "cold"}, {"pick": "stiff"}, {"pick": "weak", "add": {"sum": 1}}, {"pick": "unsure"}, {"none": "以上都没有"}])",
                R"({"any": ["weak", "unsure"]})"};
    }
}

std::string topic_nodes(int place, const std::string& next) {
    const topic_text one = topic(place);
    return fmt::format(R"(    "ask-{0}": {{
      "type": "ask", "kind": "{1}", "slot": "s{0}", {2},
      "skip": {{"label": "跳过这一题", "next": "sort-{0}"}}, "next": "sort-{0}"
    }},
    "sort-{0}": {{"type": "branch", "cases": [{{"if": "c{0}", "go": "tell-{0}"}}], "else": "{3}"}},
    "tell-{0}": {{"type": "say", "say": "记下了第 {0} 项。", "next": "{3}"}},
)",
                       place, one.kind, one.prompt_and_options, next);
}

}  // namespace

dialog::source_file made_flow(int number, int nodes) {
    const int topics = (nodes - 4) / nodes_per_topic;
    std::string slots, conditions, steps;
    for (int i = 0; i < topics; ++i) {
        const topic_text one = topic(i);
        slots += fmt::format("    \"s{}\": {{{}}},\n", i, one.slot);
        const char* level = i == 0  ? R"("level": "clinic-48h", )"
                            : i < 4 ? R"("level": "clinic", )"
                                    : "";
        const std::string known =
            i < 4 ? fmt::format(R"({{"any": [{{"s{0}": {1}}}, {{"s{0}": {{"known": false}}}}]}})",
                                i, one.condition)
                  : fmt::format(R"({{"s{0}": {1}}})", i, one.condition);
        conditions += fmt::format("    \"c{}\": {{{}\"if\": {}}},\n", i, level, known);
        steps += topic_nodes(i, i + 1 < topics ? fmt::format("ask-{}", i + 1) : "grade");
    }
    return {fmt::format("flows/made-{}.json", number),
            fmt::format(R"({{
  "format": "dialog/1", "flow": "made-{0}", "title": "第{0}个流程", "owner": "骨科", "outcomes": ["done"],
  "slots": {{
{1}    "sum": {{"type": "score", "max": 60}}
  }},
  "conditions": {{
{2}    "much": {{"if": {{"sum": {{"min": 5}}}}}}
  }},
  "start": "ask-0",
  "nodes": {{
{3}    "grade": {{"type": "branch", "cases": [{{"if": "c0", "go": "soon"}}, {{"if": "much", "go": "visit"}}], "else": "visit-2"}},
    "soon": {{"type": "end", "say": "建议今天就去医院。", "outcome": "done", "disposition": "clinic-48h"}},
    "visit": {{"type": "end", "say": "建议预约骨科门诊。", "outcome": "done", "disposition": "clinic"}},
    "visit-2": {{"type": "end", "say": "建议去门诊看看。", "outcome": "done", "disposition": "clinic"}}
  }}
}}
)",
                        number, slots, conditions, steps)};
}

std::vector<dialog::source_file> wide_bundle(int flows, int nodes) {
    std::vector<dialog::source_file> files =
        dialog::read_bundle_files(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs");
    for (int i = 0; i < flows; ++i) files.push_back(made_flow(i, nodes));
    return files;
}

}  // namespace bench
