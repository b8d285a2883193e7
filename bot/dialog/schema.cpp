#include "bot/dialog/schema.h"

#include "bot/dialog/format_parts.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <map>
#include <vector>

namespace dialog {
namespace {

struct kind_of_file {
    std::string_view kind, path, title;
};
constexpr kind_of_file kinds[] = {
    {"project", "project.json", "项目"},
    {"flow", "flows/x.json", "流程"},
    {"stories", "flows/x.tests.json", "故事集"},
    {"translation", "flows/x.en.json", "翻译"},
    {"interrupts", "shared/interrupts.json", "打断"},
    {"concepts", "shared/concepts.json", "概念"},
    {"words", "shared/words.json", "词表"},
    {"snippets", "shared/snippets.json", "科普片段"},
    {"actions", "shared/actions.json", "动作"},
    {"bookings", "shared/bookings.json", "预约"},
    {"queues", "shared/queues.json", "服务台"},
};

// What no table says: the grammar of conditions (check_condition_shape.cpp).
constexpr std::string_view condition_definitions = R"json(
  "any-condition": {"title": "条件", "anyOf": [{"type": "string"}, {"$ref": "#/definitions/conditions"}]},
  "condition-list": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/any-condition"}},
  "conditions": {
    "type": "object", "minProperties": 1,
    "properties": {
      "note": {"type": "string"},
      "any": {"title": "任一成立", "$ref": "#/definitions/condition-list"},
      "all": {"title": "全部成立", "$ref": "#/definitions/condition-list"},
      "none": {"title": "都不成立", "$ref": "#/definitions/condition-list"}
    },
    "additionalProperties": {"$ref": "#/definitions/test"}
  },
  "value-list": {"type": "array", "minItems": 1, "items": {"type": "string"}},
  "amount": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[0-9]{1,6}(m|h|d|w|mo|y)$"}]},
  "test": {
    "title": "对一个变量的测试",
    "anyOf": [
      {"type": ["string", "number"]}, {"$ref": "#/definitions/value-list"},
      {
        "type": "object", "minProperties": 1, "additionalProperties": false,
        "properties": {
          "note": {"type": "string"},
          "not": {"title": "不是", "anyOf": [{"type": "string"}, {"$ref": "#/definitions/value-list"}]},
          "any": {"title": "含任一", "$ref": "#/definitions/value-list"},
          "all": {"title": "全含", "$ref": "#/definitions/value-list"},
          "min": {"title": "至少", "$ref": "#/definitions/amount"}, "max": {"title": "至多", "$ref": "#/definitions/amount"},
          "over": {"title": "大于", "$ref": "#/definitions/amount"}, "under": {"title": "小于", "$ref": "#/definitions/amount"},
          "count": {
            "title": "选了几项",
            "anyOf": [
              {"type": "number"},
              {"type": "object", "minProperties": 1, "properties": {"min": {"type": "number"}, "max": {"type": "number"}}, "additionalProperties": false}
            ]
          },
          "known": {"title": "答过没有", "type": "boolean"}
        }
      }
    ]
  })json";

constexpr const char* name_pattern = "^[a-z][a-z0-9-]*$";

class schema_writer {
public:
    std::string write(const shape& of, std::string_view title) {
        out_.SetIndent(' ', 2);
        out_.SetFormatOptions(rapidjson::kFormatSingleLineArray);
        out_.StartObject();
        text("$schema", "http://json-schema.org/draft-07/schema#");
        text("title", title);
        fields(of);
        key("definitions");
        out_.StartObject();
        for (std::size_t i = 0; i < waiting_.size(); ++i) {  // grows on the way
            key(names_.at(waiting_[i]));
            define(*waiting_[i]);
        }
        out_.EndObject();
        out_.EndObject();
        return with_conditions({buffer_.GetString(), buffer_.GetSize()});
    }

private:
    void key(std::string_view name) {
        out_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    }
    void text(std::string_view value) {
        out_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        text(value);
    }
    void number(std::string_view name, std::size_t value) {
        key(name);
        out_.Uint64(value);
    }

    void whole(const shape& of) {
        out_.StartObject();
        fields(of);
        out_.EndObject();
    }

    void pattern(std::string_view regular) {
        text("type", "string");
        text("pattern", regular);
    }

    void fields(const shape& of) {
        switch (of.what) {
            case shape::kind::text:
            case shape::kind::word:
            case shape::kind::ref:
                return text("type", "string");
            case shape::kind::name:
                pattern(name_pattern);
                return number("maxLength", of.longest);
            case shape::kind::number:
                return text("type", "number");
            case shape::kind::integer:
                return text("type", "integer");
            case shape::kind::boolean:
                return text("type", "boolean");
            case shape::kind::duration:
                return pattern("^[0-9]{1,6}(m|h|d|w|mo|y)$");
            case shape::kind::date:
                return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
            case shape::kind::clock:
                return pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$");
            case shape::kind::one_of:
                return one_of(of.words);
            case shape::kind::constant:
                return constant();
            case shape::kind::condition:
                return reference("any-condition");
            case shape::kind::near:
                text("type", "array");
                return number("minItems", 1);
            case shape::kind::list:
                text("type", "array");
                if (of.most > 0) number("maxItems", of.most);
                key("items");
                return whole(*of.inner);
            case shape::kind::map:
                return map(of);
            case shape::kind::object:
                return reference(*of.object);
            case shape::kind::tagged:
            case shape::kind::keyed:
                return chosen(of);
            case shape::kind::either:
                key("anyOf");
                out_.StartArray();
                for (const shape* choice : of.choices) whole(*choice);
                out_.EndArray();
        }
    }

