#include "adapters/tencent/json_writer.h"

#include <array>
#include <charconv>

namespace adapters::tencent {

// What stands last tells whether something comes before.
void json_writer::separate() {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_.push_back(',');
}

void json_writer::quoted(std::string_view value) {
    out_.push_back('"');
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out_.append({'\\', c});
        else if (c == '\n')
            out_.append("\\n");
        else if (static_cast<unsigned char>(c) >= 0x20)
            out_.push_back(c);
    }
    out_.push_back('"');
}

void json_writer::key(std::string_view name) {
    separate();
    quoted(name);
    out_.push_back(':');
}

void json_writer::begin() {
    separate();
    out_.push_back('{');
}

void json_writer::begin(std::string_view name) {
    key(name);
    out_.push_back('{');
}

void json_writer::begin_list(std::string_view name) {
    key(name);
    out_.push_back('[');
}

void json_writer::text(std::string_view name, std::string_view value) {
    key(name);
    quoted(value);
}

void json_writer::text_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
}

void json_writer::number(std::string_view name, std::int64_t value) {
    key(name);
    out_.append(std::to_string(value));
}

void json_writer::decimal(std::string_view name, double value) {
    key(name);
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
}

void json_writer::flag(std::string_view name, bool value) {
    key(name);
    out_.append(value ? "true" : "false");
}

void json_writer::item(std::string_view value) {
    separate();
    quoted(value);
}

}  // namespace adapters::tencent
