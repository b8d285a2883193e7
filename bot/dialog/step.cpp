#include "bot/dialog/step.h"

#include "bot/core/text.h"
#include "bot/dialog/commands.h"
#include "bot/dialog/emergency.h"
#include "bot/dialog/end.h"
#include "bot/dialog/language.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/message.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"
#include "bot/dialog/texts.h"

#include <algorithm>
#include <exception>

// The way of one event through the engine, top down as dialogs.md §5 tells it:
//   step -> open_visit -> take_event -> take_message -> decide (rows a-i) -> act -> run

namespace dialog {
namespace {

constexpr std::uint32_t turn_limit = 200;  // of one visit
constexpr std::size_t message_limit = 5;
constexpr std::size_t merged_text_limit = 2048;  // bytes; adjacent texts travel as one message

// §5.2: a visit that was left too long is closed. True if there is something to come back to.
bool close_if_expired(turn& ongoing) {
    state& whole = ongoing.whole;
    if (whole.visit_turn == 0 || ongoing.time - whole.last_at <= ongoing.script.project.idle)
        return false;
    whole.mode = speaker::bot;
    whole.pending.clear();
    whole.visit_turn = 0;
    if (question_of(ongoing.script, whole)) return true;
    whole.stack.clear();
    return false;
}

// True if the patient may go on where the last visit was left; its findings then stay.
bool open_visit(turn& ongoing) {
    state& whole = ongoing.whole;
    const bool resumable = close_if_expired(ongoing);
    if (whole.visit_turn == 0) {
        if (ongoing.time - whole.last_at <= ongoing.script.project.idle)
            ongoing.earlier_worst = whole.worst;
        if (resumable) {
            whole.warned.clear();
            whole.masked.clear();
            whole.visit_began = ongoing.time;
        } else {
            begin_visit(ongoing);
        }
    }
    if (whole.visit_turn >= turn_limit) throw fault{"RUN904"};
    ++whole.visit_turn;
    return resumable;
}

void say_unsupported(turn& ongoing) {
    ongoing.why.reading = "unsupported";
    const std::string& words = ongoing.script.project.unsupported;
    say_filled(ongoing, words.empty() ? std::string_view(texts::unsupported) : words);
    ask_again(ongoing);
}

// Signs and commands are heard at once; anything else waits until "continue?" is answered.
void offer_resume(turn& ongoing, const core::inbound& event) {
    ongoing.whole.pending.push_back({pending_question::kind::resume, {}, {}, {}});
    const heard message(ongoing.script, ongoing.whole, event, ongoing.time);
    note_urgent_signs(ongoing, message);
    for (const auto row : {row_b_sign_present, row_c_sign_unclear, row_d_command})
        if (const decision found = row(message); applies(found))
            return act(ongoing, message, found);
    ongoing.why.reading = "resume";
    show_pending(ongoing);
}

bool works_beside_desk(std::string_view command) {
    return command == "quit" || command == "restart" || command == "forget" ||
           command == "show-data" || command == "summary" || command == "withdraw" ||
           command == "help";
}

// §5.3: people answer. The engine only listens for signs and for what ends or erases.
void listen_beside_desk(turn& ongoing, const core::inbound& event) {
    ongoing.why.reading = "human";
    const heard message(ongoing.script, ongoing.whole, event, ongoing.time);
    if (alert_desk_of_signs(ongoing, message)) return;
    const bool erasing = !ongoing.whole.pending.empty() &&
                         ongoing.whole.pending.back().what == pending_question::kind::erase;
    // Whether a sign is meant is for the people to ask.
    if (applies(row_c_sign_unclear(message))) return;
    if (erasing && take_pending(ongoing, message)) return;
    const decision found = row_d_command(message);
    const auto* command = std::get_if<command_given>(&found);
    if (command != nullptr && works_beside_desk(command->id)) act(ongoing, message, found);
}

void welcome(turn& ongoing) {
    ongoing.why.reading = "greeting";
    ongoing.whole.greeted = false;
    greet(ongoing);
    offer_home(ongoing);
}

bool is_readable(const core::inbound& event) {
    if (event.kind == core::inbound_kind::media) return false;
    if (event.kind != core::inbound_kind::text) return true;
    return core::is_utf8(event.text) && !core::trimmed(event.text).empty();
}

void take_event(turn& ongoing, const core::inbound& event) {
    if (event.kind == core::inbound_kind::leave) {
        ongoing.why.reading = "unsubscribed";
        return forget_everything(ongoing);
    }
    const bool resumable = open_visit(ongoing);
    const bool human = ongoing.whole.mode == speaker::human;
    if (event.kind == core::inbound_kind::follow && !human) return welcome(ongoing);
    if (!is_readable(event)) {
        if (human) return;
        if (resumable)
            ongoing.whole.pending.push_back({pending_question::kind::resume, {}, {}, {}});
        return say_unsupported(ongoing);
    }
    if (human) return listen_beside_desk(ongoing, event);
    if (resumable) return offer_resume(ongoing, event);
    take_message(ongoing, event, pass::first);
}

std::size_t count_messages(const std::vector<effect>& effects) {
    std::size_t messages = 0, text_bytes = 0;
    for (const effect& one : effects) {
        const auto* sent = std::get_if<send>(&one);
        if (sent == nullptr) continue;
        const auto* text = std::get_if<core::text_block>(&sent->what);
        const bool joins = text != nullptr && text_bytes > 0 &&
                           text_bytes + text->text.size() <= merged_text_limit;
        if (!joins) ++messages, text_bytes = 0;
        if (text != nullptr) text_bytes += text->text.size() + 1;
    }
    return messages;
}

void check_turn(turn& ongoing, const core::inbound& event) {
    const bool silent =
        event.kind == core::inbound_kind::leave || ongoing.whole.mode == speaker::human;
    if (!silent && !ongoing.has_spoken()) ask_again(ongoing);  // always a way on
    if (count_messages(ongoing.effects) > message_limit) throw fault{"RUN902"};
}

turn_result finish(turn&& ongoing) {
    turn_result done;
    ongoing.whole.last_at = ongoing.time;
    if (!ongoing.whole.stack.empty()) {
        ongoing.why.flow = ongoing.whole.stack.back().flow;
        ongoing.why.node = ongoing.whole.stack.back().node;
    }
    done.may_store_text =
        has_consent(ongoing.script, ongoing.whole) && !ongoing.whole.consent_declined;
    done.next = std::move(ongoing.whole);
    done.effects = std::move(ongoing.effects);
    done.why = std::move(ongoing.why);
    return done;
}

// The state of before the turn, but what was found out about danger stays, and is answered.
turn_result roll_back(const turn& failed, state before, const char* code) {
    turn safe(failed.script, std::move(before), failed.time);
    ++safe.whole.turn;
    raise_worst(safe, failed.whole.worst);
    if (std::string_view(code) == "RUN904") {
        close_visit(safe);
    } else if (safe.whole.visit_turn > 0) {
        ++safe.whole.visit_turn;
    }
    if (failed.answering != nullptr) {
        raise_worst(safe, failed.answering->level);
        const std::string advice = advice_for(safe.script, safe.whole.worst);
        safe.say(advice.empty() ? emergency_text(safe.script) : advice);
    } else {
        const std::string& words = safe.script.project.error_line;
        say_filled(safe, words.empty() ? std::string_view(texts::error_line) : words);
    }
    safe.effects.push_back(
        alert_desk{failed.answering != nullptr ? failed.answering->id : std::string(code)});
    safe.why = failed.why;
    safe.why.fault = code;
    return finish(std::move(safe));
}

}  // namespace

turn_result step(const bundle& original, state before, const core::inbound& event,
                 core::wall_time now) {
    if (event.kind == core::inbound_kind::notice) return {std::move(before), {}, {}, false};
    note_language(original, event.account, before);
    const bundle& script = in_language_of(original, before);
    state saved = before;
    turn ongoing(script, std::move(before), now);
    try {
        ++ongoing.whole.turn;
        ongoing.whole.release = original.release;
        take_event(ongoing, event);
        check_turn(ongoing, event);
        return finish(std::move(ongoing));
    } catch (const fault& broken) {
        return roll_back(ongoing, std::move(saved), broken.code);
    } catch (const std::exception&) {
        return roll_back(ongoing, std::move(saved), "RUN909");
    }
}

}  // namespace dialog
