// 501 509 511 512 713: every text a patient may see, read one by one.
#include "bot/core/text.h"
#include "bot/dialog/check.h"
#include "bot/dialog/format.h"
#include "bot/dialog/near_name.h"
#include "bot/dialog/placeholders.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr std::size_t longest_sentence = 40;

// Never said, whatever project.json lists (dialogs.md §9.4).
constexpr std::string_view always_banned[] = {"诊断为", "不用去医院", "可以等等看", "您得了"};

bool is_han(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte >= 0xE4 && byte <= 0xE9;
}

// Without the blanks and dots that authors put between characters to dodge a check.
std::string undodged(std::string_view text) {
    static constexpr std::string_view separators[] = {" ", ".", "*", "-", "_", "·", "・", "　"};
    const bool clean = std::none_of(
        std::begin(separators), std::end(separators),
        [text](std::string_view one) { return text.find(one) != std::string_view::npos; });
    if (clean) return std::string(text);
    const auto separator_at = [text](std::size_t at) -> std::size_t {
        for (const std::string_view one : separators)
            if (text.substr(at).starts_with(one)) return one.size();
        return 0;
    };
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i;
        while (next < text.size() && separator_at(next) > 0) next += separator_at(next);
        if (next > i && next < text.size() && is_han(text, next) && !plain.empty()) {
            i = next;
        } else {
            plain.push_back(text[i]);
            ++i;
        }
    }
    return plain;
}

std::size_t digits_at(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
    return count;
}

// A mobile number, or an area code and a number: 13812345678, 0531-87654321, 4001234567.
bool has_phone_number(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t first = digits_at(text.substr(i));
        if (first == 0) continue;
        const std::string_view number = text.substr(i);
        std::size_t all = first;
        for (std::size_t next = first; next < number.size() && number[next] == '-';) {
            const std::size_t more = digits_at(number.substr(next + 1));
            all += more;
            next += more == 0 ? number.size() : more + 1;
        }
        const bool mobile = all == 11 && number[0] == '1' && number[1] >= '3';
        const bool landline = all >= 10 && all <= 12 && number[0] == '0';
        const bool service = all == 10 && number.starts_with("400");
        if (mobile || landline || service) return true;
        i += first - 1;
    }
    return false;
}

// A word of another script is as long as one of ours.
std::size_t length_of(std::string_view text) {
    const auto is_latin = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    std::size_t length = core::utf8_length(text);
    for (std::size_t i = 1; i < text.size(); ++i)
        if (is_latin(text[i]) && is_latin(text[i - 1])) --length;
    return length;
}

bool ends_sentence(std::string_view rest) {
    switch (rest.front()) {
        case '\n':
            return true;
        case '\xE3':
            return rest.starts_with("。");
        case '\xEF':
            return rest.starts_with("！") || rest.starts_with("？") || rest.starts_with("；") ||
                   rest.starts_with("：");
        default:
            return false;
    }
}

std::size_t sentence_length(std::string_view text) {
    std::size_t longest = 0, begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !ends_sentence(text.substr(i))) continue;
        longest = std::max(longest, length_of(text.substr(begin, i - begin)));
        begin = i;
    }
    return longest;
}

// Words that no text may hold. Where none begins is seen from two bytes.
class banned_words {
public:
    explicit banned_words(const project& house) : begins_(std::size_t{1} << 16) {
        for (const std::string& word : house.banned_words) add(word);
        for (const std::string_view word : always_banned) add(std::string(word));
    }

    // The first of the list that is said, however it is spaced; null if none is.
    const std::string* said_in(std::string_view text) const {
        const std::string plain = undodged(text);
        std::size_t first = words_.size();
        look(text, first, &banned_word::written);
        look(plain, first, &banned_word::plain);
        return first == words_.size() ? nullptr : &words_[first].written;
    }

private:
    struct banned_word {
        std::string written, plain;
    };

    static std::size_t pair_at(std::string_view text, std::size_t at) {
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        return std::size_t{static_cast<unsigned char>(text[at])} << 8 |
               static_cast<unsigned char>(next);
    }

    void add(const std::string& word) {
        banned_word made{word, undodged(word)};
        for (const std::string* form : {&made.written, &made.plain}) {
            const std::size_t pair = form->empty() ? 0 : pair_at(*form, 0);
            if (form->size() > 1) begins_[pair] = true;
            for (std::size_t next = 0; form->size() == 1 && next < 256; ++next)
                begins_[pair | next] = true;
        }
        words_.push_back(std::move(made));
    }

    void look(std::string_view text, std::size_t& first, std::string banned_word::*form) const {
        for (std::size_t at = 0; at < text.size(); ++at)
            if (begins_[pair_at(text, at)])
                for (std::size_t i = 0; i < first; ++i)
                    if (text.substr(at).starts_with(words_[i].*form)) first = i;
    }

    std::vector<banned_word> words_;
    std::vector<bool> begins_;  // by the first two bytes
};

using flows_by_file = std::map<std::string_view, const flow*>;

class text_checker {
public:
    text_checker(const check_input& input, const json_document& document, const flow* of,
                 const banned_words& banned)
        : input_(input), document_(document), flow_(of), banned_(banned) {}

