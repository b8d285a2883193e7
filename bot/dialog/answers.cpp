// Short answers: how they compare, plain yes and no, a number alone.
#include "bot/dialog/answers.h"

#include "bot/dialog/fold.h"
#include "bot/dialog/quantities.h"

#include <algorithm>
#include <unordered_set>

namespace dialog {
namespace {

constexpr std::u16string_view yes_words =
    u" 有 有的 有啊 有呢 是 是的 是啊 是呀 对 对的 对啊 对呀 嗯 嗯嗯 恩 恩恩 嗯是 嗯是的 嗯有 嗯对 "
    u"会 会的 "
    u"好 好的 行 可以 同意 愿意 要 需要 确定 没错 当然 有一点 有点 有一些 有一点点 有点儿 偶尔有 "
    u"有时有 有时候有 有过 "
    u"是这样 是这样的 就是 确实 确实有 确实是 对对 对对对 是是 有有 都有 全有 很明显 有点明显 明显 "
    u"yes y ok 是滴 嗯呐 好吧 好呀 "
    u"轻微有 轻微 一点 一点点 经常 经常有 中 得行 要得 嗯啦 √ 1有 ";
constexpr std::u16string_view no_words =
    u" 没 没有 没有的 没有啊 没有呢 没啊 没得 无 否 不 不是 不是的 不是啊 不会 不对 都没 都没有 "
    u"全没有 都不是 都没得 "
    u"从来没有 从没有 从没 没有过 没出现 没出现过 没有出现 没有出现过 暂时没有 暂时没 现在没有 "
    u"目前没有 目前没 现在没 不用 不要 "
    u"不需要 不同意 不愿意 不行 不可以 no n 以上都没有 上面都没有 这些都没有 一个都没有 一样都没有 "
    u"都正常 正常 一切正常 没问题 没事 "
    u"没觉得 没觉着 不觉得 没发现 没发觉 没什么 没啥 不存在 不算 不占 都不占 不有 嗯没有 嗯没 "
    u"也没有 都没有的 没有没有 没没 都没出现 "
    u"木有 冇 没呢 无异常 没有异常 "
    u"基本没有 应该没有 好像没有 ";
constexpr std::u16string_view unsure_words =
    u" 说不清 说不清楚 说不上来 说不准 不知道 不清楚 不太清楚 不确定 不太确定 不好说 不晓得 不懂 "
    u"记不清 记不清楚 记不得 "
    u"没注意 没留意 没在意 不记得 忘了 忘记了 拿不准 搞不清 搞不清楚 弄不清 弄不清楚 不明白 "
    u"不太明白 没注意过 也许 可能 可能吧 "
    u"大概 好像是 似乎 不一定 难说 看不出 看不出来 感觉不出来 不敢说 分不清 不太好说 没感觉出来 "
    u"不太知道 我也不知道 我不知道 我不清楚 "
    u"我也说不清 我说不清 ";

using word_set = std::unordered_set<std::u16string_view>;

// The words between the blanks of a list above.
word_set set_of(std::u16string_view words) {
    word_set set;
    while (!words.empty()) {
        const std::size_t size = std::min(words.find(u' '), words.size());
        if (size > 0) set.insert(words.substr(0, size));
        words.remove_prefix(std::min(size + 1, words.size()));
    }
    return set;
}

bool is_stop(char16_t letter) {
    return letter == full_stop || letter == question_mark || letter == comma ||
           letter == list_comma;
}

// The letters without stops, leading 我/嗯 kept, trailing particles cut.
std::u16string core_of(const std::u16string& letters) {
    std::u16string kept;
    for (const char16_t letter : letters)
        if (!is_stop(letter)) kept.push_back(letter);
    while (kept.size() > 1 && std::u16string_view(u"了啊呀呢吧哦噢哈嘛啦哎唉").find(kept.back()) !=
                                  std::u16string_view::npos)
        kept.pop_back();
    return kept;
}

// What people write around a short answer without changing it.
constexpr std::u16string_view remark_words =
    u" 就是问问 只是问问 我就问问 就问问 随便问问 问问 就是问一下 问一下 我就是问问 我只是问问 "
    u"就是担心 只是担心 有点担心 我就是担心 就是有点担心 我担心 就是怕 谢谢 谢谢你 谢谢您 谢谢医生 "
    u"谢谢大夫 谢谢护士 多谢 大夫 医生 护士 您好 你好 目前 暂时 现在 我 俺 咱 我这 俺这 倒 倒是 真 "
    u"真的 这些 那些 这个 那个 以上 上面 你说的 您说的 说的 这几样 这几个 这样的 哪样 这种 情况 "
    u"这情况 这种情况 这些情况 这毛病 的情况 呵呵 哈哈 嘿嘿 啊 呀 嘞 呢 哎 哎呀 唉 嗯 那 这 都 ";

// The answer itself: remarks at both ends are cut off, one said twice counts once (没有没有).
std::u16string without_remarks(std::u16string word, const word_set& remarks) {
    constexpr std::size_t longest_remark = 6;
    for (bool changed = true; changed && !word.empty();) {
        changed = false;
        for (std::size_t size = std::min(longest_remark, word.size() - 1); size > 0; --size) {
            const std::u16string_view all = word;
            if (remarks.contains(all.substr(all.size() - size))) {
                word.resize(word.size() - size);
                changed = true;
                break;
            }
            if (remarks.contains(all.substr(0, size))) {
                word.erase(0, size);
                changed = true;
                break;
            }
        }
    }
    const std::size_t half = word.size() / 2;
    if (half > 0 && word.size() % 2 == 0 && word.compare(0, half, word, half) == 0)
        word.resize(half);
    return word;
}

// A folded text holds no surrogates: every letter stands alone.
void append_utf8(std::string& out, char16_t letter) {
    const auto put = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
    const unsigned code = letter;
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

// 四五, 4到5, 6-7: from the smaller to the larger, with nothing but the way between.
bool is_range(std::u16string_view letters, const written_number& from, const written_number& to) {
    if (to.value <= from.value) return false;
    const auto between = letters.substr(from.end, to.begin - from.end);
    return std::all_of(between.begin(), between.end(), [](char16_t letter) {
        return is_stop(letter) || letter == u'到' || letter == u'至' || letter == u'分';
    });
}

}  // namespace

short_answer read_short_answer(const std::u16string& letters) {
    constexpr std::size_t longest = 12;
    if (letters.size() > 2 * longest) return {};
    static const word_set yes = set_of(yes_words), no = set_of(no_words),
                          unsure = set_of(unsure_words), remarks = set_of(remark_words);
    const auto read = [](const std::u16string& word) {
        short_answer answer;
        if (yes.contains(word))
            answer.yes = true;
        else if (no.contains(word))
            answer.yes = false;
        else
            answer.unsure = unsure.contains(word);
        return answer;
    };
    const std::u16string word = core_of(letters);
    if (word.size() <= longest)
        if (const short_answer plain = read(word); plain.yes || plain.unsure) return plain;
    const short_answer bare = read(without_remarks(word, remarks));
    // Whoever adds a remark to a yes may mean something else by it: only a no is safe to read here
    // as long as nothing else is said.
    return bare.yes == true ? short_answer{} : bare;
}

std::string fold_answer(std::string_view text) {
    const std::u16string letters = fold_word(text);
    const auto is_letter = [](char16_t letter) { return !is_stop(letter); };
    const auto begin = std::find_if(letters.begin(), letters.end(), is_letter);
    const auto end = std::find_if(letters.rbegin(), letters.rend(), is_letter).base();
    if (begin >= end) return {};
    std::string result;
    result.reserve(3 * static_cast<std::size_t>(end - begin));
    std::for_each(begin, end, [&result](char16_t letter) { append_utf8(result, letter); });
    return result;
}

std::optional<double> read_number(std::string_view text) {
    constexpr std::size_t longest = 64;
    const std::u16string letters = fold(text, longest).letters;
    auto numbers = find_numbers(letters);
    if (numbers.size() == 2 && is_range(letters, numbers[0], numbers[1])) {
        numbers[0].value = numbers[1].value;  // 四五分, 4到5分: the graver end
        numbers[0].end = numbers[1].end;
        numbers.pop_back();
    }
    if (numbers.size() != 1) return std::nullopt;
    std::u16string around = letters.substr(0, numbers[0].begin) + letters.substr(numbers[0].end);
    std::erase_if(around, is_stop);
    for (const std::u16string_view word :
         {u"大概", u"大约", u"差不多", u"左右", u"可能", u"应该", u"有", u"是", u"约",
          u"打",   u"分钟", u"分",     u"个",   u"岁",   u"米",   u"次", u"级", u"吧",
          u"的",   u"了",   u"啊",     u"我",   u"今年", u"疼",   u"痛", u"到", u"公斤",
          u"也就", u"也",   u"顶多",   u"最多", u"估计", u"感觉", u"度", u"天", u"选",
          u"第",   u"号",   u"呢",     u"算",   u"就"})
        for (auto at = around.find(word); at != std::u16string::npos; at = around.find(word))
            around.erase(at, word.size());
    if (!around.empty()) return std::nullopt;
    const bool negative = numbers[0].begin > 0 && (text.find('-') != std::string_view::npos);
    return negative ? -numbers[0].value : numbers[0].value;
}

}  // namespace dialog
