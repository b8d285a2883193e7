#include "bot/dialog/decode_parts.h"

#include <algorithm>

namespace dialog {

using namespace decode;

std::map<std::string, snippet, std::less<>> decode_snippets(const json_value& root) {
    std::map<std::string, snippet, std::less<>> made;
    for (const json_member* entry : entries(&root)) {
        const json_value& from = entry->value;
        snippet one;
        one.id = entry->key.text;
        one.at = entry->key.at;
        one.blocks = blocks(from.find("text") != nullptr ? from.find("text") : from.find("blocks"));
        one.source = text(from, "source");
        one.author = text(from, "author");
        one.reviewed_by = text(from, "reviewedBy");
        one.review_until = text(from, "reviewUntil");
        one.tags = texts(from, "tags");
        made.emplace(one.id, std::move(one));
    }
    return made;
}

std::map<std::string, booking, std::less<>> decode_bookings(const json_value& root) {
    std::map<std::string, booking, std::less<>> made;
    for (const json_member* entry : entries(&root)) {
        const json_value& from = entry->value;
        made.emplace(
            entry->key.text,
            booking{entry->key.text, text(from, "title"), text(from, "url"), text(from, "alt"),
                    texts(from, "parameters"), text(from, "hours"), entry->key.at});
    }
    return made;
}

std::map<std::string, queue, std::less<>> decode_queues(const json_value& root) {
    std::map<std::string, queue, std::less<>> made;
    for (const json_member* entry : entries(&root))
        made.emplace(entry->key.text, queue{entry->key.text, text(entry->value, "name"),
                                            text(entry->value, "hours"), entry->key.at});
    return made;
}

std::map<std::string, action, std::less<>> decode_actions(const json_value& root) {
    std::map<std::string, action, std::less<>> made;
    for (const json_member* entry : entries(&root)) {
        const json_value& from = entry->value;
        action one;
        one.id = entry->key.text;
        one.at = entry->key.at;
        one.method = text(from, "method");
        one.url = text(from, "url");
        one.timeout_ms = static_cast<std::uint32_t>(
            std::clamp(number(from, "timeoutMs", one.timeout_ms), 0.0, 3'600'000.0));
        one.idempotent = flag(from, "idempotent");
        one.waiting = text(from, "waiting");
        for (const json_member* outcome : entries(from.find("outcomes")))
            one.outcomes.push_back(outcome->key.text);
        made.emplace(one.id, std::move(one));
    }
    return made;
}

namespace {

// A list of words; `@name` stands for a list of shared/words.json.
std::vector<std::string> expanded(const json_value& list, const json_value& words) {
    std::vector<std::string> made;
    for (std::string& word : texts(list)) {
        const json_value* shared = word.starts_with('@') ? words.find(word.substr(1)) : nullptr;
        if (shared == nullptr) {
            made.push_back(std::move(word));
            continue;
        }
        std::vector<std::string> all = texts(*shared);
        std::move(all.begin(), all.end(), std::back_inserter(made));
    }
    return made;
}

// One pair of word lists, or a list of pairs.
std::vector<std::vector<std::vector<std::string>>> near_pairs(const json_value& from,
                                                              const json_value& shared) {
    const auto pair_of = [&shared](const json_value& pair) {
        std::vector<std::vector<std::string>> ends;
        for (const json_value& words : pair.items) ends.push_back(expanded(words, shared));
        return ends;
    };
    const bool single = !from.items.empty() && !from.items[0].items.empty() &&
                        from.items[0].items[0].is(json_value::kind::text);
    if (single) return {pair_of(from)};
    std::vector<std::vector<std::vector<std::string>>> made;
    for (const json_value& pair : from.items) made.push_back(pair_of(pair));
    return made;
}

}  // namespace

std::vector<concept_source> decode_concepts(const json_value& root, const json_value& words) {
    std::vector<concept_source> made;
    for (const json_member* entry : entries(&root)) {
        const json_value& from = entry->value;
        concept_source one;
        one.id = entry->key.text;
        one.name = text(from, "name");
        one.phrases = texts(from, "phrases");
        if (const json_value* near = from.find("near")) one.near = near_pairs(*near, words);
        if (const json_value* bare = from.find("bare")) one.bare = expanded(*bare, words);
        if (const json_value* except = from.find("except")) one.except = expanded(*except, words);
        one.examples = texts(from, "examples");
        one.counter = texts(from, "counter");
        one.symptom = text(from, "symptom");
        one.intent = text(from, "intent");
        one.history = flag(from, "history");
        if (const json_value* lasting = from.find("lasting")) {
            one.lasting.emplace();
            one.lasting->least = duration(*lasting, "min").value_or(one.lasting->least);
            one.lasting->most = duration(*lasting, "max").value_or(one.lasting->most);
        }
        made.push_back(std::move(one));
    }
    return made;
}

std::vector<interrupt> decode_interrupts(const json_value& root) {
    std::vector<interrupt> made;
    for (const json_value& from : root.items) {
        interrupt one;
        one.id = text(from, "id");
        const std::string what = text(from, "class");
        one.what = what == "emergency" ? interrupt_class::emergency
                   : what == "human"   ? interrupt_class::human
                   : what == "command" ? interrupt_class::command
                                       : interrupt_class::digression;
        one.priority = static_cast<int>(std::clamp(number(from, "priority", 0), -1e6, 1e6));
        one.concepts = texts(from, "concepts");
        one.words = texts(from, "words");
        if (const json_value* with = from.find("with"))
            for (const json_value& list : with->items) one.with.push_back(texts(list));
        one.unless = texts(from, "unless");
        one.flow = text(from, "flow");
        one.snippet = text(from, "snippet");
        one.level = text(from, "level");
        one.command = text(from, "command");
        if (const json_value* confirm = from.find("confirm"))
            one.confirm_say = text(*confirm, "say");
        one.once = flag(from, "once");
        one.at = from.at;
        made.push_back(std::move(one));
    }
    std::sort(made.begin(), made.end(), [](const interrupt& a, const interrupt& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.id < b.id;
    });
    return made;
}

}  // namespace dialog
