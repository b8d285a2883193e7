// `daozhen chat [DIR] [--flow F] [--why]`: a conversation in the terminal with the engine the
// server runs. A line is what the patient writes; a number chooses from a menu as it does on a
// phone.
// `:follow` `:photo` `:tap N` `:wait 26h` `:quit` stand for what a keyboard cannot do.
#include "bot/app/folder_command.h"
#include "bot/core/overloaded.h"
#include "bot/dialog/duration.h"
#include "bot/dialog/step.h"

#include <fmt/format.h>

#include <charconv>
#include <iostream>

namespace app {
namespace {

void print(const core::menu_block& menu) {
    std::cout << menu.head << '\n';
    for (std::size_t i = 0; i < menu.items.size(); ++i)
        std::cout << fmt::format("  {}  {}\n", i + 1, menu.items[i].label);
    if (!menu.tail.empty()) std::cout << menu.tail << '\n';
}

void print(const core::block& shown) {
    std::visit(core::overloaded{
                   [](const core::text_block& one) { std::cout << one.text << '\n'; },
                   [](const core::image_block& one) { std::cout << "[" << one.alt << "]\n"; },
                   [](const core::link_block& one) {
                       std::cout << fmt::format("[{}] {}\n{}\n", one.title, one.url, one.alt);
                   },
                   [](const core::mini_block& one) {
                       std::cout << fmt::format("[{}] {}\n", one.title, one.alt);
                   },
                   [](const core::menu_block& one) { print(one); },
                   [](const core::handoff_block& one) {
                       std::cout << fmt::format("[转人工：{}]\n", one.desk);
                   },
               },
               shown);
}

void print_why(const dialog::turn_result& turn) {
    std::cout << fmt::format("  · {} {}", turn.why.reading, turn.why.detail);
    for (const std::string& node : turn.why.visited) std::cout << " > " << node;
    std::cout << fmt::format("\n  · 等在 {}/{}，至今最重 {}，可存文字 {}{}\n", turn.why.flow,
                             turn.why.node, turn.next.worst.empty() ? "无" : turn.next.worst,
                             turn.may_store_text ? "是" : "否",
                             turn.why.fault.empty() ? "" : "，故障 " + turn.why.fault);
}

class chat {
public:
    chat(const dialog::bundle& script, bool explains) : script_(script), explains_(explains) {}

    void take(const core::inbound& event) {
        dialog::turn_result turn = dialog::step(script_, std::move(state_), event, now());
        for (const dialog::effect& one : turn.effects)
            if (const auto* sent = std::get_if<dialog::send>(&one)) {
                print(sent->what);
                if (const auto* menu = std::get_if<core::menu_block>(&sent->what)) menu_ = *menu;
            }
        if (explains_) print_why(turn);
        state_ = std::move(turn.next);
        std::cout << std::endl;
    }
    void say(std::string text) {
        core::inbound event;
        event.text = std::move(text);
        take(event);
    }
    void press(std::string key) {
        core::inbound event;
        event.kind = core::inbound_kind::menu;
        event.pick = std::move(key);
        take(event);
    }
    // False for a line that is not understood.
    bool command(std::string_view line) {
        const std::string_view word = line.substr(0, line.find(' '));
        const std::string_view rest =
            word.size() < line.size() ? line.substr(word.size() + 1) : std::string_view();
        core::inbound event;
        if (word == ":follow")
            event.kind = core::inbound_kind::follow;
        else if (word == ":photo")
            event.kind = core::inbound_kind::media;
        else if (word == ":tap")
            return tap(rest);
        else if (word == ":wait")
            return wait(rest);
        else
            return false;
        take(event);
        return true;
    }

private:
    core::wall_time now() const { return core::system_clock().now() + skipped_; }

    bool tap(std::string_view number) {
        std::size_t place = 0;
        std::from_chars(number.data(), number.data() + number.size(), place);
        if (place == 0 || place > menu_.items.size()) return false;
        core::inbound event;
        event.kind = core::inbound_kind::pick;
        event.pick = menu_.items[place - 1].pick;
        event.text = menu_.items[place - 1].label;
        take(event);
        return true;
    }
    bool wait(std::string_view span) {
        const auto length = dialog::read_duration(span);
        if (length) skipped_ += *length;
        return length.has_value();
    }

    const dialog::bundle& script_;
    bool explains_;
    dialog::state state_;
    core::menu_block menu_;
    std::chrono::minutes skipped_{0};
};

constexpr const char* usage =
    "usage: daozhen chat [DIR] [--flow F] [--why]\n"
    "       lines are messages; :follow :photo :tap N :wait 26h :quit\n";

}  // namespace

int run_chat(const arguments& args) {
    const auto wanted = read_folder_command(args, usage, {"--flow"}, {"--why"});
    if (!wanted) return 2;
    const auto script = loaded_or_told(dialog::load_bundle(wanted->folder));
    if (script == nullptr) return 1;
    const std::string flow = wanted->line.value("--flow");
    if (!flow.empty() && script->find_flow(flow) == nullptr) {
        std::cerr << fmt::format("daozhen chat: no flow “{}”\n", flow);
        return 2;
    }
    chat here(*script, wanted->line.switches.contains("--why"));
    if (flow.empty())
        here.command(":follow");
    else
        here.press(flow);
    for (std::string text; std::getline(std::cin, text);) {
        if (text == ":quit") break;
        if (!text.starts_with(':'))
            here.say(std::move(text));
        else if (!here.command(text))
            std::cerr << usage;
    }
    return 0;
}

}  // namespace app
