#include "bot/dialog/stories/player.h"

#include "bot/dialog/ranks.h"
#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog::stories {
namespace {

constexpr std::chrono::seconds between_messages{30};

struct block_words {
    std::string operator()(const core::text_block& one) const { return one.text; }
    std::string operator()(const core::image_block& one) const { return "[" + one.alt + "]"; }
    std::string operator()(const core::link_block& one) const {
        return "[" + one.title + "] " + one.url + (one.alt.empty() ? "" : "\n" + one.alt);
    }
    std::string operator()(const core::mini_block& one) const { return "[" + one.title + "]"; }
    std::string operator()(const core::menu_block& one) const {
        std::string all = one.head;
        for (std::size_t i = 0; i < one.items.size(); ++i)
            all += "\n  " + std::to_string(i + 1) + "  " + one.items[i].label;
        return all;
    }
    std::string operator()(const core::handoff_block& one) const {
        return "[转人工：" + one.desk + "]";
    }
};

std::string_view option_of(std::string_view pick) {
    return pick.substr(pick.rfind('.') + 1);
}

// `skip` stands for "_skip"; a confirming question has "yes-<concept>".
bool is_option(std::string_view pick, std::string_view wanted) {
    const std::string_view option = option_of(pick);
    return option == wanted || (option.starts_with('_') && option.substr(1) == wanted) ||
           (option.starts_with(wanted) && option.substr(wanted.size()).starts_with('-') &&
            (wanted == "yes" || wanted == "no"));
}

}  // namespace

state admitted_patient(const bundle& script) {
    state made;
    made.release = script.release;
    made.consent_version = script.project.consent.version;
    made.consent_at = monday_morning;
    made.age_band = "adult";
    made.greeted = true;
    return made;
}

std::string words_of(const std::vector<effect>& effects) {
    std::string all;
    for (const effect& one : effects)
        if (const auto* sent = std::get_if<send>(&one))
            all += (all.empty() ? "" : "\n") + std::visit(block_words{}, sent->what);
    return all;
}

player::player(const bundle& script, state from, core::wall_time now)
    : script_(&script), state_(std::move(from)), now_(now) {}

void player::say(std::string_view text) {
    core::inbound event;
    event.text = text;
    take(event, std::string(text));
}

void player::press(std::string_view key) {
    core::inbound event;
    event.kind = core::inbound_kind::menu;
    event.pick = key;
    const flow* named = script_->find_flow(key);
    take(event, "[菜单：" + (named == nullptr ? std::string(key) : named->title) + "]");
}

bool player::tap(std::string_view option) {
    const auto item = std::find_if(menu_.begin(), menu_.end(), [option](const auto& one) {
        return is_option(one.pick, option);
    });
    if (item == menu_.end()) return false;
    core::inbound event;
    event.kind = core::inbound_kind::pick;
    event.pick = item->pick;
    event.text = item->label;
    take(event, event.text);
    return true;
}

void player::take(const core::inbound& event, std::string said) {
    now_ += between_messages;
    begin(std::move(said));
    menu_.clear();
    const state before = state_;
    note(before, step(*script_, std::move(state_), event, now_));
}

void player::wait(minutes pause) {
    const core::wall_time until = now_ + pause;
    begin("[过了 " + duration_text(pause) + "]");
    for (;;) {
        const auto next =
            std::min_element(timers_.begin(), timers_.end(),
                             [](const auto& a, const auto& b) { return a.due < b.due; });
        if (next == timers_.end() || next->due > until) break;
        const set_timer fired = *next;
        timers_.erase(next);
        now_ = std::max(now_, fired.due);
        const state before = state_;
        note(before, wake(*script_, std::move(state_), fired, now_));
    }
    now_ = until;
}

void player::hear_desk(desk_report report) {
    now_ += between_messages;
    begin(report == desk_report::closed ? "[服务台没人接]" : "[服务台放手]");
    menu_.clear();
    const state before = state_;
    note(before, dialog::hear_desk(*script_, std::move(state_), report, now_));
}

void player::begin(std::string said) {
    effects_.clear();
    visited_.clear();
    told_.push_back({std::move(said), {}});
}

void player::note(const state& before, turn_result&& turn) {
    state_ = std::move(turn.next);
    turn_trace trace;
    for (const frame& place : before.stack) trace.stack.emplace_back(place.flow, place.node);
    for (const effect& one : turn.effects) {
        if (const auto* timer = std::get_if<set_timer>(&one)) timers_.push_back(*timer);
        const auto* sent = std::get_if<send>(&one);
        const auto* menu = sent == nullptr ? nullptr : std::get_if<core::menu_block>(&sent->what);
        if (menu != nullptr) menu_ = menu->items;
    }
    std::string words = words_of(turn.effects);
    std::string& reply = told_.back().reply;
    if (!reply.empty() && !words.empty()) reply += "\n";
    reply += words;
    for (const std::string& place : turn.why.visited) {
        const auto slash = place.find('/');
        const flow* in = script_->find_flow(place.substr(0, slash));
        const node* at = in == nullptr ? nullptr : in->find_node(place.substr(slash + 1));
        const auto* end = at == nullptr ? nullptr : std::get_if<end_node>(&at->what);
        if (end == nullptr) continue;
        outcome_ = end->outcome;
        raise(end->disposition);
    }
    raise(state_.worst);
    if (!turn.why.fault.empty()) fault_ = turn.why.fault;
    if (!state_.stack.empty()) answers_ = state_.stack.front().slots;
    visited_.insert(visited_.end(), turn.why.visited.begin(), turn.why.visited.end());
    effects_.insert(effects_.end(), turn.effects.begin(), turn.effects.end());
    trace.why = std::move(turn.why);
    traces_.push_back(std::move(trace));
}

void player::raise(std::string_view disposition) {
    const auto reached = rank_of(script_->project, disposition);
    if (reached && *reached > rank_of(script_->project, gravest_).value_or(0))
        gravest_ = disposition;
}

std::string player::waits_at() const {
    if (state_.stack.empty()) return {};
    return state_.stack.back().flow + "/" + state_.stack.back().node;
}

}  // namespace dialog::stories
