#include "adapters/tencent/json_value.h"

#include "adapters/tencent/xml_numbers.h"
#include "bot/core/text.h"

#include <rapidjson/document.h>

#include <string>

namespace adapters::tencent {
namespace {

rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
}

// Blanks and question marks in place of what JSON may not hold.
std::string without_broken_bytes(std::string_view text) {
    std::string sound;
    sound.reserve(text.size());
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text.front());
        std::size_t size = 1;
        if (first < 0x20) {
            sound.push_back(' ');
        } else if (first < 0x80) {
            sound.push_back(text.front());
        } else {
            // The shortest piece from here that is a character.
            for (size = 2; size <= 4 && !core::is_utf8(text.substr(0, size)); ++size) {
            }
            const bool is_character = size <= 4 && size <= text.size();
            if (!is_character) size = 1;
            sound.append(is_character ? text.substr(0, size) : "?");
        }
        text.remove_prefix(size);
    }
    return sound;
}

}  // namespace

json_value json_value::operator[](std::string_view name) const {
    if (!is_object() || name.empty()) return {};
    const rapidjson::Value key(rapidjson::StringRef(name.data(), size_of(name)));
    const auto found = value_->FindMember(key);
    return found == value_->MemberEnd() ? json_value() : json_value(&found->value);
}

std::size_t json_value::size() const {
    return value_ != nullptr && value_->IsArray() ? value_->Size() : 0;
}

json_value json_value::at(std::size_t index) const {
    if (index >= size()) return {};
    return json_value(&(*value_)[static_cast<rapidjson::SizeType>(index)]);
}

bool json_value::is_object() const {
    return value_ != nullptr && value_->IsObject();
}

std::string_view json_value::text() const {
    if (value_ == nullptr || !value_->IsString()) return {};
    return {value_->GetString(), value_->GetStringLength()};
}

std::optional<std::int64_t> json_value::integer() const {
    if (value_ == nullptr) return {};
    if (value_->IsInt64()) return value_->GetInt64();
    return integer_of(text());
}

std::optional<double> json_value::decimal() const {
    if (value_ == nullptr) return {};
    if (value_->IsNumber()) return value_->GetDouble();
    return decimal_of(text());
}

json_document::json_document(std::unique_ptr<rapidjson::Document> parsed)
    : parsed_(std::move(parsed)) {}
json_document::json_document(json_document&&) noexcept = default;
json_document& json_document::operator=(json_document&&) noexcept = default;
json_document::~json_document() = default;

outcome<json_document> json_document::read(std::string_view text) {
    return text.size() <= size_limit ? parse(text) : fault::json_syntax;
}

outcome<json_document> json_document::read_answer(std::string_view text) {
    if (text.size() > answer_limit) return fault::json_syntax;
    return parse(without_broken_bytes(text));
}

outcome<json_document> json_document::parse(std::string_view text) {
    auto parsed = std::make_unique<rapidjson::Document>();
    // Iterative: the recursive parser dies of deep nesting (dependencies.md §1.2).
    parsed->Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
        text.data(), text.size());
    if (parsed->HasParseError() || !parsed->IsObject()) return fault::json_syntax;
    return json_document(std::move(parsed));
}

json_value json_document::root() const {
    return json_value(parsed_.get());
}

}  // namespace adapters::tencent
