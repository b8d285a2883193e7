#include "bot/dialog/fill.h"

#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog {
namespace {

// Copies `text`, replacing each {name} by what `lookup` gives.
template <class Lookup>
std::string replace_names(std::string_view text, const Lookup& lookup) {
    std::string filled;
    filled.reserve(text.size() + 32);
    for (;;) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) {
            filled.append(text);
            return filled;
        }
        filled.append(text.substr(0, open));
        filled.append(lookup(text.substr(open + 1, close - open - 1)));
        text.remove_prefix(close + 1);
    }
}

std::string slot_text(std::string_view name, const slot_view& slots) {
    const slot* declared = slots.script().find_slot(name);
    if (declared == nullptr) return {};
    const value* held = slots.find(name);
    const std::string shown = held == nullptr ? std::string() : text_of(*declared, *held);
    return shown.empty() ? declared->blank.value_or("") : shown;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain)
            encoded.push_back(c);
        else
            encoded.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return encoded;
}

std::string raw_text(const value& held) {
    if (const auto* id = std::get_if<std::string>(&held)) return *id;
    if (const auto* amount = std::get_if<double>(&held)) return number_text(*amount);
    if (const auto* span = std::get_if<minutes>(&held)) return std::to_string(span->count());
    std::string list;
    for (const std::string& id : std::get<std::vector<std::string>>(held))
        list += (list.empty() ? "" : ",") + id;
    return list;
}

}  // namespace

std::string fill(std::string_view text, const project& house, const slot_view* slots) {
    constexpr std::string_view hospital = "hospital.";
    return replace_names(text, [&](std::string_view name) -> std::string {
        if (name.starts_with(hospital)) {
            const auto found = house.hospital.find(std::string(name.substr(hospital.size())));
            return found == house.hospital.end() ? "" : found->second;
        }
        return slots == nullptr ? "" : slot_text(name, *slots);
    });
}

std::string fill_url(std::string_view url, const std::vector<std::string>& allowed,
                     const slot_view* slots) {
    return replace_names(url, [&](std::string_view name) -> std::string {
        const bool listed = std::find(allowed.begin(), allowed.end(), name) != allowed.end();
        const slot* declared = slots == nullptr ? nullptr : slots->script().find_slot(name);
        if (!listed || declared == nullptr || declared->secret) return {};
        const value* held = slots->find(name);
        return held == nullptr ? "" : percent_encoded(raw_text(*held));
    });
}

}  // namespace dialog
