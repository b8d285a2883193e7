// 601 602: one reply of the patient, one meaning.
#include "bot/dialog/check.h"
#include "bot/dialog/understanding.h"

#include <map>

namespace dialog {
namespace {

class option_checker {
public:
    option_checker(const check_input& input, const flow& of, const ask_node& ask)
        : input_(input), of_(of), document_(input.document(of)), ask_(ask) {}

    void check() {
        for (std::size_t i = 0; i < ask_.options.size(); ++i) accept(std::to_string(i + 1), i, "");
        for (std::size_t i = 0; i < ask_.options.size(); ++i) accept(ask_.options[i].label, i, "");
        for (std::size_t i = 0; i < ask_.options.size(); ++i)
            for (std::size_t k = 0; k < ask_.options[i].also.size(); ++k) {
                const std::string below = "/also/" + std::to_string(k);
                accept(ask_.options[i].also[k], i, below);
                check_reserved(ask_.options[i].also[k], i, below);
            }
    }

private:
    std::string pointer(std::size_t option_index, const std::string& below) const {
        return find_place(document_.root, ask_.options[option_index].at).pointer + below;
    }

    void accept(const std::string& words, std::size_t option_index, const std::string& below) {
        const std::string folded = fold_answer(words);
        if (folded.empty()) return;
        const auto [known, fresh] = accepted_.emplace(folded, option_index);
        if (fresh || known->second == option_index) return;
        const std::string at = pointer(option_index, below);
        proposal fix;
        if (!below.empty()) fix = {"删去这个说法", {deletion(document_, at)}};
        const std::string& other = ask_.options[known->second].label;
        input_.found.add(601, document_, at,
                         {"“" + words + "” 已经属于选项 “" + other + "”，请删去或改写。",
                          "two options accept “" + words + "” (the other is “" + other + "”)"},
                         std::move(fix));
    }

    void check_reserved(const std::string& words, std::size_t option_index,
                        const std::string& below) {
        const std::string folded = fold_answer(words);
        std::string owner_zh, owner_en;
        for (const auto& [command, list] : input_.script.project.commands)
            for (const std::string& one : list)
                if (fold_answer(one) == folded) {
                    owner_zh = "指令 “" + command + "”";
                    owner_en = "command “" + command + "”";
                }
        for (const interrupt& one : input_.script.interrupts)
            for (const std::string& word : one.words)
                if (fold_answer(word) == folded) {
                    owner_zh = "打断 “" + one.id + "”";
                    owner_en = "interrupt “" + one.id + "”";
                }
        for (const auto& [id, one] : input_.script.flows)
            if (one.id != of_.id && !one.menu_label.empty() &&
                fold_answer(one.menu_label) == folded) {
                owner_zh = "流程 “" + id + "” 的入口";
                owner_en = "the entry of flow “" + id + "”";
            }
        if (owner_zh.empty()) return;
        const std::string at = pointer(option_index, below);
        input_.found.add(602, document_, at,
                         {"“" + words + "” 是" + owner_zh + "，不能当作选项的说法。",
                          "“" + words + "” is " + owner_en + ", so no synonym of an option"},
                         {"删去这个说法", {deletion(document_, at)}});
    }

    const check_input& input_;
    const flow& of_;
    const json_document& document_;
    const ask_node& ask_;
    std::map<std::string, std::size_t> accepted_;
};

}  // namespace

void check_options(const check_input& input) {
    for (const auto& [id, of] : input.script.flows)
        for (const node& one : of.nodes)
            if (const auto* ask = std::get_if<ask_node>(&one.what))
                option_checker(input, of, *ask).check();
}

}  // namespace dialog
