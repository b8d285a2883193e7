#include "bot/dialog/command_words.h"

#include "bot/dialog/items.h"

#include <algorithm>
#include <array>

namespace dialog {
namespace {

struct word {
    std::string_view text, command;
};
constexpr std::array known_words{word{"上一步", "back"},
                                 word{"重新开始", "restart"},
                                 word{"退出", "quit"},
                                 word{"帮助", "help"},
                                 word{"人工", "human"},
                                 word{"删除我的数据", "forget"},
                                 word{"查看我的数据", "show-data"},
                                 word{"撤回同意", "withdraw"},
                                 word{"菜单", "home"}};

bool is_command(std::string_view id) {
    return std::any_of(known_words.begin(), known_words.end(),
                       [id](const word& one) { return one.command == id; });
}

constexpr std::size_t longest_word = 60;  // bytes; commands are short and exact

std::string command_of_words(const heard& message) {
    if (message.text.empty() || message.text.size() > longest_word) return {};
    const bundle& script = message.script;
    const std::string& folded = message.folded();
    const auto says = [&folded](const std::string& one) { return folded == one; };
    for (const word& one : known_words)
        if (folded == one.text) return std::string(one.command);
    for (const auto& [id, words] : script.project.commands)
        if (std::any_of(words.begin(), words.end(), says) && is_command(id)) return id;
    for (const interrupt& rule : script.interrupts) {
        if (std::none_of(rule.words.begin(), rule.words.end(), says)) continue;
        if (rule.what == interrupt_class::human) return "human";
        if (rule.what == interrupt_class::command && is_command(rule.command)) return rule.command;
    }
    return {};
}

}  // namespace

std::string command_in(const heard& message) {
    if (message.pick) {
        const bool known =
            message.pick->node == own_picks::command && is_command(message.pick->option);
        return known ? std::string(message.pick->option) : std::string();
    }
    if (!message.key.empty())
        return is_command(message.key) ? std::string(message.key) : std::string();
    return command_of_words(message);
}

}  // namespace dialog
