#include "bot/dialog/value_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace dialog {
namespace {

std::string label_of(const slot& declared, const std::string& id) {
    for (const choice_value& one : declared.values)
        if (one.id == id) return one.label;
    return id;
}

}  // namespace

std::string number_text(double amount) {
    if (std::abs(amount) < 1e15 && amount == std::floor(amount))
        return std::to_string(static_cast<long long>(amount));
    return fmt::format("{:g}", amount);
}

std::string duration_text(minutes span) {
    using unit = std::pair<long, const char*>;
    constexpr std::array units{unit{365 * 24 * 60, "年"}, unit{30 * 24 * 60, "个月"},
                               unit{7 * 24 * 60, "周"},   unit{24 * 60, "天"},
                               unit{60, "小时"},          unit{1, "分钟"}};
    for (const auto& [size, name] : units)
        if (span.count() >= size && span.count() % size == 0)
            return fmt::format("{} {}", span.count() / size, name);
    return fmt::format("{} 分钟", span.count());
}

std::string text_of(const slot& declared, const value& held) {
    if (const auto* chosen = std::get_if<std::vector<std::string>>(&held)) {
        std::string list;
        for (const std::string& id : *chosen) {
            if (!list.empty()) list += "、";
            list += label_of(declared, id);
        }
        return list.empty() ? "无" : list;
    }
    if (const auto* amount = std::get_if<double>(&held))
        return number_text(*amount) + declared.unit;
    if (const auto* span = std::get_if<minutes>(&held)) return duration_text(*span);
    if (declared.type == slot_type::text) return {};
    return label_of(declared, std::get<std::string>(held));
}

}  // namespace dialog