    void one_of(std::span<const std::string_view> words) {
        key("enum");
        out_.StartArray();
        for (const std::string_view word : words) text(word);
        out_.EndArray();
    }

    void constant() {
        key("type");
        out_.StartArray();
        for (const char* one : {"string", "number", "array"}) text(one);
        out_.EndArray();
        key("items");
        out_.StartObject();
        text("type", "string");
        out_.EndObject();
    }

    void map(const shape& of) {
        text("type", "object");
        if (of.most > 0) number("maxProperties", of.most);
        if (of.defines) {
            key("propertyNames");
            out_.StartObject();
            text("pattern", name_pattern);
            number("maxLength", of.longest);
            out_.EndObject();
        }
        key("properties");
        out_.StartObject();
        note();
        out_.EndObject();
        key("additionalProperties");
        whole(*of.inner);
    }

    void note() {
        key("note");
        out_.StartObject();
        text("title", "注释");
        text("type", "string");
        out_.EndObject();
    }

    void reference(std::string_view name) { text("$ref", "#/definitions/" + std::string(name)); }
    void reference(const object_format& format) {
        if (!names_.contains(&format)) {
            std::string first(format.name);
            std::replace(first.begin(), first.end(), ' ', '-');  // part of a URI
            std::string name = first;
            const auto taken = [this](const std::string& wanted) {
                return std::any_of(names_.begin(), names_.end(),
                                   [&wanted](const auto& one) { return one.second == wanted; });
            };
            for (int i = 2; taken(name); ++i) name = first + "-" + std::to_string(i);
            names_.emplace(&format, name);
            waiting_.push_back(&format);
        }
        reference(names_.at(&format));
    }

    // The tag decides which table holds; `then` keeps an editor's complaints to that one.
    void chosen(const shape& of) {
        text("type", "object");
        if (of.what == shape::kind::tagged) {
            key("required");
            out_.StartArray();
            text(of.tag);
            out_.EndArray();
            key("properties");
            out_.StartObject();
            key(of.tag);
            out_.StartObject();
            key("enum");
            out_.StartArray();
            for (const tagged_format& one : of.formats) text(one.tag);
            out_.EndArray();
            out_.EndObject();
            out_.EndObject();
        } else {
            key("anyOf");
            out_.StartArray();
            for (const tagged_format& one : of.formats) requires_key(one.tag);
            out_.EndArray();
        }
        key("allOf");
        out_.StartArray();
        for (const tagged_format& one : of.formats) {
            out_.StartObject();
            key("if");
            if (of.what == shape::kind::tagged)
                has_tag(of.tag, one.tag);
            else
                requires_key(one.tag);
            key("then");
            out_.StartObject();
            reference(*one.format);
            out_.EndObject();
            out_.EndObject();
        }
        out_.EndArray();
    }

    void requires_key(std::string_view name) {
        out_.StartObject();
        key("required");
        out_.StartArray();
        text(name);
        out_.EndArray();
        out_.EndObject();
    }

    void has_tag(std::string_view name, std::string_view value) {
        out_.StartObject();
        key("properties");
        out_.StartObject();
        key(name);
        out_.StartObject();
        text("const", value);
        out_.EndObject();
        out_.EndObject();
        out_.EndObject();
    }

    void define(const object_format& format) {
        out_.StartObject();
        text("title", format.title);
        text("type", "object");
        key("properties");
        out_.StartObject();
        note();
        for (const field& one : format.fields) {
            key(one.name);
            describe(one);
        }
        out_.EndObject();
        key("required");
        out_.StartArray();
        for (const field& one : format.fields)
            if (one.required) text(one.name);
        out_.EndArray();
        key("additionalProperties");
        out_.Bool(false);
        out_.EndObject();
    }

    // What stands beside a $ref is ignored, so a title needs an allOf around it.
    void describe(const field& one) {
        out_.StartObject();
        text("title", one.title);
        const bool refers =
            one.of->what == shape::kind::object || one.of->what == shape::kind::condition;
        if (refers) {
            key("allOf");
            out_.StartArray();
            whole(*one.of);
            out_.EndArray();
        } else {
            fields(*one.of);
        }
        out_.EndObject();
    }

    static std::string with_conditions(std::string made) {
        constexpr std::string_view used = "#/definitions/any-condition\"";
        constexpr std::string_view begin = "\"definitions\": {";
        if (made.find(used) != std::string::npos)
            made.insert(made.find(begin) + begin.size(), std::string(condition_definitions) + ",");
        return made + "\n";
    }

    rapidjson::StringBuffer buffer_;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> out_{buffer_};
    std::map<const object_format*, std::string> names_;
    std::vector<const object_format*> waiting_;
};

}  // namespace

std::span<const std::string_view> schema_kinds() noexcept {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> made;
        for (const kind_of_file& one : kinds) made.push_back(one.kind);
        return made;
    }();
    return names;
}

std::string json_schema(std::string_view kind) {
    for (const kind_of_file& one : kinds)
        if (one.kind == kind) return schema_writer().write(*format_of(one.path), one.title);
    return {};
}

}  // namespace dialog
