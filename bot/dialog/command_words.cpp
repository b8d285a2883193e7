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
                                 word{"看小结", "summary"},
                                 word{"菜单", "home"}};

bool is_command(std::string_view id) {
    return std::any_of(known_words.begin(), known_words.end(),
                       [id](const word& one) { return one.command == id; });
}

constexpr std::size_t longest_word = 60;  // bytes; commands are short and exact

std::string command_of_words(const heard& message) {
    if (message.text.empty() || message.text.size() > longest_word) return {};
    const auto& words = message.script.command_words;
    const auto found = words.find(message.folded());
    return found == words.end() ? std::string() : found->second;
}

// 给我找个人说吧: people are asked for in many words.
bool asks_for_people(const heard& message) {
    constexpr std::size_t longest_wish = 150;  // bytes
    if (message.text.empty() || message.text.size() > longest_wish) return false;
    for (const interrupt& rule : message.script.interrupts)
        if (rule.what == interrupt_class::human &&
            std::any_of(rule.concepts.begin(), rule.concepts.end(), [&](const std::string& id) {
                const auto meaning = message.meaning_of(id);
                return meaning == polarity::present || meaning == polarity::asked;
            }))
            return true;
    return false;
}

}  // namespace

core::string_map<std::string> command_words_of(const bundle& script) {
    core::string_map<std::string> words;
    for (const word& one : known_words) words.emplace(one.text, one.command);
    for (const auto& [id, called] : script.project.commands)
        if (is_command(id))
            for (const std::string& one : called) words.emplace(one, id);
    for (const interrupt& rule : script.interrupts) {
        const std::string_view id =
            rule.what == interrupt_class::human ? "human" : std::string_view(rule.command);
        const bool is_one =
            rule.what == interrupt_class::human || rule.what == interrupt_class::command;
        if (is_one && is_command(id))
            for (const std::string& one : rule.words) words.emplace(one, id);
    }
    return words;
}

std::string command_in(const heard& message) {
    if (message.pick) {
        const bool known =
            message.pick->node == own_picks::command && is_command(message.pick->option);
        return known ? std::string(message.pick->option) : std::string();
    }
    if (!message.key.empty())
        return is_command(message.key) ? std::string(message.key) : std::string();
    std::string id = command_of_words(message);
    return id.empty() && asks_for_people(message) ? "human" : id;
}

}  // namespace dialog
