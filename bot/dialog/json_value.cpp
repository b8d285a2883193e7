#include "bot/dialog/json_value.h"

#include <algorithm>
#include <charconv>

namespace dialog {
namespace {

std::string unescaped(std::string_view token) {
    std::string plain;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size())
            plain.push_back(token[++i] == '1' ? '/' : '~');
        else
            plain.push_back(token[i]);
    }
    return plain;
}

// The child a pointer's token names; a null value ends the way.
json_place child_of(const json_value& parent, std::string_view token) {
    json_place child;
    if (parent.is(json_value::kind::object)) {
        const std::string name = unescaped(token);
        const auto last =
            std::find_if(parent.members.rbegin(), parent.members.rend(),
                         [&name](const json_member& member) { return member.key.text == name; });
        if (last != parent.members.rend()) {
            child.value = &last->value;
            child.member = &*last;
        }
    } else if (parent.is(json_value::kind::list)) {
        std::size_t index = 0;
        const auto [rest, error] =
            std::from_chars(token.data(), token.data() + token.size(), index);
        if (error == std::errc() && rest == token.data() + token.size() &&
            index < parent.items.size())
            child.value = &parent.items[index];
    }
    return child;
}

bool is_before(position a, position b) {
    return a.line < b.line || (a.line == b.line && a.column <= b.column);
}

}  // namespace

const json_value* json_value::find(std::string_view name) const noexcept {
    for (const json_member& member : members)
        if (member.key.text == name) return &member.value;
    return nullptr;
}

std::string pointer_to(std::string_view parent, std::string_view key) {
    std::string pointer(parent);
    pointer.push_back('/');
    for (const char c : key) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer.push_back(c);
    }
    return pointer;
}

std::string pointer_to(std::string_view parent, std::size_t index) {
    return pointer_to(parent, std::string_view(std::to_string(index)));
}

std::string json_path::pointer() const {
    if (up == nullptr) return {};
    return in_list ? pointer_to(up->pointer(), index) : pointer_to(up->pointer(), key);
}

json_place find_place(const json_value& root, std::string_view pointer) {
    json_place here{&root, nullptr, {}};
    while (!pointer.empty()) {
        const std::size_t slash = pointer.find('/', 1);
        const std::string_view token = pointer.substr(1, slash - 1);
        json_place child = child_of(*here.value, token);
        if (child.value == nullptr) break;
        child.pointer = here.pointer + "/" + std::string(token);
        here = std::move(child);
        pointer = slash == std::string_view::npos ? std::string_view{} : pointer.substr(slash);
    }
    return here;
}

json_place find_place(const json_value& root, position at) {
    json_place here{&root, nullptr, {}};
    for (;;) {
        json_place next;
        const auto& members = here.value->members;
        const auto& items = here.value->items;
        const auto behind_member = std::partition_point(
            members.begin(), members.end(),
            [at](const json_member& member) { return is_before(member.value.at, at); });
        const auto behind_item =
            std::partition_point(items.begin(), items.end(),
                                 [at](const json_value& item) { return is_before(item.at, at); });
        if (behind_member != members.begin()) {
            const json_member& member = *(behind_member - 1);
            next = {&member.value, &member, pointer_to(here.pointer, member.key.text)};
        } else if (behind_item != items.begin()) {
            const auto place = static_cast<std::size_t>(behind_item - items.begin()) - 1;
            next = {&items[place], nullptr, pointer_to(here.pointer, place)};
        }
        if (next.value == nullptr) return here;
        here = std::move(next);
    }
}

}  // namespace dialog
