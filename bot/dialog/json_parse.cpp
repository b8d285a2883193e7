#include "bot/core/text.h"
#include "bot/dialog/json_value.h"

#include <rapidjson/error/error.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace dialog {
namespace {

// Line and column of growing offsets: one pass over the text, however many are asked for.
class place_counter {
public:
    explicit place_counter(std::string_view text) : text_(text) {}
    position at(std::size_t offset) {
        for (; done_ < offset && done_ < text_.size(); ++done_) {
            const auto byte = static_cast<unsigned char>(text_[done_]);
            if (byte == '\n') {
                ++here_.line;
                here_.column = 1;
            } else if ((byte & 0xC0) != 0x80) {
                ++here_.column;
            }
        }
        return here_;
    }

private:
    std::string_view text_;
    std::size_t done_ = 0;
    position here_{1, 1};
};

// RapidJSON copies its own streams while it parses; a stream of another type is used in place, so
// that the handler can ask it where the token ended (RapidJSON 1.1.0, StreamTraits).
struct text_stream {
    using Ch = char;
    std::string_view text;
    std::size_t read = 0;

    Ch Peek() const { return read < text.size() ? text[read] : '\0'; }
    Ch Take() { return read < text.size() ? text[read++] : '\0'; }
    std::size_t Tell() const { return read; }
    Ch* PutBegin() { return nullptr; }
    void Put(Ch) {}
    void Flush() {}
    std::size_t PutEnd(Ch*) { return 0; }
};

class tree_builder {
public:
    explicit tree_builder(const text_stream& from) : from_(from), places_(from.text) {}

