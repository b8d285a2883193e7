#include "bot/dialog/values.h"

#include "bot/core/text.h"
#include "bot/dialog/texts.h"
#include "bot/dialog/value_text.h"

#include <fmt/format.h>

#include <cmath>

namespace dialog {
namespace {

constexpr std::size_t text_limit = 200;  // characters

std::string range_text(const slot& wanted) {
    const char* what = wanted.integer ? "整数" : "数字";
    if (wanted.min && wanted.max)
        return fmt::format("请回复 {} 到 {} 之间的{}。", number_text(*wanted.min),
                           number_text(*wanted.max), what);
    if (wanted.min) return fmt::format("请回复不小于 {} 的{}。", number_text(*wanted.min), what);
    if (wanted.max) return fmt::format("请回复不大于 {} 的{}。", number_text(*wanted.max), what);
    return fmt::format("请回复一个{}。", what);
}

typed_value number_of(const slot& wanted, std::string_view text, const reading& heard) {
    std::optional<double> amount = read_number(text);
    if (!amount && heard.numbers.size() == 1) amount = heard.numbers.front();
    if (!amount) return {};
    const bool fits = (!wanted.min || *amount >= *wanted.min) &&
                      (!wanted.max || *amount <= *wanted.max) &&
                      (!wanted.integer || *amount == std::floor(*amount));
    if (!fits) return out_of_range{range_text(wanted)};
    return value(*amount);
}

typed_value duration_of(const slot& wanted, const reading& heard) {
    if (!heard.duration) return {};
    if (heard.duration->count() < 0 || (wanted.longest && *heard.duration > *wanted.longest))
        return out_of_range{wanted.longest ? fmt::format("请说一个不超过 {} 的时间。",
                                                         duration_text(*wanted.longest))
                                           : std::string("请再说一次时间，例如：2 周。")};
    return value(*heard.duration);
}

typed_value text_value(std::string_view text) {
    const std::string_view words = core::trimmed(text);
    if (words.empty()) return {};
    if (core::utf8_length(words) > text_limit) return out_of_range{texts::text_too_long};
    return value(std::string(words));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string half_width(std::string_view text) {
    std::string narrow;
    narrow.reserve(text.size());
    const auto at = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool three = i + 2 < text.size();
        if (three && at(i) == 0xEF && (at(i + 1) == 0xBC || at(i + 1) == 0xBD)) {
            // U+FF01..U+FF5E stand 0xFEE0 above ASCII.
            const int code = 0xF000 | (at(i + 1) & 0x3F) << 6 | (at(i + 2) & 0x3F);
            if (code >= 0xFF01 && code <= 0xFF5E) {
                narrow.push_back(static_cast<char>(code - 0xFEE0));
                i += 2;
                continue;
            }
        }
        if (three && text.substr(i, 3) == "\xE3\x80\x80") {
            narrow.push_back(' ');
            i += 2;
            continue;
        }
        narrow.push_back(text[i]);
    }
    return narrow;
}

typed_value read_phone(std::string_view text) {
    std::string digits;
    const std::string narrow = half_width(core::trimmed(text));
    std::string_view rest = narrow;
    if (rest.starts_with("+86")) rest.remove_prefix(3);
    for (const char c : rest) {
        if (is_digit(c))
            digits.push_back(c);
        else if (c != ' ' && c != '-' && c != '(' && c != ')')
            return {};
    }
    if (digits.empty()) return {};
    const bool mobile = digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
    const bool landline = digits[0] == '0' && digits.size() >= 10 && digits.size() <= 12;
    const bool local = digits[0] > '1' && (digits.size() == 7 || digits.size() == 8);
    if (!mobile && !landline && !local)
        return out_of_range{"请回复 11 位手机号，或带区号的座机号。"};
    return value(digits);
}

typed_value read_value(const slot& wanted, std::string_view text, const reading& heard,
                       core::wall_time now) {
    switch (wanted.type) {
        case slot_type::number:
            return number_of(wanted, text, heard);
        case slot_type::duration:
            return duration_of(wanted, heard);
        case slot_type::date:
            return read_date(text, now);
        case slot_type::phone:
            return read_phone(text);
        case slot_type::text:
            return text_value(text);
        case slot_type::yesno:
        case slot_type::choice:
        case slot_type::multi:
        case slot_type::score:
            break;
    }
    return {};
}

}  // namespace dialog
