#include "bot/dialog/decode_parts.h"

namespace dialog {
namespace {

using namespace decode;

std::vector<choice_value> choice_values(const json_value& from, slot_type type) {
    std::vector<choice_value> made;
    for (const json_member* entry : entries(from.find("values")))
        made.push_back({entry->key.text, entry->value.text});
    if (type == slot_type::yesno && made.empty())
        made = {{"yes", "是"}, {"no", "不是"}, {"unsure", "说不清"}};
    return made;
}

slot slot_of(const json_member& from) {
    const json_value& what = from.value;
    slot made;
    made.id = from.key.text;
    made.at = from.key.at;
    made.type = slot_type_of(text(what, "type")).value();
    made.label = text(what, "label");
    made.values = choice_values(what, made.type);
    const bool counts = made.type == slot_type::number || made.type == slot_type::score;
    if (counts && what.find("min") != nullptr) made.min = number(what, "min", 0);
    if (counts && what.find("max") != nullptr) made.max = number(what, "max", 0);
    if (made.type == slot_type::score) made.min = 0;
    if (made.type == slot_type::duration) made.longest = duration(what, "max");
    made.integer = flag(what, "integer");
    made.unit = text(what, "unit");
    const std::string scope = text(what, "scope");
    made.scope = scope == "patient" ? slot_scope::patient
                 : scope == "visit" ? slot_scope::visit
                                    : slot_scope::flow;
    made.keep = duration(what, "keep");
    made.secret = flag(what, "private");
    if (what.find("blank") != nullptr) made.blank = text(what, "blank");
    return made;
}

void read_conditions(const json_value& root, flow& made) {
    for (const json_member* entry : entries(root.find("conditions"))) {
        made.condition_index[entry->key.text] = made.conditions.size();
        made.conditions.push_back({entry->key.text, condition_tree(*entry->value.find("if")),
                                   text(entry->value, "level"), entry->key.at});
    }
}

void read_digressions(const json_value& root, flow& made) {
    if (const json_value* list = root.find("digressions"))
        for (const json_value& item : list->items)
            made.digressions.push_back(
                {texts(item, "concepts"), text(item, "snippet"), text(item, "flow")});
    made.digressions_off = texts(root, "off");
}

}  // namespace

flow decode_flow(const json_document& document) {
    const json_value& root = document.root;
    flow made;
    made.file = document.file;
    made.id = text(root, "flow");
    made.title = text(root, "title");
    made.owner = text(root, "owner");
    made.author = text(root, "author");
    made.reviewed_by = text(root, "reviewedBy");
    made.review_until = text(root, "reviewUntil");
    if (const json_value* entry = root.find("entry")) {
        made.menu_label = text(*entry, "menu");
        made.entry_concepts = texts(*entry, "concepts");
    }
    made.outcomes = texts(root, "outcomes");
    made.params = texts(root, "params");
    made.start = text(root, "start");
    made.on_upgrade = text(root, "onUpgrade");
    for (const json_member* entry : entries(root.find("renamed")))
        made.renamed[entry->key.text] = entry->value.text;
    for (const json_member* entry : entries(root.find("slots"))) {
        made.slot_index[entry->key.text] = made.slots.size();
        made.slots.push_back(slot_of(*entry));
    }
    read_conditions(root, made);
    read_digressions(root, made);
    for (const json_member* entry : entries(root.find("nodes"))) {
        made.node_index[entry->key.text] = made.nodes.size();
        made.nodes.push_back(decode_node(*entry, made));
    }
    return made;
}

void fit_call_arguments(bundle& made) {
    for (auto& [id, caller] : made.flows)
        for (node& one : caller.nodes) {
            auto* call = std::get_if<call_node>(&one.what);
            const flow* callee = call == nullptr ? nullptr : made.find_flow(call->flow);
            if (callee == nullptr) continue;
            for (assignment& argument : call->with)
                if (const slot* target = callee->find_slot(argument.slot))
                    argument.to = fitted(std::move(argument.to), target->type);
        }
}

}  // namespace dialog