    bool Null() { return add(token(json_value::kind::null)); }
    bool Bool(bool truth) {
        json_value made = token(json_value::kind::boolean);
        made.truth = truth;
        return add(std::move(made));
    }
    bool Int(int number) { return Double(number); }
    bool Uint(unsigned number) { return Double(number); }
    bool Int64(std::int64_t number) { return Double(static_cast<double>(number)); }
    bool Uint64(std::uint64_t number) { return Double(static_cast<double>(number)); }
    bool Double(double number) {
        json_value made = token(json_value::kind::number);
        made.number = number;
        return add(std::move(made));
    }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
    bool String(const char* bytes, rapidjson::SizeType size, bool) {
        json_value made = token(json_value::kind::text);
        made.text.assign(bytes, size);
        return add(std::move(made));
    }
    bool Key(const char* bytes, rapidjson::SizeType size, bool) {
        json_value made = token(json_value::kind::text);
        made.text.assign(bytes, size);
        open_.back().members.push_back({std::move(made), {}});
        return true;
    }
    bool StartObject() { return open(json_value::kind::object); }
    bool StartArray() { return open(json_value::kind::list); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    json_value take_root() { return std::move(root_); }
    bool too_deep() const { return too_deep_; }
    position at(std::size_t offset) { return places_.at(offset); }
    std::size_t last_end() const { return last_end_; }

private:
    json_value token(json_value::kind what) {
        json_value made;
        made.what = what;
        made.begin = last_end_;
        while (is_between_tokens(from_.text[made.begin])) ++made.begin;
        made.end = last_end_ = from_.Tell();
        made.at = places_.at(made.begin);
        return made;
    }

    static bool is_between_tokens(char c) {
        return c == ' ' || c == ',' || c == ':' || c == '\n' || c == '\r' || c == '\t';
    }

    bool open(json_value::kind what) {
        // The reader reports brackets before it takes them.
        json_value made = token(what);
        last_end_ = made.begin + 1;
        too_deep_ = open_.size() >= max_json_depth;
        if (!too_deep_) open_.push_back(std::move(made));
        return !too_deep_;
    }

    bool close() {
        json_value done = std::move(open_.back());
        open_.pop_back();
        done.end = last_end_ = from_.text.find_first_of("]}", last_end_) + 1;
        return add(std::move(done));
    }

    bool add(json_value made) {
        if (open_.empty())
            root_ = std::move(made);
        else if (open_.back().is(json_value::kind::list))
            open_.back().items.push_back(std::move(made));
        else
            open_.back().members.back().value = std::move(made);
        return true;
    }

    const text_stream& from_;
    place_counter places_;
    std::vector<json_value> open_;
    json_value root_;
    std::size_t last_end_ = 0;
    bool too_deep_ = false;
};

problem make_problem(int code, const json_document& document, position at) {
    problem made;
    made.code = code;
    made.file = document.file;
    made.at = at;
    return made;
}

bool report_bytes(const json_document& document, std::vector<problem>& problems) {
    const std::string_view text = document.text;
    if (text.size() > max_json_bytes) {
        problem found = make_problem(104, document, {1, 1});
        found.zh = "文件超过 512 KiB，请拆成几个流程。";
        found.en = "file is over 512 KiB; split it";
        problems.push_back(std::move(found));
        return false;
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        problem found = make_problem(102, document, {1, 1});
        found.zh = "文件开头有 BOM 标记，请存为不带 BOM 的 UTF-8。";
        found.en = "file begins with a byte order mark; save as UTF-8 without BOM";
        found.fix_title = "去掉 BOM";
        found.fix = {{0, 3, ""}};
        problems.push_back(std::move(found));
        return false;
    }
    place_counter places(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_control = byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
        if (!is_control && byte != 0x7F) continue;
        problem found = make_problem(102, document, places.at(i));
        found.zh = "这里有看不见的控制字符，请删去。";
        found.en = "control character; delete it";
        found.fix_title = "删去这个字符";
        found.fix = {{i, i + 1, ""}};
        problems.push_back(std::move(found));
        return false;
    }
    if (core::is_utf8(text)) return true;
    std::size_t good = 0, bad = text.size();  // the longest prefix that is whole, by halving
    while (good < bad) {
        const std::size_t middle = core::utf8_prefix(text, good + (bad - good + 1) / 2);
        if (middle > good && core::is_utf8(text.substr(0, middle)))
            good = middle;
        else
            bad = middle > good ? middle - 1 : good;
    }
    problem found = make_problem(102, document, places.at(good));
    found.zh = "从这里起不是 UTF-8 文字，请把文件另存为 UTF-8。";
    found.en = "bytes are not UTF-8 from here; save the file as UTF-8";
    problems.push_back(std::move(found));
    return false;
}

struct syntax_words {
    std::string_view zh, en;
};

syntax_words words_for(rapidjson::ParseErrorCode code) {
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return {"文件是空的，这里应是“{”。", "file is empty; expected “{”"};
        case rapidjson::kParseErrorDocumentRootNotSingular:
            return {"文件到这里应该结束，后面的内容多余（是否多了一个括号？）。",
                    "expected the end of the file; what follows is too much"};
        case rapidjson::kParseErrorObjectMissName:
            return {"这里应是带双引号的字段名。", "expected a field name in double quotes"};
        case rapidjson::kParseErrorObjectMissColon:
            return {"字段名后面应是冒号“:”。", "expected “:” after the field name"};
        case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
            return {"这里应是逗号“,”或右大括号“}”。", "expected “,” or “}”"};
        case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
            return {"这里应是逗号“,”或右方括号“]”。", "expected “,” or “]”"};
        case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
        case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
            return {"\\u 后面应是四位十六进制数（成对的代理字符）。",
                    "expected four hexadecimal digits after \\u, surrogates in pairs"};
        case rapidjson::kParseErrorStringEscapeInvalid:
            return {"文字里不能直接换行或用这个反斜杠写法；换行请写 \\n。",
                    "expected a valid escape; write a line break as \\n"};
        case rapidjson::kParseErrorStringMissQuotationMark:
            return {"文字没有结束，缺少双引号。", "expected a closing double quote"};
        case rapidjson::kParseErrorStringInvalidEncoding:
            return {"文字里有不成形的字符。", "expected well-formed UTF-8 in the string"};
        case rapidjson::kParseErrorNumberTooBig:
        case rapidjson::kParseErrorNumberMissFraction:
        case rapidjson::kParseErrorNumberMissExponent:
            return {"这里应是一个普通的数字。", "expected a plain number"};
        default:
            return {"这里应是一个值：文字要用双引号，或数字、true、false、[ ]、{ }。",
                    "expected a value: text in double quotes, a number, true, false, [ ] or { }"};
    }
}

// A comma too many or too few is the commonest slip; both can be mended by one edit.
void offer_comma(problem& found, rapidjson::ParseErrorCode code, std::string_view text,
                 std::size_t last_end, std::size_t offset) {
    const bool before_bracket =
        offset < text.size() && (text[offset] == '}' || text[offset] == ']');
    if (before_bracket && (code == rapidjson::kParseErrorObjectMissName ||
                           code == rapidjson::kParseErrorValueInvalid)) {
        const std::size_t comma = text.find(',', last_end);
        if (comma >= offset) return;
        found.zh = "右括号前多了一个逗号。";
        found.en = "trailing comma before the closing bracket";
        found.fix_title = "删去逗号";
        found.fix = {{comma, comma + 1, ""}};
    } else if ((code == rapidjson::kParseErrorObjectMissCommaOrCurlyBracket ||
                code == rapidjson::kParseErrorArrayMissCommaOrSquareBracket) &&
               offset < text.size() && text[offset] == '"') {
        found.fix_title = "补一个逗号";
        found.fix = {{last_end, last_end, ","}};
    }
}

// Duplicate keys (103) and control characters written as escapes (102), over the whole tree.
void report_contents(const json_document& document, const json_value& given, const json_path& path,
                     std::vector<problem>& problems);

bool has_duplicates(const json_value& object) {
    constexpr std::size_t few = 12;  // so few are compared faster than sorted
    const auto& members = object.members;
    if (members.size() <= few) {
        for (std::size_t i = 1; i < members.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (members[i].key.text == members[k].key.text) return true;
        return false;
    }
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (const json_member& member : members) keys.push_back(member.key.text);
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

void report_duplicates(const json_document& document, const json_value& object,
                       const json_path& path, std::vector<problem>& problems) {
    if (!has_duplicates(object)) return;
    std::vector<std::size_t> order(object.members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&object](std::size_t a, std::size_t b) {
        return object.members[a].key.text < object.members[b].key.text;
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
        const json_value& first = object.members[order[i - 1]].key;
        const json_value& second = object.members[order[i]].key;
        if (first.text != second.text) continue;
        problem found = make_problem(103, document, second.at);
        found.pointer = path.member(second.text).pointer();
        const std::string where =
            std::to_string(first.at.line) + ":" + std::to_string(first.at.column);
        found.zh = "“" + second.text + "” 写了两次，第一次在 " + where + "，请删去一处。";
        found.en = "key “" + second.text + "” twice, first at " + where + "; delete one";
        found.fix_title = "删去这一处";
        const std::size_t before = object.members[order[i] - 1].value.end;
        found.fix = {{before, object.members[order[i]].value.end, ""}};
        problems.push_back(std::move(found));
    }
}

void report_contents(const json_document& document, const json_value& given, const json_path& path,
                     std::vector<problem>& problems) {
    const auto has_control = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
        });
    };
    if (given.is(json_value::kind::text) && has_control(given.text)) {
        problem found = make_problem(102, document, given.at);
        found.pointer = path.pointer();
        found.zh = "文字里有控制字符（\\u00xx），请删去。";
        found.en = "control character in the text; delete it";
        problems.push_back(std::move(found));
    }
    if (given.is(json_value::kind::object)) report_duplicates(document, given, path, problems);
    for (const json_member& member : given.members)
        report_contents(document, member.value, path.member(member.key.text), problems);
    for (std::size_t i = 0; i < given.items.size(); ++i)
        report_contents(document, given.items[i], path.item(i), problems);
}

}  // namespace

bool parse_json(json_document& document, std::vector<problem>& problems) {
    if (!report_bytes(document, problems)) return false;
    text_stream stream{document.text};
    tree_builder builder(stream);
    rapidjson::Reader reader;
    // That the bytes are UTF-8 is known by now.
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, builder);
    if (builder.too_deep()) {
        problem found = make_problem(104, document, builder.at(builder.last_end() - 1));
        found.zh = "括号嵌套超过 32 层。";
        found.en = "nesting is deeper than 32 levels";
        problems.push_back(std::move(found));
        return false;
    }
    if (parsed.IsError()) {
        const std::size_t offset = std::max(parsed.Offset(), builder.last_end());
        problem found = make_problem(101, document, builder.at(offset));
        const syntax_words expected = words_for(parsed.Code());
        found.zh = expected.zh;
        found.en = expected.en;
        offer_comma(found, parsed.Code(), document.text, builder.last_end(), offset);
        problems.push_back(std::move(found));
        return false;
    }
    document.root = builder.take_root();
    const std::size_t before = problems.size();
    report_contents(document, document.root, {}, problems);
    return problems.size() == before;
}

}  // namespace dialog
