// 407: a slot is read though nothing writes it. 409: a private slot would leave in a URL.
#include "bot/dialog/check.h"
#include "bot/dialog/placeholders.h"

#include <algorithm>

namespace dialog {
namespace {

using name_set = std::set<std::string, std::less<>>;

void add_written(const flow& of, name_set& written) {
    written.insert(of.params.begin(), of.params.end());
    const auto add_changes = [&written](const changes& change) {
        for (const assignment& one : change.set) written.insert(one.slot);
        for (const addition& one : change.add) written.insert(one.score);
    };
    for (const node& one : of.nodes) {
        add_changes(one.change);
        if (const auto* ask = std::get_if<ask_node>(&one.what)) {
            written.insert(ask->slot);
            for (const option& each : ask->options) add_changes(each.change);
            for (const score_bands& bands : ask->bands) written.insert(bands.score);
        }
        if (const auto* action = std::get_if<action_node>(&one.what))
            for (const auto& [slot_id, pointer] : action->out) written.insert(slot_id);
    }
}

void add_tested(const condition& one, name_set& read) {
    if (one.what == condition::kind::test) read.insert(one.test.slot);
    for (const condition& part : one.parts) add_tested(part, read);
}

name_set read_slots(const flow& of) {
    name_set read;
    for (const named_condition& one : of.conditions) add_tested(one.when, read);
    for (const node& one : of.nodes) {
        visit_texts(one, [&read](const std::string& text, const std::string&) {
            for (std::string& name : placeholders_of(text).names) read.insert(std::move(name));
        });
        if (const auto* branch = std::get_if<branch_node>(&one.what))
            for (const branch_case& each : branch->cases) add_tested(each.when, read);
        if (const auto* action = std::get_if<action_node>(&one.what))
            for (const auto& [name, slot_id] : action->in_slots) read.insert(slot_id);
    }
    return read;
}

void report_private(const check_input& input, const flow& of, const std::string& slot_id,
                    const std::string& pointer) {
    const slot* one = of.find_slot(slot_id);
    if (one == nullptr || !one->secret) return;
    input.found.add(409, input.document(of), pointer,
                    {"保密变量 “" + slot_id + "” 会进入网址，请去掉。",
                     "private slot “" + slot_id + "” would leave in a URL; remove it"});
}

void check_node(const check_input& input, const flow& of, const node& one) {
    const std::string here = "/nodes/" + one.id;
    for (std::size_t i = 0; i < one.say.size(); ++i)
        if (const auto* link = std::get_if<say_link>(&one.say[i]))
            for (const std::string& name : placeholders_of(link->url).names)
                report_private(input, of, name, here + "/say/" + std::to_string(i) + "/link/url");
    if (const auto* book = std::get_if<book_node>(&one.what))
        if (const auto found = input.script.bookings.find(book->booking);
            found != input.script.bookings.end()) {
            name_set names(found->second.parameters.begin(), found->second.parameters.end());
            for (std::string& name : placeholders_of(found->second.url).names)
                names.insert(std::move(name));
            for (const std::string& name : names)
                report_private(input, of, name, here + "/booking");
        }
    if (const auto* action = std::get_if<action_node>(&one.what))
        if (const auto found = input.script.actions.find(action->action);
            found != input.script.actions.end() && found->second.method == "GET")
            for (const auto& [name, slot_id] : action->in_slots)
                report_private(input, of, slot_id, pointer_to(here + "/in", name) + "/slot");
}

}  // namespace

void check_privacy(const check_input& input) {
    name_set shared;  // slots of visit and patient scope may be written by another flow
    for (const auto& [id, of] : input.script.flows) {
        name_set written;
        add_written(of, written);
        for (const std::string& name : written)
            if (const slot* one = of.find_slot(name);
                one != nullptr && one->scope != slot_scope::flow)
                shared.insert(name);
    }
    for (const auto& [id, of] : input.script.flows) {
        name_set written;
        add_written(of, written);
        for (const std::string& name : read_slots(of)) {
            const slot* one = of.find_slot(name);
            if (one == nullptr || written.contains(name) || one->type == slot_type::score) continue;
            if (one->scope != slot_scope::flow && shared.contains(name)) continue;
            input.found.add_at_key(407, input.document(of), pointer_to("/slots", name),
                                   {"变量 “" + name + "” 有地方读，却没有地方写。",
                                    "slot “" + name + "” is read but never written"});
        }
        for (const node& one : of.nodes) check_node(input, of, one);
    }
}

}  // namespace dialog
