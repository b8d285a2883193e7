#include "tests/support/talk.h"

namespace sample {
namespace {

const core::menu_block* last_menu(const dialog::turn_result& turn) {
    const core::menu_block* menu = nullptr;
    for (const dialog::effect& one : turn.effects)
        if (const auto* sent = std::get_if<dialog::send>(&one))
            if (const auto* found = std::get_if<core::menu_block>(&sent->what)) menu = found;
    return menu;
}

}  // namespace

talk& talk::take(const core::inbound& event) {
    time += std::chrono::seconds(5);
    last = dialog::step(script_, now, event, time);
    now = last.next;
    return *this;
}

talk& talk::say(std::string_view text) {
    core::inbound event;
    event.text = text;
    return take(event);
}

talk& talk::tap_id(std::string_view pick) {
    core::inbound event;
    event.kind = core::inbound_kind::pick;
    event.pick = pick;
    return take(event);
}

talk& talk::tap(std::string_view label) {
    return tap_id(pick_of(label));
}

talk& talk::press(std::string_view key) {
    core::inbound event;
    event.kind = core::inbound_kind::menu;
    event.pick = key;
    return take(event);
}

talk& talk::send(core::inbound_kind kind) {
    core::inbound event;
    event.kind = kind;
    return take(event);
}

talk& talk::wait(std::chrono::minutes span) {
    time += span;
    return *this;
}

std::string talk::text() const {
    std::string all;
    for (const dialog::effect& one : last.effects) {
        const auto* sent = std::get_if<dialog::send>(&one);
        if (sent == nullptr) continue;
        if (const auto* words = std::get_if<core::text_block>(&sent->what))
            all += words->text + "\n";
        if (const auto* menu = std::get_if<core::menu_block>(&sent->what)) all += menu->head + "\n";
        if (const auto* link = std::get_if<core::link_block>(&sent->what)) all += link->url + "\n";
    }
    return all;
}

bool talk::shows(std::string_view words) const {
    return text().find(words) != std::string::npos;
}

std::string talk::pick_of(std::string_view label) const {
    if (const core::menu_block* menu = last_menu(last))
        for (const core::menu_item& one : menu->items)
            if (one.label == label) return one.pick;
    return {};
}

std::size_t talk::count_sent() const {
    std::size_t count = 0;
    for (const dialog::effect& one : last.effects)
        count += std::holds_alternative<dialog::send>(one) ? 1 : 0;
    return count;
}

std::string talk::at() const {
    return now.stack.empty() ? "" : now.stack.back().flow + "/" + now.stack.back().node;
}

}  // namespace sample
