#include "bot/dialog/decode_parts.h"
#include "bot/dialog/duration.h"

#include <algorithm>

namespace dialog::decode {
namespace {

changes changes_of(const json_value& from, const flow& owner) {
    changes made;
    for (const json_member* entry : entries(from.find("set"))) {
        const slot* target = owner.find_slot(entry->key.text);
        value to = constant(entry->value);
        if (target != nullptr) to = fitted(std::move(to), target->type);
        made.set.push_back({entry->key.text, std::move(to)});
    }
    for (const json_member* entry : entries(from.find("add")))
        made.add.push_back({entry->key.text, entry->value.number});
    return made;
}

std::map<std::string, std::string> routes(const json_value& from) {
    std::map<std::string, std::string> made;
    for (const json_member* entry : entries(from.find("on")))
        made[entry->key.text] = entry->value.text;
    return made;
}

std::string label_of(const slot* asked, std::string_view pick) {
    if (asked == nullptr) return {};
    for (const choice_value& one : asked->values)
        if (one.id == pick) return one.label;
    return {};
}

option option_of(const json_value& from, const slot* asked, const flow& owner) {
    option made;
    made.none = from.find("none") != nullptr;
    made.pick = made.none ? "none" : text(from, "pick");
    made.label = made.none ? text(from, "none") : label_of(asked, made.pick);
    made.go = text(from, "go");
    made.also = texts(from, "also");
    made.concepts = texts(from, "concepts");
    made.change = changes_of(from, owner);
    made.at = from.at;
    return made;
}

// yesno brings its three options and choice its values; what the author wrote comes first.
void complete_options(ask_node& ask, const slot* asked, position at) {
    if (asked == nullptr) return;
    const bool unwritten_choice = ask.kind == slot_type::choice && ask.options.empty();
    if (ask.kind != slot_type::yesno && !unwritten_choice) return;
    std::vector<option> complete;
    for (const choice_value& one : asked->values) {
        const auto written =
            std::find_if(ask.options.begin(), ask.options.end(),
                         [&one](const option& candidate) { return candidate.pick == one.id; });
        if (written != ask.options.end()) {
            complete.push_back(std::move(*written));
            ask.options.erase(written);
        } else {
            option made;
            made.pick = one.id;
            made.label = one.label;
            made.at = at;
            complete.push_back(std::move(made));
        }
    }
    for (option& odd : ask.options) complete.push_back(std::move(odd));
    ask.options = std::move(complete);
}

std::vector<score_bands> bands_of(const json_value& from) {
    std::vector<score_bands> made;
    for (const json_member* entry : entries(from.find("bands"))) {
        score_bands bands{entry->key.text, {}};
        for (const json_value& item : entry->value.items) {
            const json_value& least = *item.find("min");
            const double from_amount =
                least.is(json_value::kind::number)
                    ? least.number
                    : static_cast<double>(read_duration(least.text)->count());
            bands.bands.push_back({from_amount, number(item, "add", 0)});
        }
        made.push_back(std::move(bands));
    }
    return made;
}

ask_node ask_of(const json_value& from, const flow& owner) {
    ask_node made;
    made.kind = slot_type_of(text(from, "kind")).value();
    made.slot = text(from, "slot");
    made.prompt = text(from, "prompt");
    made.brief = text(from, "short");
    made.next = text(from, "next");
    const slot* asked = owner.find_slot(made.slot);
    if (const json_value* options = from.find("options"))
        for (const json_value& item : options->items)
            made.options.push_back(option_of(item, asked, owner));
    complete_options(made, asked, from.at);
    if (const json_value* skip = from.find("skip"))
        made.skip = skip_way{text(*skip, "label"), text(*skip, "next")};
    made.bands = bands_of(from);
    if (const json_value* ladder = from.find("fallback"))
        made.fallback = fallback_ladder{fallback_steps(*ladder), text(*ladder, "then")};
    if (const json_value* silence = from.find("silence"))
        for (const json_value& item : silence->items)
            made.silence.push_back(
                {duration(item, "after").value(), text(item, "say"), text(item, "go")});
    return made;
}

branch_node branch_of(const json_value& from) {
    branch_node made;
    for (const json_value& item : from.find("cases")->items)
        made.cases.push_back({condition_tree(*item.find("if")), text(item, "go"), item.at});
    made.otherwise = text(from, "else");
    return made;
}

call_node call_of(const json_value& from) {
    call_node made;
    made.flow = text(from, "flow");
    made.replace = text(from, "mode") == "replace";
    for (const json_member* entry : entries(from.find("with")))
        made.with.push_back({entry->key.text, constant(entry->value)});
    made.on = routes(from);
    return made;
}

action_node action_of(const json_value& from) {
    action_node made;
    made.action = text(from, "action");
    for (const json_member* entry : entries(from.find("in"))) {
        if (entry->value.is(json_value::kind::object))
            made.in_slots[entry->key.text] = text(entry->value, "slot");
        else
            made.in_constants[entry->key.text] = constant(entry->value);
    }
    for (const json_member* entry : entries(from.find("out")))
        made.out[entry->key.text] = entry->value.text;
    made.on = routes(from);
    return made;
}

handoff_node handoff_of(const json_value& from) {
    handoff_node made;
    made.queue = text(from, "queue");
    made.summary = texts(from, "summary");
    made.next = text(from, "next");
    made.closed = text(from, "closed");
    if (const json_value* timeout = from.find("timeout")) {
        made.timeout = duration(*timeout, "after").value();
        made.timeout_go = text(*timeout, "go");
    }
    return made;
}

end_node end_of(const json_value& from) {
    end_node made;
    made.outcome = text(from, "outcome");
    made.disposition = text(from, "disposition");
    if (const json_value* later = from.find("followUp"))
        made.later =
            follow_up{duration(*later, "after").value(), text(*later, "say"), text(*later, "flow")};
    return made;
}

}  // namespace

node decode_node(const json_member& from, const flow& owner) {
    node made;
    const json_value& what = from.value;
    made.id = from.key.text;
    made.at = from.key.at;
    made.change = changes_of(what, owner);
    made.say = blocks(what.find("say"));
    const std::string type = text(what, "type");
    if (type == "say")
        made.what = say_node{text(what, "next")};
    else if (type == "ask")
        made.what = ask_of(what, owner);
    else if (type == "branch")
        made.what = branch_of(what);
    else if (type == "call")
        made.what = call_of(what);
    else if (type == "action")
        made.what = action_of(what);
    else if (type == "book")
        made.what = book_node{text(what, "booking"), text(what, "next"), text(what, "unavailable")};
    else if (type == "handoff")
        made.what = handoff_of(what);
    else
        made.what = end_of(what);
    return made;
}

}  // namespace dialog::decode
