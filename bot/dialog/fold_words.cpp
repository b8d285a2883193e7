#include "bot/dialog/fold_words.h"

#include "bot/dialog/command_words.h"

namespace dialog {
namespace {

void fold_each(std::vector<std::string>& words) {
    for (std::string& word : words) word = fold_answer(word);
}

void fold_options(flow& script) {
    for (node& one : script.nodes) {
        auto* ask = std::get_if<ask_node>(&one.what);
        if (ask == nullptr) continue;
        for (option& choice : ask->options) {
            fold_each(choice.also);
            std::string label = fold_answer(choice.label);
            if (!label.empty() && label != choice.label) choice.also.push_back(std::move(label));
        }
    }
}

std::vector<const flow*> home_of(const bundle& script) {
    std::vector<const flow*> shown;
    shown.reserve(script.project.home_menu.size());
    for (const std::string& id : script.project.home_menu)
        if (const flow* one = script.find_flow(id); one != nullptr) shown.push_back(one);
    if (!shown.empty()) return shown;
    for (const auto& [id, one] : script.flows)
        if (!one.menu_label.empty()) shown.push_back(&one);
    return shown;
}

}  // namespace

void fold_words(bundle& script) {
    for (auto& [id, words] : script.project.commands) fold_each(words);
    for (interrupt& rule : script.interrupts) fold_each(rule.words);
    for (auto& [id, one] : script.flows) {
        fold_options(one);
        for (const std::string& words : {one.menu_label, one.title})
            if (std::string folded = fold_answer(words); !folded.empty())
                one.called.push_back(std::move(folded));
    }
    script.command_words = command_words_of(script);
    script.home = home_of(script);
}

}  // namespace dialog
