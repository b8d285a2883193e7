#include "bot/dialog/duration.h"

#include <charconv>

namespace dialog {

std::optional<minutes> read_duration(std::string_view text) {
    int amount = 0;
    const auto [unit_begin, error] =
        std::from_chars(text.data(), text.data() + text.size(), amount);
    if (error != std::errc() || amount < 0 || amount > 100'000) return std::nullopt;
    const std::string_view unit(unit_begin,
                                static_cast<std::size_t>(text.data() + text.size() - unit_begin));
    constexpr int day = 24 * 60;
    if (unit == "m") return minutes(amount);
    if (unit == "h") return minutes(amount * std::int64_t{60});
    if (unit == "d") return minutes(amount * std::int64_t{day});
    if (unit == "w") return minutes(amount * (7 * std::int64_t{day}));
    if (unit == "mo") return minutes(amount * (30 * std::int64_t{day}));
    if (unit == "y") return minutes(amount * (365 * std::int64_t{day}));
    return std::nullopt;
}

std::optional<minutes> read_clock(std::string_view text) {
    const auto digit = [text](std::size_t at) { return text[at] - '0'; };
    const auto is_digit = [text](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    if (!is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) return std::nullopt;
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return std::nullopt;
    return minutes(hour * 60 + minute);
}

}  // namespace dialog
