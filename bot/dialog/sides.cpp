#include "bot/dialog/quantities.h"

#include <array>
#include <string_view>

namespace dialog {
namespace {

constexpr std::array<std::u16string_view, 38> both_words = {
    u"双腿",   u"双下肢", u"双脚",     u"双侧",     u"双小腿", u"双大腿", u"双足",   u"双臀",
    u"双膝",   u"双边",   u"两条腿",   u"两腿",     u"两只脚", u"两脚",   u"俩腿",   u"俩脚",
    u"两个腿", u"两个脚", u"两条大腿", u"两条小腿", u"两大腿", u"两小腿", u"两侧腿", u"两边都",
    u"两下肢", u"两只腿", u"俩条腿",   u"二腿",     u"二条腿", u"左右腿", u"左右脚", u"左右都",
    u"左右两", u"左右侧", u"左右下肢", u"两条都",   u"俩边",   u"两面都"};

// 左 or 右 of a leg, foot or hip weighs more than of any other part.
bool names_leg(std::u16string_view behind) {
    for (const std::u16string_view part :
         {u"腿",     u"脚",     u"下肢",     u"小腿", u"大腿",   u"足",     u"臀",
          u"屁股",   u"膝",     u"髋",       u"侧腿", u"侧下肢", u"侧大腿", u"侧小腿",
          u"侧脚",   u"侧屁股", u"侧臀",     u"边腿", u"边的腿", u"边屁股", u"边大腿",
          u"边小腿", u"边脚",   u"半边屁股", u"边臀"})
        if (behind.starts_with(part)) return true;
    return false;
}

// 一年左右, 左右摆动: no side.
bool is_about(std::u16string_view letters, std::size_t at) {
    return letters.substr(at).starts_with(u"左右") || (at > 0 && letters[at - 1] == u'左');
}

}  // namespace

std::string find_side(std::u16string_view letters) {
    bool leg_left = false, leg_right = false;
    char16_t first = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const char16_t letter = letters[at];
        if (letter == u'双' || letter == u'两' || letter == u'俩' || letter == u'二' ||
            letter == u'左')
            for (const std::u16string_view word : both_words)
                if (letters.substr(at).starts_with(word)) return "both";
        if ((letter != u'左' && letter != u'右') || is_about(letters, at)) continue;
        if (first == 0) first = letter;
        if (!names_leg(letters.substr(at + 1))) continue;
        (letter == u'左' ? leg_left : leg_right) = true;
    }
    if (leg_left && leg_right) return "both";
    if (leg_left) return "left";
    if (leg_right) return "right";
    return first == u'左' ? "left" : first == u'右' ? "right" : "";
}

}  // namespace dialog
