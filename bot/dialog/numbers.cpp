#include "bot/dialog/quantities.h"

#include <string_view>

namespace dialog {
namespace {

constexpr std::u16string_view chinese_digits = u"零一二三四五六七八九";

// -1: not a digit.
int digit_of(char16_t letter) {
    if (letter >= u'0' && letter <= u'9') return letter - u'0';
    if (letter == u'〇') return 0;
    if (letter == u'两' || letter == u'俩') return 2;
    if (letter == u'仨') return 3;
    const auto at = chinese_digits.find(letter);
    return at == std::u16string_view::npos ? -1 : static_cast<int>(at);
}

bool is_arabic(char16_t letter) {
    return letter >= u'0' && letter <= u'9';
}

double unit_of(char16_t letter) {
    switch (letter) {
        case u'十':
            return 10;
        case u'百':
            return 100;
        case u'千':
            return 1000;
        case u'万':
            return 10000;
        default:
            return 0;
    }
}

// 12, 3.5, 2千: digits, at most 12 of them, a fraction, a Chinese unit behind.
written_number read_arabic(std::u16string_view letters, std::size_t at) {
    written_number number{0, at, at};
    for (; at < letters.size() && is_arabic(letters[at]); ++at)
        if (number.value < 1e12) number.value = number.value * 10 + (letters[at] - u'0');
    if (at + 1 < letters.size() && letters[at] == u'.' && is_arabic(letters[at + 1])) {
        double place = 0.1;
        for (++at; at < letters.size() && is_arabic(letters[at]); ++at, place /= 10)
            number.value += place * (letters[at] - u'0');
    }
    if (at < letters.size() && unit_of(letters[at]) >= 100) number.value *= unit_of(letters[at++]);
    number.end = at;
    return number;
}

// 十二, 二十, 一百零五, 两千三, 三五 as digits in a row (一二三四 is 1234 for 零 and phone-like
// rows).
written_number read_chinese(std::u16string_view letters, std::size_t at) {
    written_number number{0, at, at};
    double sum = 0, section = 0, last_unit = 0;
    int digit = -1, zeros = 0;
    for (; at < letters.size(); ++at) {
        const int next = digit_of(letters[at]);
        const double unit = unit_of(letters[at]);
        if (next >= 0 && !is_arabic(letters[at])) {
            if (digit >= 0 && last_unit == 0 && zeros == 0) break;  // 两三天: two numbers
            digit = next;
            zeros += next == 0 ? 1 : 0;
        } else if (unit > 0) {
            if (unit == 10000) {
                sum = (sum + section + (digit > 0 ? digit : 0)) * unit;
                section = 0;
            } else {
                section += unit * (digit >= 0 ? digit : 1);
            }
            digit = -1;
            zeros = 0;
            last_unit = unit;
        } else {
            break;
        }
    }
    if (digit >= 0) section += zeros == 0 && last_unit >= 100 ? digit * last_unit / 10 : digit;
    number.value = sum + section;
    number.end = at;
    if (at + 1 < letters.size() && letters[at] == u'点' && digit_of(letters[at + 1]) >= 0) {
        double place = 0.1;  // 一点五
        for (++at; at < letters.size() && digit_of(letters[at]) >= 0; ++at, place /= 10)
            number.value += place * digit_of(letters[at]);
        number.end = at;
    }
    return number;
}

}  // namespace

std::vector<written_number> find_numbers(std::u16string_view letters) {
    std::vector<written_number> numbers;
    for (std::size_t at = 0; at < letters.size();) {
        if (is_arabic(letters[at]))
            numbers.push_back(read_arabic(letters, at));
        else if (digit_of(letters[at]) >= 0 || unit_of(letters[at]) > 0)
            numbers.push_back(read_chinese(letters, at));
        else {
            ++at;
            continue;
        }
        at = numbers.back().end;
    }
    return numbers;
}

}  // namespace dialog
