#include "bot/dialog/quantities.h"

#include <array>
#include <string_view>

namespace dialog {
namespace {

using std::chrono::minutes;

constexpr double hour = 60, day = 24 * hour, week = 7 * day, month = 30 * day, year = 365 * day;

struct unit_word {
    std::u16string_view word;
    double length;  // minutes
};
// Longer words before their beginnings.
constexpr std::array units = {
    unit_word{u"分钟", 1},      unit_word{u"小时", hour},   unit_word{u"钟头", hour},
    unit_word{u"个小时", hour}, unit_word{u"个钟头", hour}, unit_word{u"个钟", hour},
    unit_word{u"个星期", week}, unit_word{u"个礼拜", week}, unit_word{u"个周", week},
    unit_word{u"星期", week},   unit_word{u"礼拜", week},   unit_word{u"周年", year},
    unit_word{u"周岁", 0},      unit_word{u"周", week},     unit_word{u"个月", month},
    unit_word{u"年级", 0},      unit_word{u"年代", 0},      unit_word{u"年", year},
    unit_word{u"天", day},      unit_word{u"晚上", day},    unit_word{u"夜", day},
    unit_word{u"日", day},
};

// Words that say since when by themselves.
constexpr std::array since_words = {
    unit_word{u"大前天", 3 * day},    unit_word{u"前天", 2 * day},
    unit_word{u"昨天", day},          unit_word{u"昨晚", day},
    unit_word{u"昨日", day},          unit_word{u"昨夜", day},
    unit_word{u"今天", 12 * hour},    unit_word{u"今早", 6 * hour},
    unit_word{u"今晨", 6 * hour},     unit_word{u"刚才", 30},
    unit_word{u"刚刚", 30},           unit_word{u"上周", week},
    unit_word{u"上星期", week},       unit_word{u"上个星期", week},
    unit_word{u"上礼拜", week},       unit_word{u"上个月", month},
    unit_word{u"上月", month},        unit_word{u"去年", year},
    unit_word{u"前年", 2 * year},     unit_word{u"这两天", 2 * day},
    unit_word{u"这几天", 3 * day},    unit_word{u"前几天", 3 * day},
    unit_word{u"前两天", 2 * day},    unit_word{u"多年", 5 * year},
    unit_word{u"多日", 5 * day},      unit_word{u"数月", 3 * month},
    unit_word{u"数年", 3 * year},     unit_word{u"数天", 3 * day},
    unit_word{u"数日", 3 * day},      unit_word{u"数周", 3 * week},
    unit_word{u"常年", 5 * year},     unit_word{u"一辈子", 30 * year},
    unit_word{u"个把月", month},      unit_word{u"个把星期", week},
    unit_word{u"个把礼拜", week},     unit_word{u"年把", year},
    unit_word{u"半拉月", month / 2},  unit_word{u"半拉年", year / 2},
    unit_word{u"小半年", 5 * month},  unit_word{u"大半年", 9 * month},
    unit_word{u"小一年", 11 * month}, unit_word{u"大半个月", 20 * day},
    unit_word{u"小半个月", 12 * day},
};

template <class Words>
const unit_word* starts_with_one(const Words& words, std::u16string_view text) {
    const unit_word* best = nullptr;
    for (const unit_word& candidate : words)
        if (text.starts_with(candidate.word) &&
            (best == nullptr || candidate.word.size() > best->word.size()))
            best = &candidate;
    return best;
}

bool is_more(char16_t letter) {
    return letter == u'多' || letter == u'余' || letter == u'来' || letter == u'几';
}

written_duration make(double length, std::size_t begin, std::size_t end) {
    constexpr double longest = 120 * year;
    return {minutes(static_cast<minutes::rep>(length < longest ? length : longest)), begin, end};
}

// Amount in front, unit at `at`: 2 + 周, 一 + 个多月, 三 + 年半.
std::optional<written_duration> with_unit(std::u16string_view letters, double amount,
                                          std::size_t begin, std::size_t at) {
    if (at < letters.size() && is_more(letters[at])) ++at;  // 10余天, 十几年
    std::size_t unit_at = at;
    const unit_word* unit = starts_with_one(units, letters.substr(unit_at));
    if (unit == nullptr && letters.substr(at).starts_with(u"个多")) {  // 一个多月
        const unit_word* behind = starts_with_one(units, letters.substr(at + 2));
        if (letters.substr(at + 2).starts_with(u"月")) return make(amount * month, begin, at + 3);
        if (behind == nullptr) return std::nullopt;
        return make(amount * behind->length, begin, at + 2 + behind->word.size());
    }
    if (unit == nullptr && letters.substr(at).starts_with(u"个半"))  // 两个半月
        return letters.substr(at + 2).starts_with(u"月")
                   ? std::optional(make((amount + 0.5) * month, begin, at + 3))
                   : std::nullopt;
    // 仨月 and 俩月 need no 个; 三月 is March.
    if (unit == nullptr && at > 0 && at < letters.size() && letters[at] == u'月' &&
        (letters[at - 1] == u'仨' || letters[at - 1] == u'俩'))
        return make(amount * month, begin, at + 1);
    if (unit == nullptr || unit->length == 0) return std::nullopt;
    // A year of the calendar (2019年), a day of the month (3月5日) and an age are no durations.
    if (unit->length == year && amount >= 100) return std::nullopt;
    if (unit->word == u"日" && begin > 0 && letters[begin - 1] == u'月') return std::nullopt;
    std::size_t end = unit_at + unit->word.size();
    double length = amount * unit->length;
    if (end < letters.size() && letters[end] == u'半') {  // 一年半
        length += unit->length / 2;
        ++end;
    } else if (end < letters.size() && is_more(letters[end]) && letters[end] != u'来') {
        ++end;  // 一年多
    }
    return make(length, begin, end);
}

std::optional<written_duration> half(std::u16string_view letters, std::size_t at) {
    std::size_t from = at + 1;
    if (letters.substr(from).starts_with(u"个月")) return make(month / 2, at, from + 2);
    if (letters.substr(from).starts_with(u"个多月")) return make(month / 2, at, from + 3);
    if (from < letters.size() && is_more(letters[from])) ++from;
    for (const unit_word& unit : units)
        if (unit.length > 0 && unit.length != 1 && letters.substr(from).starts_with(unit.word) &&
            unit.word != u"夜" && unit.word != u"晚上" && unit.word != u"日" && unit.word != u"周")
            return make(unit.length / 2, at, from + unit.word.size());
    return std::nullopt;
}

// 两三天, 三五个月: two numbers in a row, the larger counts; 2-3天 and 两到三天 too.
std::optional<written_duration> counted(std::u16string_view letters,
                                        const std::vector<written_number>& numbers,
                                        std::size_t which) {
    const std::size_t begin = numbers[which].begin;
    double amount = numbers[which].value;
    std::size_t end = numbers[which].end;
    const written_number* behind = which + 1 < numbers.size() ? &numbers[which + 1] : nullptr;
    if (behind != nullptr && behind->begin == end && amount < 10) {
        amount = behind->value;
        end = behind->end;
    } else if (behind != nullptr && behind->begin == end + 1 &&
               (letters[end] == u',' || letters[end] == u'到' || letters[end] == u'至')) {
        if (auto range = with_unit(letters, behind->value, begin, behind->end)) return range;
    }
    return with_unit(letters, amount, begin, end);
}

}  // namespace

std::vector<written_duration> find_durations(std::u16string_view letters,
                                             const std::vector<written_number>& numbers) {
    std::vector<written_duration> found;
    std::size_t next = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        while (next < numbers.size() && numbers[next].end <= at) ++next;
        std::optional<written_duration> here;
        const auto rest = letters.substr(at);
        if (next < numbers.size() && numbers[next].begin == at) {
            here = counted(letters, numbers, next);
        } else if (rest.front() == u'半') {
            here = half(letters, at);
        } else if (rest.front() == u'几') {
            here = with_unit(letters, 3, at, at + 1);
        } else if (const unit_word* since = starts_with_one(since_words, rest)) {
            here = make(since->length, at, at + since->word.size());
        }
        if (!here) continue;
        found.push_back(*here);
        at = here->end - 1;
    }
    return found;
}

bool is_rate(std::u16string_view letters, const written_duration& said) {
    if (said.begin > 0 && letters[said.begin - 1] == u'每') return true;
    const auto behind = letters.substr(said.end);
    for (const std::u16string_view word : {u"比", u"不如", u"几", u"一次", u"两次", u"三次"})
        if (behind.starts_with(word)) return true;
    return !behind.empty() && find_numbers(behind.substr(0, 1)).size() == 1;
}

}  // namespace dialog
