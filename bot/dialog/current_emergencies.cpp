#include "bot/dialog/current_emergencies.h"

#include "bot/dialog/json_value.h"

#include <algorithm>

namespace dialog {
namespace {

using names = std::set<std::string, std::less<>>;

constexpr std::string_view interrupts_file = "shared/interrupts.json";
constexpr std::string_view project_file = "project.json";
constexpr std::string_view words_file = "shared/words.json";
constexpr std::string_view project_members[] = {"dispositions", "hospital", "emergencyBuiltin"};

// Names an emergency depends on, by the file of the library that defines them.
using needs = std::map<std::string, names, std::less<>>;

void add_all(names& to, const std::vector<std::string>& from) {
    to.insert(from.begin(), from.end());
}

void add_blocks(needs& all, const say_blocks& blocks) {
    for (const say_block& block : blocks)
        if (const auto* use = std::get_if<snippet_use>(&block))
            all["shared/snippets.json"].insert(use->snippet);
}

void add_node(needs& all, const node& one) {
    add_blocks(all, one.say);
    if (const auto* ask = std::get_if<ask_node>(&one.what))
        for (const option& way : ask->options) add_all(all["shared/concepts.json"], way.concepts);
    if (const auto* desk = std::get_if<handoff_node>(&one.what))
        all["shared/queues.json"].insert(desk->queue);
    if (const auto* book = std::get_if<book_node>(&one.what))
        all["shared/bookings.json"].insert(book->booking);
    if (const auto* act = std::get_if<action_node>(&one.what))
        all["shared/actions.json"].insert(act->action);
}

needs needs_of(const bundle& script) {
    needs all;
    for (const interrupt& one : script.interrupts) {
        if (one.what != interrupt_class::emergency) continue;
        names& concepts = all["shared/concepts.json"];
        add_all(concepts, one.concepts);
        add_all(concepts, one.unless);
        for (const auto& choice : one.with) add_all(concepts, choice);
        if (!one.snippet.empty()) all["shared/snippets.json"].insert(one.snippet);
    }
    for (const std::string& id : emergency_flows(script)) {
        const flow& one = *script.find_flow(id);
        add_all(all["shared/concepts.json"], one.entry_concepts);
        for (const digression& aside : one.digressions) {
            add_all(all["shared/concepts.json"], aside.concepts);
            if (!aside.snippet.empty()) all["shared/snippets.json"].insert(aside.snippet);
        }
        for (const node& at : one.nodes) add_node(all, at);
    }
    return all;
}

// flows/<id>.json and its translations, not its stories.
bool belongs_to(const std::string& path, const std::string& flow_id) {
    return path.starts_with("flows/" + flow_id + ".") && !path.ends_with(".tests.json");
}

json_document parsed(const source_file& file) {
    json_document document{file.path, file.text, {}};
    std::vector<problem> unheeded;
    if (!parse_json(document, unheeded)) document.root = {};
    return document;
}

std::string slice(const json_document& document, const json_value& of) {
    return document.text.substr(of.begin, of.end - of.begin);
}

bool is_emergency(const json_value& interrupt) {
    const json_value* what = interrupt.find("class");
    return what != nullptr && what->text == "emergency";
}

std::string id_of(const json_value& interrupt) {
    const json_value* id = interrupt.find("id");
    return id == nullptr ? std::string() : id->text;
}

void add_members(emergency_parts& parts, const source_file& file, const needs& wanted) {
    const auto in_library = wanted.find(file.path);
    const bool is_project = file.path == project_file;
    if (in_library == wanted.end() && !is_project && file.path != words_file) return;
    const json_document document = parsed(file);
    for (const json_member& member : document.root.members) {
        const std::string& key = member.key.text;
        const bool named = in_library != wanted.end() && in_library->second.contains(key);
        const bool common =
            is_project && std::ranges::find(project_members, key) != std::end(project_members);
        if (named || common || file.path == words_file)
            parts[{file.path, key}] = slice(document, member.value);
    }
}

void add_interrupts(emergency_parts& parts, const source_file& file) {
    const json_document document = parsed(file);
    for (const json_value& one : document.root.items)
        if (is_emergency(one)) parts[{file.path, id_of(one)}] = slice(document, one);
}

std::string joined(const std::vector<std::string>& parts, char open, char close) {
    std::string text(1, open);
    for (const std::string& part : parts) text.append(text.size() > 1 ? ",\n" : "\n").append(part);
    return text.append("\n").append(1, close).append("\n");
}

// The members of the file that the current release does not bring, and those it does.
std::string merged(const source_file& file, const emergency_parts& current) {
    const json_document document = parsed(file);
    const bool is_list = document.root.is(json_value::kind::list);
    std::vector<std::string> kept;
    for (const json_value& item : document.root.items)
        if (!is_emergency(item) && !current.contains({file.path, id_of(item)}))
            kept.push_back(slice(document, item));
    for (const json_member& member : document.root.members)
        if (!current.contains({file.path, member.key.text}))
            kept.push_back(slice(document, member.key) + ": " + slice(document, member.value));
    for (const auto& [place, text] : current)
        if (place.first == file.path)
            kept.push_back(is_list ? text : '"' + place.second + "\": " + text);
    return is_list ? joined(kept, '[', ']') : joined(kept, '{', '}');
}

}  // namespace

names emergency_flows(const bundle& script) {
    names found;
    std::vector<std::string> open;
    for (const interrupt& one : script.interrupts)
        if (one.what == interrupt_class::emergency && !one.flow.empty()) open.push_back(one.flow);
    while (!open.empty()) {
        const std::string id = std::move(open.back());
        open.pop_back();
        const flow* one = script.find_flow(id);
        if (one == nullptr || !found.insert(id).second) continue;
        for (const node& at : one->nodes)
            if (const auto* call = std::get_if<call_node>(&at.what)) open.push_back(call->flow);
        for (const digression& aside : one->digressions)
            if (!aside.flow.empty()) open.push_back(aside.flow);
    }
    return found;
}

emergency_parts emergency_parts_of(const bundle& script, const std::vector<source_file>& files) {
    const needs wanted = needs_of(script);
    const names flows = emergency_flows(script);
    emergency_parts parts;
    for (const source_file& file : files) {
        if (file.path == interrupts_file) add_interrupts(parts, file);
        add_members(parts, file, wanted);
        const bool runs = std::ranges::any_of(
            flows, [&](const std::string& id) { return belongs_to(file.path, id); });
        if (runs) parts[{file.path, {}}] = file.text;
    }
    return parts;
}

std::vector<source_file> with_emergencies(std::vector<source_file> files,
                                          const emergency_parts& current) {
    names touched, whole;
    for (const auto& [place, text] : current)
        (place.second.empty() ? whole : touched).insert(place.first);
    touched.insert(std::string(interrupts_file));
    std::erase_if(files, [&](const source_file& file) { return whole.contains(file.path); });
    for (source_file& file : files)
        if (touched.erase(file.path) > 0) file.text = merged(file, current);
    for (const auto& [place, text] : current) {
        if (place.second.empty()) files.push_back({place.first, text});
        // A library the older release did not have.
        if (touched.erase(place.first) == 0) continue;
        const std::string empty = place.first == interrupts_file ? "[]" : "{}";
        files.push_back({place.first, merged({place.first, empty}, current)});
    }
    return files;
}

}  // namespace dialog
