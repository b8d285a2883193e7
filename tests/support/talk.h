// A conversation with the engine in tests: says things, remembers the state, looks at the reply.
#pragma once

#include "bot/dialog/step.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sample {

class talk {
public:
    explicit talk(const dialog::bundle& script) : script_(script) {}

    talk& say(std::string_view text);
    talk& tap(std::string_view label);    // an item of the last menu, by its words
    talk& tap_id(std::string_view pick);  // any item, an old one too
    talk& press(std::string_view key);    // a button of the account's own menu
    talk& send(core::inbound_kind kind);  // media, follow, leave ...
    talk& wait(std::chrono::minutes span);

    std::string text() const;  // all texts and heads of menus, a line each
    bool shows(std::string_view words) const;
    std::string pick_of(std::string_view label) const;  // in the last menu; empty if not there
    std::size_t count_sent() const;
    std::string at() const;  // "flow/node", or "" with an empty stack
    std::string reading() const { return last.why.reading; }
    template <class Effect>
    const Effect* find() const {
        for (const dialog::effect& one : last.effects)
            if (const auto* found = std::get_if<Effect>(&one)) return found;
        return nullptr;
    }
    const dialog::slot_values& slots() const { return now.stack.back().slots; }

    dialog::state now;
    dialog::turn_result last;
    core::wall_time time{std::chrono::milliseconds(1'772'416'800'000)};  // 2026-03-02 10:00 +08:00

private:
    talk& take(const core::inbound& event);
    const dialog::bundle& script_;
};

}  // namespace sample
