#include "bot/dialog/prover/rules.h"

#include "bot/dialog/explore.h"
#include "bot/dialog/fill.h"
#include "bot/dialog/pick.h"
#include "bot/dialog/ranks.h"
#include "bot/dialog/severity.h"

#include <algorithm>

namespace dialog::prover {
namespace {

const core::text_block* text_of(const effect& one) {
    const auto* sent = std::get_if<send>(&one);
    return sent == nullptr ? nullptr : std::get_if<core::text_block>(&sent->what);
}

bool says(const turn_result& turn, const std::string& words) {
    return std::any_of(turn.effects.begin(), turn.effects.end(), [&](const effect& one) {
        const core::text_block* text = text_of(one);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

bool speaks(const turn_result& turn) {
    return std::any_of(turn.effects.begin(), turn.effects.end(),
                       [](const effect& one) { return std::holds_alternative<send>(one); });
}

template <class Effect>
bool has(const turn_result& turn) {
    return std::any_of(turn.effects.begin(), turn.effects.end(),
                       [](const effect& one) { return std::holds_alternative<Effect>(one); });
}

const node* find_node(const bundle& script, const std::string& place) {
    const auto slash = place.find('/');
    const flow* in = script.find_flow(place.substr(0, slash));
    return in == nullptr ? nullptr : in->find_node(place.substr(slash + 1));
}

bool is_asked_sign(const state& whole) {
    return !whole.pending.empty() &&
           whole.pending.back().what == pending_question::kind::confirm_sign;
}

bool is_over(const state& whole) {
    return whole.stack.empty() && whole.pending.empty();
}

// Turns that only go where the script leads.
bool follows_script(move_kind what) {
    return what == move_kind::answer || what == move_kind::miss || what == move_kind::silence ||
           what == move_kind::desk;
}

// Slots that alone can make a condition true.
void add_lone_slots(const flow& of, const condition& wanted, int depth,
                    std::set<std::pair<std::string, std::string>>& found) {
    if (wanted.what == condition::kind::any) {
        for (const condition& one : wanted.parts) add_lone_slots(of, one, depth + 1, found);
    } else if (wanted.what == condition::kind::named && depth < 16) {
        if (const named_condition* named = of.find_condition(wanted.name))
            add_lone_slots(of, named->when, depth + 1, found);
    } else if (const auto slots = slots_read(of, wanted); slots.size() == 1) {
        found.insert({of.id, slots.front()});
    }
}

}  // namespace

rules::rules(const bundle& script, const abstraction& merged) : script_(script), merged_(merged) {
    for (const auto& [id, one] : script.snippets)
        for (const say_block& block : one.blocks)
            if (const auto* text = std::get_if<say_text>(&block))
                snippets_.insert(fill(text->text, script.project, nullptr));
    for (const char* field : {"name", "phone", "address"})
        if (const auto found = script.project.hospital.find(field);
            found != script.project.hospital.end() && !found->second.empty())
            contacts_.push_back(found->second);
    for (const auto& [id, of] : script.flows)
        for (const named_condition& one : of.conditions)
            if (is_emergency(script.project, one.level))
                add_lone_slots(of, one.when, 0, warning_slots_);
}

std::string rules::place_of(const state& whole) const {
    if (whole.stack.empty()) return {};
    return whole.stack.back().flow + "/" + whole.stack.back().node;
}

std::optional<breach> rules::check(const turn_seen& seen) const {
    if (auto found = check_faults(seen)) return found;
    if (auto found = check_end(seen)) return found;
    if (auto found = check_apart(seen)) return found;
    if (auto found = check_consent(seen)) return found;
    if (auto found = check_aside(seen)) return found;
    if (seen.by.what == move_kind::sign) return check_sign(seen);
    if (seen.by.what == move_kind::unclear) return check_unclear_sign(seen);
    if (seen.by.what == move_kind::human || seen.by.what == move_kind::quit ||
        seen.by.what == move_kind::back)
        return check_leaving(seen);
    if (seen.by.what == move_kind::answer) return check_way_back(seen);
    return {};
}

rules::verdict rules::check_faults(const turn_seen& seen) const {
    const std::string& fault = seen.turn.why.fault;
    const std::string last =
        seen.turn.why.visited.empty() ? place_of(seen.before.whole) : seen.turn.why.visited.back();
    if (fault == "RUN901")
        return breach{304, last, "一直转圈，不等病人说话。", "a loop that never waits"};
    if (fault == "RUN903") return breach{307, last, "流程套得太深。", "calls nest too deep"};
    if (fault == "RUN902")
        return breach{505, last, "一次要发的消息太多。", "too many messages in one turn"};
    if (!fault.empty())
        return breach{302, last, "走到这里没有路了（" + fault + "）。",
                      "a dead end (" + fault + ")"};
    const state& next = seen.turn.next;
    if (!speaks(seen.turn) && next.mode == speaker::bot && seen.by.what != move_kind::silence)
        return breach{302, place_of(next), "机器没有回话。", "the bot says nothing"};
    return {};
}

// What the conditions asked for in this turn alone.
std::string rules::worst_of_turn(const turn_seen& seen) const {
    if (seen.before.whole.worst.empty()) return seen.turn.next.worst;
    situation calm = seen.before;
    calm.whole.worst.clear();
    return make(script_, calm, seen.by).next.worst;
}

rules::verdict rules::check_end(const turn_seen& seen) const {
    if (!follows_script(seen.by.what) || seen.turn.why.visited.empty()) return {};
    std::optional<int> told;
    std::string where;
    for (const std::string& place : seen.turn.why.visited) {
        const node* at = find_node(script_, place);
        if (at == nullptr) continue;
        const bool ends = std::holds_alternative<end_node>(at->what) && is_over(seen.turn.next);
        const auto* call = std::get_if<call_node>(&at->what);
        if (!ends && (call == nullptr || !call->replace)) continue;
        told = lowest_exit(script_, *at).value_or(0);
        where = place;
        if (call != nullptr) break;  // what the other flow says later is its own turn
    }
    if (!told) return {};
    const int owed = std::max(seen.before.owed, owed_for(script_, seen.by.chosen));
    if (*told < owed)
        return breach{703, where, "选了急症的选项，却在 “" + where + "” 以更低的分级结束。",
                      "an option that is an emergency ends lower at “" + where + "”"};
    const std::string worst = worst_of_turn(seen);
    if (*told < dialog::rank_of(script_, worst))
        return breach{704, where,
                      "条件要求 “" + worst + "”，却在 “" + where + "” 以更低的分级结束。",
                      "conditions ask for “" + worst + "”, but “" + where + "” ends lower"};
    return {};
}

rules::verdict rules::check_apart(const turn_seen& seen) const {
    bool education = false, contact = false, booking = false;
    for (const effect& one : seen.turn.effects) {
        const auto* sent = std::get_if<send>(&one);
        if (sent == nullptr) continue;
        if (std::holds_alternative<core::link_block>(sent->what) ||
            std::holds_alternative<core::mini_block>(sent->what))
            booking = true;
        const auto* menu = std::get_if<core::menu_block>(&sent->what);
        const auto* text = std::get_if<core::text_block>(&sent->what);
        const std::string* words = text != nullptr   ? &text->text
                                   : menu != nullptr ? &menu->head
                                                     : nullptr;
        if (words == nullptr) continue;
        education = education || snippets_.contains(*words);
        contact =
            contact || std::any_of(contacts_.begin(), contacts_.end(), [&](const auto& one_of) {
                return words->find(one_of) != std::string::npos;
            });
    }
    const std::string where =
        seen.turn.why.visited.empty() ? place_of(seen.before.whole) : seen.turn.why.visited.back();
    if (education && (contact || booking))
        return breach{711, where, "科普和预约、联系方式在同一次回复里。",
                      "education and booking or contact details in one turn"};
    if (seen.by.what == move_kind::sign && (education || booking) &&
        dialog::urgency_of_level(script_, seen.by.rule->level) == urgency::emergency)
        return breach{701, where, "急症的回复里有科普或预约。",
                      "the answer to an emergency teaches or books"};
    return {};
}

// Emergency flows may ask on without consent: help comes first.
rules::verdict rules::check_consent(const turn_seen& seen) const {
    const state& next = seen.turn.next;
    if (!next.consent_version.empty()) return {};
    const auto stores = [this](const frame& place) {
        return !place.slots.empty() && !is_emergency_flow(script_, place.flow);
    };
    const bool stored = std::any_of(next.stack.begin(), next.stack.end(), stores) ||
                        !next.visit_slots.empty() || !next.patient_slots.empty() ||
                        seen.turn.may_store_text;
    if (!stored) return {};
    return breach{714, place_of(next), "还没有同意，就记下了回答。",
                  "an answer is stored before consent"};
}

rules::verdict rules::check_sign(const turn_seen& seen) const {
    const interrupt& rule = *seen.by.rule;
    const state& next = seen.turn.next;
    const breach bad{701, place_of(seen.before.whole),
                     "在这里说出危险信号 “" + rule.id + "”，没有得到应有的回答。",
                     "the sign “" + rule.id + "” is not answered here"};
    const bool urgent_only = dialog::urgency_of_level(script_, rule.level) != urgency::emergency;
    // An option's own words raise the level at the end of the flow.
    if (urgent_only && seen.turn.why.reading == "answer") return {};
    if (urgent_only && next.mode == speaker::human) return {};  // people read it themselves
    if (dialog::rank_of(script_, next.worst) < dialog::rank_of(script_, rule.level)) return bad;
    if (urgent_only) return {};
    const bool taken_over =
        !next.stack.empty() && is_emergency_flow(script_, next.stack.front().flow);
    const std::string advice = advice_for(script_, next.worst);
    if (next.mode == speaker::human)
        return has<alert_desk>(seen.turn) && says(seen.turn, advice) ? verdict{} : bad;
    if (!taken_over && !says(seen.turn, advice)) return bad;
    return {};
}

rules::verdict rules::check_unclear_sign(const turn_seen& seen) const {
    if (seen.by.again || is_asked_sign(seen.before.whole)) return {};
    const state& next = seen.turn.next;
    const bool heard = next.mode == speaker::human ? has<alert_desk>(seen.turn)
                                                   : is_asked_sign(next) || !next.worst.empty();
    if (heard) return {};
    return breach{701, place_of(seen.before.whole),
                  "在这里问到危险信号 “" + seen.by.rule->id + "”，没有追问。",
                  "a question about the sign “" + seen.by.rule->id + "” is not followed up here"};
}

rules::verdict rules::check_leaving(const turn_seen& seen) const {
    const state& before = seen.before.whole;
    const state& next = seen.turn.next;
    if (is_asked_sign(before)) return {};  // neither yes nor no counts as yes
    const breach bad{715, place_of(before), "在这里发 “" + seen.by.said + "”，离不开。",
                     "“" + seen.by.said + "” does not lead out of here"};
    switch (seen.by.what) {
        case move_kind::human:
            return next.mode == speaker::human ? verdict{} : bad;
        case move_kind::quit:
            if (before.mode == speaker::human) return next.mode == speaker::bot ? verdict{} : bad;
            return is_over(next) ? verdict{} : bad;
        default:
            return before.mode == speaker::human || seen.turn.why.reading == "command" ? verdict{}
                                                                                       : bad;
    }
}

// 上一步 after an answer must restore what was before it: this is also why a trail need not be
// remembered in a situation.
rules::verdict rules::check_way_back(const turn_seen& seen) const {
    const state& before = seen.before.whole;
    const state& next = seen.turn.next;
    if (!before.pending.empty() || next.stack.empty() || !next.pending.empty() ||
        next.mode == speaker::human || is_emergency_flow(script_, next.stack.front().flow) ||
        std::all_of(next.stack.begin(), next.stack.end(),
                    [](const frame& place) { return place.trail.empty(); }))
        return {};
    core::inbound event;
    event.kind = core::inbound_kind::pick;
    event.pick = make_pick(next.turn, own_picks::command, "back");
    situation back{step(script_, next, event, next.last_at).next, seen.before.owed};
    situation home = seen.before;
    home.whole.stack.back().misses = 0;
    merged_.simplify(back);
    back.whole.worst = home.whole.worst;
    if (merged_.key(back) == merged_.key(home)) return {};
    return breach{715, place_of(before), "答完以后发 “上一步”，回不到这个问题原来的样子。",
                  "“上一步” after an answer does not restore this question"};
}

// An own question that is dropped, denied or answered with "continue" leaves the dialog where it
// was: this is why the answers beneath it need not be told apart.
rules::verdict rules::check_aside(const turn_seen& seen) const {
    using kind = pending_question::kind;
    const state& before = seen.before.whole;
    const state& next = seen.turn.next;
    if (!before.pending.empty() || before.stack.empty() || next.pending.empty() ||
        before.mode == speaker::human)
        return {};
    const pending_question& asked = next.pending.back();
    if (!is_aside(asked.what) || asked.what == kind::confirm_sign) return {};
    core::inbound event;
    event.kind = core::inbound_kind::pick;
    event.pick = asked.what == kind::resume ? make_pick(next.turn, "_resume", "yes")
                                            : make_pick(next.turn, own_picks::command, "back");
    situation back{step(script_, next, event, next.last_at).next, seen.before.owed};
    merged_.simplify(back);
    back.whole.visit_turn = before.visit_turn;
    if (merged_.key(back) == merged_.key(seen.before)) return {};
    return breach{715, place_of(before), "插进来的问题结束以后，回不到原来的地方。",
                  "an own question of the engine does not lead back here"};
}

std::size_t rules::urgent_conditions(const state& whole) const {
    std::size_t count = 0;
    for (const frame& place : whole.stack) {
        const flow* of = script_.find_flow(place.flow);
        const slot_view slots(*of, place, whole);
        for (const named_condition& one : of->conditions)
            if (dialog::urgency_of_level(script_, one.level) != urgency::none &&
                evaluate(one.when, slots) == truth::yes)
                ++count;
    }
    return count;
}

rules::answer_seen rules::look_at(const turn_seen& seen) const {
    const state& before = seen.before.whole;
    const state& next = seen.turn.next;
    answer_seen made;
    made.knows = seen.by.what == move_kind::answer && !seen.by.skipped &&
                 std::none_of(seen.by.chosen.begin(), seen.by.chosen.end(),
                              [](const option* one) { return one->pick == "unsure"; });
    made.left = !seen.turn.why.visited.empty();
    made.key = seen.key;
    made.by = seen.by;
    made.raised = urgent_conditions(next) > urgent_conditions(before) || next.stack.empty() ||
                  is_emergency_flow(script_, next.stack.front().flow);
    return made;
}

std::optional<rules::unknown_taken_for_no> rules::check_unknown(
    const situation& at, const std::vector<answer_seen>& answers) const {
    const waiting_question waits = question_of(script_, at.whole);
    if (!waits || !warning_slots_.contains({waits.script->id, waits.ask->slot})) return {};
    if (urgent_conditions(at.whole) > 0) return {};  // nothing said here can make it less urgent
    for (const answer_seen& one : answers) {
        if (one.knows || one.raised || !one.left) continue;
        for (const answer_seen& other : answers)
            if (other.knows && !other.raised && other.key == one.key)
                return unknown_taken_for_no{{707, waits.script->id + "/" + waits.at->id,
                                             "“" + one.by.said + "” 和 “" + other.by.said +
                                                 "” 走到一样的地方：不知道被当成了没有。",
                                             "not knowing (“" + one.by.said +
                                                 "”) comes to the same as “" + other.by.said + "”"},
                                            one.by};
    }
    return {};
}

}  // namespace dialog::prover
