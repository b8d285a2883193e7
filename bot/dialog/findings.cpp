#include "bot/dialog/findings.h"

#include <algorithm>
#include <iterator>

namespace dialog {
namespace {

problem make(int code, const json_document& document, position at, std::string pointer,
             advice words, proposal fix) {
    problem found;
    found.code = code;
    found.weight = weight_of(code);
    found.file = document.file;
    found.at = at;
    found.pointer = std::move(pointer);
    found.zh = std::move(words.zh);
    found.en = std::move(words.en);
    found.fix_title = std::move(fix.title);
    found.fix = std::move(fix.edits);
    return found;
}

}  // namespace

problem& findings::add(int code, const json_document& document, const json_value& given,
                       std::string pointer, advice words, proposal fix) {
    all_.push_back(
        make(code, document, given.at, std::move(pointer), std::move(words), std::move(fix)));
    return all_.back();
}

problem& findings::add(int code, const json_document& document, std::string_view pointer,
                       advice words, proposal fix) {
    json_place place = find_place(document.root, pointer);
    return add(code, document, *place.value, std::move(place.pointer), std::move(words),
               std::move(fix));
}

problem& findings::add_at_key(int code, const json_document& document, std::string_view pointer,
                              advice words, proposal fix) {
    json_place place = find_place(document.root, pointer);
    const json_value& at = place.member != nullptr ? place.member->key : *place.value;
    return add(code, document, at, std::move(place.pointer), std::move(words), std::move(fix));
}

void findings::take(findings&& later) {
    std::move(later.all_.begin(), later.all_.end(), std::back_inserter(all_));
    later.all_.clear();
}

bool findings::has_errors() const {
    return std::any_of(all_.begin(), all_.end(),
                       [](const problem& one) { return one.weight == gravity::error; });
}

std::string json_string(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string made = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            made += {'\\', c};
        } else if (c == '\n') {
            made += "\\n";
        } else if (c == '\t') {
            made += "\\t";
        } else if (byte < 0x20) {
            made += "\\u00";
            made += {digits[byte >> 4], digits[byte & 15]};
        } else {
            made.push_back(c);
        }
    }
    return made + "\"";
}

edit replacement(const json_value& given, std::string_view text) {
    return {given.begin, given.end, json_string(text)};
}

edit insertion(const json_value& object, std::string_view key, std::string_view json) {
    const std::string member = json_string(key) + ": " + std::string(json);
    if (object.members.empty()) return {object.begin + 1, object.begin + 1, member};
    const std::size_t after = object.members.back().value.end;
    return {after, after, ", " + member};
}

edit deletion(const json_document& document, std::string_view pointer) {
    const json_place place = find_place(document.root, pointer);
    const json_place parent =
        find_place(document.root, pointer.substr(0, pointer.find_last_of('/')));
    std::vector<std::pair<std::size_t, std::size_t>> spans;  // begin and end of each sibling
    for (const json_member& member : parent.value->members)
        spans.emplace_back(member.key.begin, member.value.end);
    for (const json_value& item : parent.value->items) spans.emplace_back(item.begin, item.end);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].second != place.value->end) continue;
        if (i > 0) return {spans[i - 1].second, spans[i].second, ""};
        return {spans[i].first, spans.size() > 1 ? spans[1].first : spans[i].second, ""};
    }
    return {};
}

}  // namespace dialog