    void check(const json_value& given, const json_path& path) {
        if (core::trimmed(given.text).empty()) {
            input_.found.add(501, document_, given, path.pointer(),
                             {"这里是空的，请写上文字。", "empty text; write it"});
            return;
        }
        check_placeholders(given, path);
        check_banned(given, path);
        check_style(given, path);
        check_contact(given, path);
    }

private:
    std::vector<std::string> allowed(const json_path& path) const {
        std::vector<std::string> names;
        for (const auto& [key, held] : input_.script.project.hospital)
            names.push_back("hospital." + key);
        if (flow_ != nullptr)
            for (const slot& one : flow_->slots) names.push_back(one.id);
        if (path.up != nullptr && path.up->key == "confirm") names.push_back("concept");
        return names;
    }

    void check_placeholders(const json_value& given, const json_path& path) {
        const placeholders found = placeholders_of(given.text);
        if (!found.balanced)
            input_.found.add(
                509, document_, given, path.pointer(),
                {"大括号不成对；变量写作 {名字}。", "unbalanced braces; a slot is written {name}"});
        if (found.names.empty()) return;
        const std::vector<std::string> names = allowed(path);
        for (const std::string& name : found.names) {
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            const std::string near = nearest_name(name, names);
            proposal fix;
            if (!near.empty()) {
                std::string better = given.text;
                better.replace(better.find("{" + name + "}"), name.size() + 2, "{" + near + "}");
                fix = {"是否想写 {" + near + "}？", {replacement(given, better)}};
            }
            input_.found.add(
                509, document_, given, path.pointer(),
                {"这里没有可以显示的 {" + name + "}。", "unknown placeholder {" + name + "}"},
                std::move(fix));
        }
    }

    void check_banned(const json_value& given, const json_path& path) {
        if (const std::string* word = banned_.said_in(given.text))
            input_.found.add(511, document_, given, path.pointer(),
                             {"不能说 “" + *word + "”，请换一种说法。",
                              "banned wording “" + *word + "”; rephrase"});
    }

    static bool is_label(const json_path& path) {
        const bool is_value = path.up != nullptr && path.up->key == "values";
        return is_value || path.key == "none" || path.key == "menu" ||
               (path.key == "label" && path.up != nullptr && path.up->key == "skip");
    }

    void check_style(const json_value& given, const json_path& path) {
        static constexpr std::string_view wide_digits[] = {"０", "１", "２", "３", "４",
                                                           "５", "６", "７", "８", "９"};
        const bool starts_wide =
            std::any_of(std::begin(wide_digits), std::end(wide_digits),
                        [&given](std::string_view one) { return given.text.starts_with(one); });
        if (is_label(path) && (digits_at(given.text) > 0 || starts_wide))
            input_.found.add(512, document_, given, path.pointer(),
                             {"选项文字以数字开头，会和选项编号混淆，请换一种写法。",
                              "label starts with a digit and looks like an option's number"});
        else if (sentence_length(given.text) > longest_sentence)
            input_.found.add(512, document_, given, path.pointer(),
                             {"有一句超过 40 个字，请断成短句。",
                              "a sentence is longer than 40 characters; break it up"});
    }

    void check_contact(const json_value& given, const json_path& path) {
        proposal fix;
        bool written_out = has_phone_number(given.text);
        for (const auto& [key, held] : input_.script.project.hospital) {
            if (key != "name" && key != "phone" && key != "address") continue;
            const std::size_t at = held.size() < 6 ? std::string::npos : given.text.find(held);
            if (at == std::string::npos) continue;
            written_out = true;
            std::string better = given.text;
            better.replace(at, held.size(), "{hospital." + key + "}");
            fix = {"改为 {hospital." + key + "}", {replacement(given, better)}};
        }
        if (!written_out) return;
        input_.found.add(
            713, document_, given, path.pointer(),
            {"医院的名称、电话、地址不要写在文字里，请用 {hospital.name}、{hospital.phone}、"
             "{hospital.address}。",
             "hospital details in free text; use {hospital.name}, {hospital.phone}, "
             "{hospital.address}"},
            std::move(fix));
    }

    const check_input& input_;
    const json_document& document_;
    const flow* flow_;  // null: the document is none
    const banned_words& banned_;
};

}  // namespace

void check_texts(const check_input& input) {
    const banned_words banned(input.script.project);
    flows_by_file flows;
    for (const auto& [id, one] : input.script.flows) flows.emplace(one.file, &one);
    for (const auto& [file, document] : input.documents) {
        const auto of_flow = flows.find(file);
        text_checker checker(input, document, of_flow == flows.end() ? nullptr : of_flow->second,
                             banned);
        walk_shapes(document.root, *format_of(file), {},
                    [&checker](const json_value& given, const shape& of, const json_path& path) {
                        const auto empty_synonym = [&] {
                            return path.in_list && path.up != nullptr && path.up->key == "also" &&
                                   core::trimmed(given.text).empty();
                        };
                        if (of.what == shape::kind::text || empty_synonym())
                            checker.check(given, path);
                    });
    }
}

}  // namespace dialog
