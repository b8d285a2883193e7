#include "bot/core/text.h"
#include "bot/dialog/local_time.h"
#include "bot/dialog/values.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace dialog {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

sys_days today(core::wall_time now) {
    return std::chrono::floor<std::chrono::days>(now + china_offset);
}

value written(year_month_day date) {
    return value(fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                             static_cast<unsigned>(date.month()),
                             static_cast<unsigned>(date.day())));
}

struct relative_day {
    std::string_view word;
    int offset;
};
constexpr std::array relative_days{relative_day{"今天", 0},    relative_day{"今日", 0},
                                   relative_day{"昨天", -1},   relative_day{"前天", -2},
                                   relative_day{"大前天", -3}, relative_day{"明天", 1},
                                   relative_day{"后天", 2}};

// Numbers with one separator after each but the last: "2026年3月2日", "3月2号", "2026-3-2".
struct date_parts {
    std::array<unsigned, 3> numbers{};
    std::size_t count = 0;
    bool good = false;
    bool months_named = false;
};

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

date_parts split(std::string_view text) {
    date_parts parts;
    while (!text.empty()) {
        unsigned number = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && digits < 5 && text[digits] >= '0' && text[digits] <= '9';
             ++digits)
            number = number * 10 + static_cast<unsigned>(text[digits] - '0');
        if (digits == 0 || digits > 4 || parts.count == 3) return parts;
        parts.numbers[parts.count++] = number;
        text.remove_prefix(digits);
        if (take(text, "月"))
            parts.months_named = true;
        else if (!take(text, "年") && !take(text, "日") && !take(text, "号") && !take(text, "-") &&
                 !take(text, "/") && !take(text, ".") && !text.empty())
            return parts;
        while (take(text, " ")) {
        }
    }
    parts.good = parts.count > 0;
    return parts;
}

// Without a year: the one that puts the date nearest to today.
year_month_day nearest(unsigned in_month, unsigned in_day, sys_days now) {
    year_month_day best{};
    auto smallest = std::chrono::days::max();
    const int this_year = static_cast<int>(year_month_day(now).year());
    for (int candidate = this_year - 1; candidate <= this_year + 1; ++candidate) {
        const year_month_day date{year(candidate), month(in_month), day(in_day)};
        if (!date.ok()) continue;
        const auto distance = std::chrono::abs(sys_days(date) - now);
        if (distance < smallest) smallest = distance, best = date;
    }
    return best;
}

}  // namespace

typed_value read_date(std::string_view text, core::wall_time now) {
    const std::string narrow = half_width(core::trimmed(text));
    for (const relative_day& one : relative_days)
        if (narrow == one.word)
            return written(year_month_day(today(now) + std::chrono::days(one.offset)));
    const date_parts parts = split(narrow);
    if (!parts.good) return {};
    year_month_day date{};
    if (parts.count == 3)
        date = {year(static_cast<int>(parts.numbers[0])), month(parts.numbers[1]),
                day(parts.numbers[2])};
    else if (parts.count == 2 && parts.months_named)
        date = nearest(parts.numbers[0], parts.numbers[1], today(now));
    else
        return {};
    constexpr year earliest{1900}, latest{2200};
    if (!date.ok() || date.year() < earliest || date.year() > latest)
        return out_of_range{"请回复一个日期，例如：2026-03-02。"};
    return written(date);
}

}  // namespace dialog
