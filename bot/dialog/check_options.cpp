// 601 602: one reply of the patient, one meaning.
#include "bot/dialog/check.h"
#include "bot/dialog/understanding.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace dialog {
namespace {

// What is understood at every question, folded: commands, interrupts, entries of flows.
class reserved_words {
public:
    struct owner {
        std::string zh, en;
        const flow* entry = nullptr;
    };

    explicit reserved_words(const bundle& script) {
        for (const auto& [command, list] : script.project.commands)
            for (const std::string& word : list)
                add(word, {"指令 “" + command + "”", "command “" + command + "”"});
        for (const interrupt& one : script.interrupts)
            for (const std::string& word : one.words)
                add(word, {"打断 “" + one.id + "”", "interrupt “" + one.id + "”"});
        for (const auto& [id, one] : script.flows)
            if (!one.menu_label.empty())
                add(one.menu_label,
                    {"流程 “" + id + "” 的入口", "the entry of flow “" + id + "”", &one});
    }

    // Of several owners the last; a flow's own entry leads nowhere else. Null if there is none.
    const owner* find(const std::string& folded, const flow& asked_in) const {
        const auto known = owners_.find(folded);
        if (known == owners_.end()) return nullptr;
        const auto last =
            std::find_if(known->second.rbegin(), known->second.rend(),
                         [&asked_in](const owner& one) { return one.entry != &asked_in; });
        return last == known->second.rend() ? nullptr : &*last;
    }

private:
    void add(const std::string& word, owner whose) {
        owners_[fold_answer(word)].push_back(std::move(whose));
    }

    std::unordered_map<std::string, std::vector<owner>> owners_;
};

class option_checker {
public:
    option_checker(const check_input& input, const reserved_words& reserved, const flow& of,
                   const ask_node& ask)
        : input_(input), reserved_(reserved), of_(of), document_(input.document(of)), ask_(ask) {}

    void check() {
        for (std::size_t i = 0; i < ask_.options.size(); ++i)
            accepted_.emplace(std::to_string(i + 1), i);
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
        const reserved_words::owner* owner = reserved_.find(fold_answer(words), of_);
        if (owner == nullptr) return;
        const std::string at = pointer(option_index, below);
        input_.found.add(602, document_, at,
                         {"“" + words + "” 是" + owner->zh + "，不能当作选项的说法。",
                          "“" + words + "” is " + owner->en + ", so no synonym of an option"},
                         {"删去这个说法", {deletion(document_, at)}});
    }

    const check_input& input_;
    const reserved_words& reserved_;
    const flow& of_;
    const json_document& document_;
    const ask_node& ask_;
    std::map<std::string, std::size_t> accepted_;
};

}  // namespace

void check_options(const check_input& input) {
    const reserved_words reserved(input.script);
    for (const auto& [id, of] : input.script.flows)
        for (const node& one : of.nodes)
            if (const auto* ask = std::get_if<ask_node>(&one.what))
                option_checker(input, reserved, of, *ask).check();
}

}  // namespace dialog
