#include "bot/dialog/check.h"
#include "bot/dialog/format.h"
#include "bot/dialog/near_name.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace dialog {
namespace {

using name_set = std::set<std::string, std::less<>>;

constexpr std::size_t name_spaces = static_cast<std::size_t>(name_space::interrupt) + 1;

// Names by what they are of; views into the bundle or its documents.
class known_names {
public:
    void add(name_space space, std::string_view id) { of(space).insert(id); }
    void add_all(name_space space, const known_names& from) {
        of(space).insert(from.of(space).begin(), from.of(space).end());
    }
    bool has(name_space space, std::string_view id) const { return of(space).contains(id); }
    std::vector<std::string> list(name_space space) const {
        std::vector<std::string> sorted(of(space).begin(), of(space).end());
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

private:
    using names = std::unordered_set<std::string_view>;
    names& of(name_space space) { return all_[static_cast<std::size_t>(space)]; }
    const names& of(name_space space) const { return all_[static_cast<std::size_t>(space)]; }
    std::array<names, name_spaces> all_;
};

std::string_view zh_name(name_space space) {
    switch (space) {
        case name_space::flow:
            return "流程";
        case name_space::node:
            return "节点";
        case name_space::slot:
            return "变量";
        case name_space::condition:
            return "条件";
        case name_space::outcome:
            return "结果";
        case name_space::snippet:
            return "科普片段";
        case name_space::image:
            return "图片";
        case name_space::booking:
            return "预约";
        case name_space::queue:
            return "服务台";
        case name_space::action:
            return "动作";
        case name_space::spoken_concept:
            return "概念";
        case name_space::disposition:
            return "分级";
        default:
            return "打断";
    }
}

std::string_view en_name(name_space space) {
    static constexpr std::array<std::string_view, 14> names = {
        "",      "flow",    "node",  "slot",   "condition", "outcome",     "snippet",
        "image", "booking", "queue", "action", "concept",   "disposition", "interrupt"};
    return names[static_cast<std::size_t>(space)];
}

template <class Map>
void add_keys(const Map& map, name_space space, known_names& names) {
    for (const auto& [id, ignored] : map) names.add(space, id);
}

known_names names_of_bundle(const bundle& script) {
    known_names names;
    add_keys(script.flows, name_space::flow, names);
    add_keys(script.snippets, name_space::snippet, names);
    add_keys(script.bookings, name_space::booking, names);
    add_keys(script.queues, name_space::queue, names);
    add_keys(script.actions, name_space::action, names);
    add_keys(script.project.images, name_space::image, names);
    for (const auto& one : script.ear.concepts()) names.add(name_space::spoken_concept, one.id);
    for (const auto& one : script.project.dispositions) names.add(name_space::disposition, one.id);
    for (const auto& one : script.interrupts) names.add(name_space::interrupt, one.id);
    return names;
}

known_names names_of_flow(const flow& of) {
    known_names names;
    for (const auto& one : of.nodes) names.add(name_space::node, one.id);
    for (const auto& one : of.slots) names.add(name_space::slot, one.id);
    for (const auto& one : of.conditions) names.add(name_space::condition, one.id);
    for (const auto& one : of.outcomes) names.add(name_space::outcome, one);
    return names;
}

// Those that only one flow knows.
bool is_of_flow(name_space space) {
    return space == name_space::node || space == name_space::slot ||
           space == name_space::condition || space == name_space::outcome;
}

// Looks every name up that one document mentions, and remembers those it found.
class reference_checker {
public:
    reference_checker(const json_document& document, const known_names& shared, known_names own,
                      findings& found)
        : document_(document), shared_(shared), own_(std::move(own)), found_(found) {}

    void look(const json_value& given, const shape& of, const json_path& path) {
        if (of.what == shape::kind::ref) {
            refer(of.space, given, path);
        } else if (of.what == shape::kind::condition) {
            look_in_condition(given, path);
        } else if (of.what == shape::kind::map && !of.defines && of.space != name_space::none) {
            for (const json_member& member : given.members)
                if (!is_note(member)) refer(of.space, member.key, path.member(member.key.text));
        } else if (of.what == shape::kind::text) {
            note_placeholders(given.text);
        }
    }

    bool lost() const { return lost_; }
    bool uses(name_space space, std::string_view id) const { return used_.has(space, id); }
    void add_used(name_space space, known_names& to) const { to.add_all(space, used_); }

private:
    void refer(name_space space, const json_value& name, const json_path& path) {
        const known_names& names = is_of_flow(space) ? own_ : shared_;
        if (names.has(space, name.text)) {
            used_.add(space, name.text);
            return;
        }
        const bool is_node = space == name_space::node;
        lost_ = lost_ || is_node || space == name_space::slot || space == name_space::condition ||
                space == name_space::disposition;
        const bool is_start =
            is_node && path.up != nullptr && path.up->up == nullptr && path.key == "start";
        const int code = is_start ? 201 : is_node ? 202 : space == name_space::slot ? 401 : 203;
        proposal fix;
        if (const std::string near = nearest_name(name.text, names.list(space)); !near.empty())
            fix = {"是否想写 “" + near + "”？", {replacement(name, near)}};
        found_.add(code, document_, name, path.pointer(),
                   {std::string(zh_name(space)) + " “" + name.text + "” 不存在。",
                    std::string(en_name(space)) + " “" + name.text + "” does not exist"},
                   std::move(fix));
    }

    void look_in_condition(const json_value& given, const json_path& path) {
        if (given.is(json_value::kind::text)) {
            refer(name_space::condition, given, path);
            return;
        }
        for (const json_member& member : given.members) {
            if (is_note(member)) continue;
            const json_path here = path.member(member.key.text);
            const bool is_list =
                member.key.text == "any" || member.key.text == "all" || member.key.text == "none";
            if (!is_list) refer(name_space::slot, member.key, here);
            for (std::size_t i = 0; is_list && i < member.value.items.size(); ++i)
                look_in_condition(member.value.items[i], here.item(i));
        }
    }

    // A slot that a text shows is used; whether it exists is 509's business.
    void note_placeholders(std::string_view text) {
        for (std::size_t open = text.find('{'); open != std::string_view::npos;
             open = text.find('{', open + 1)) {
            const std::size_t close = text.find('}', open);
            if (close == std::string_view::npos) return;
            used_.add(name_space::slot, text.substr(open + 1, close - open - 1));
        }
    }

    const json_document& document_;
    const known_names& shared_;
    const known_names own_;
    findings& found_;
    known_names used_;
    bool lost_ = false;
};

void report_unused(const json_document& document, const std::string& parent, const std::string& id,
                   name_space space, findings& found) {
    const std::string pointer = pointer_to(parent, id);
    found.add_at_key(206, document, pointer,
                     {std::string(zh_name(space)) + " “" + id + "” 没有用到，可以删去。",
                      std::string(en_name(space)) + " “" + id + "” is never used; delete it"},
                     {"删去", {deletion(document, pointer)}});
}

void report_unused_in_flow(const check_input& input, const flow& of,
                           const reference_checker& seen) {
    for (const slot& one : of.slots)
        if (!seen.uses(name_space::slot, one.id))
            report_unused(input.document(of), "/slots", one.id, name_space::slot, input.found);
    for (const named_condition& one : of.conditions)
        if (one.level.empty() && !seen.uses(name_space::condition, one.id))
            report_unused(input.document(of), "/conditions", one.id, name_space::condition,
                          input.found);
}

}  // namespace

name_set check_references(const check_input& input) {
    const known_names shared = names_of_bundle(input.script);
    std::map<std::string_view, const flow*> flows;
    for (const auto& [id, one] : input.script.flows) flows.emplace(one.file, &one);
    known_names used;
    name_set lost;
    for (const auto& [file, document] : input.documents) {
        const auto at = flows.find(file);
        const flow* of = at == flows.end() ? nullptr : at->second;
        reference_checker checker(document, shared, of ? names_of_flow(*of) : known_names{},
                                  input.found);
        walk_shapes(document.root, *format_of(file), {},
                    [&checker](const json_value& given, const shape& is, const json_path& path) {
                        checker.look(given, is, path);
                    });
        if (checker.lost()) lost.insert(file);
        if (of != nullptr) report_unused_in_flow(input, *of, checker);
        for (const name_space space :
             {name_space::snippet, name_space::image, name_space::spoken_concept})
            checker.add_used(space, used);
    }
    const auto report = [&](name_space space, std::string_view file, const std::string& parent) {
        const json_document* document = input.document(file);
        for (const std::string& id : shared.list(space))
            if (!used.has(space, id)) report_unused(*document, parent, id, space, input.found);
    };
    if (input.document("shared/snippets.json") != nullptr)
        report(name_space::snippet, "shared/snippets.json", "");
    report(name_space::image, "project.json", "/images");
    for (const concept_source& one : input.script.ear.concepts())
        if (one.symptom.empty() && one.intent.empty() &&
            !used.has(name_space::spoken_concept, one.id))
            report_unused(*input.document("shared/concepts.json"), "", one.id,
                          name_space::spoken_concept, input.found);
    return lost;
}

void check_duplicate_ids(const check_input& input) {
    const auto look = [&input](const json_document* document, const json_value* list,
                               const std::string& parent) {
        if (document == nullptr || list == nullptr) return;
        name_set seen;
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            const json_value* id = list->items[i].find("id");
            if (seen.insert(id->text).second) continue;
            input.found.add(109, *document, *id, pointer_to(pointer_to(parent, i), "id"),
                            {"标识 “" + id->text + "” 已经用过，请另取一个。",
                             "id “" + id->text + "” is claimed twice; choose another"});
        }
    };
    const json_document* interrupts = input.document("shared/interrupts.json");
    if (interrupts != nullptr) look(interrupts, &interrupts->root, "");
    const json_document* project = input.document("project.json");
    look(project, project->root.find("dispositions"), "/dispositions");
}

}  // namespace dialog
