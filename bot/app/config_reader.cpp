#include "bot/app/config_reader.h"

#include "bot/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace app {
namespace {

// Levenshtein distance, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] =
                std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string_view kind_of(const rapidjson::Value& value) {
    switch (value.GetType()) {
        case rapidjson::kNullType:
            return "null";
        case rapidjson::kFalseType:
        case rapidjson::kTrueType:
            return "a truth value";
        case rapidjson::kObjectType:
            return "an object";
        case rapidjson::kArrayType:
            return "a list";
        case rapidjson::kStringType:
            return "a string";
        case rapidjson::kNumberType:
            return "a number";
    }
    return "something else";
}

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream content;
    content << in.rdbuf();
    return std::move(content).str();
}

config_reader::config_reader(const rapidjson::Value& object, std::string pointer, std::string file,
                             std::vector<config_problem>& problems)
    : object_(object), pointer_(std::move(pointer)), file_(std::move(file)), problems_(problems) {}

std::string config_reader::pointer_to(std::string_view key) const {
    return fmt::format("{}/{}", pointer_, key);
}

void config_reader::complain(std::string where, std::string message) const {
    problems_.push_back({file_, std::move(where), std::move(message)});
}

bool config_reader::has(const char* key) const {
    return object_.HasMember(key);
}

void config_reader::only(std::initializer_list<std::string_view> known) const {
    std::vector<std::string_view> seen;
    for (const auto& member : object_.GetObject()) {
        const std::string_view key(member.name.GetString(), member.name.GetStringLength());
        if (std::find(seen.begin(), seen.end(), key) != seen.end())
            complain(pointer_to(key), "written twice; delete one of them");
        seen.push_back(key);
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto nearest = *std::min_element(known.begin(), known.end(), [key](auto a, auto b) {
            return distance(a, key) < distance(b, key);
        });
        complain(pointer_to(key),
                 distance(nearest, key) <= 3
                     ? fmt::format("unknown key; did you mean \"{}\"?", nearest)
                     : fmt::format("unknown key; known here: {}", fmt::join(known, ", ")));
    }
}

const rapidjson::Value* config_reader::find(const char* key) const {
    const auto found = object_.FindMember(key);
    if (found == object_.MemberEnd() || found->value.IsNull()) return nullptr;
    return &found->value;
}

std::optional<std::string> config_reader::resolved(std::string_view written,
                                                   const char* key) const {
    if (written.starts_with("env:")) {
        const std::string name(written.substr(4));
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) {
            complain(pointer_to(key),
                     fmt::format("environment variable {} is not set; set it before the "
                                 "start, or write the value or \"file:PATH\" here",
                                 name));
            return std::nullopt;
        }
        return std::string(value);
    }
    if (written.starts_with("file:")) {
        const std::string path(written.substr(5));
        const auto content = read_file(path);
        if (!content) {
            complain(pointer_to(key),
                     fmt::format("cannot read {}; create the file or correct the path", path));
            return std::nullopt;
        }
        return std::string(core::trimmed(*content));
    }
    return std::string(written);
}

std::optional<std::string> config_reader::text(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->IsString()) {
        complain(pointer_to(key),
                 fmt::format("is {}; write a string, e.g. \"env:NAME\"", kind_of(*value)));
        return std::nullopt;
    }
    return resolved({value->GetString(), value->GetStringLength()}, key);
}

std::string config_reader::required(const char* key, std::string_view what_to_write) const {
    const std::size_t before = problems_.size();
    const auto value = text(key);
    if (problems_.size() == before && value.value_or("").empty())
        complain(pointer_to(key), fmt::format("missing; write {}", what_to_write));
    return value.value_or("");
}

std::optional<bool> config_reader::flag(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (value->IsBool()) return value->GetBool();
    complain(pointer_to(key), fmt::format("is {}; write true or false", kind_of(*value)));
    return std::nullopt;
}

std::optional<std::uint64_t> config_reader::number(const char* key, std::uint64_t least,
                                                   std::uint64_t most) const {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (value->IsUint64() && value->GetUint64() >= least && value->GetUint64() <= most)
        return value->GetUint64();
    complain(pointer_to(key), fmt::format("write a whole number from {} to {}", least, most));
    return std::nullopt;
}

const rapidjson::Value* config_reader::object(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr || value->IsObject()) return value;
    complain(pointer_to(key), fmt::format("is {}; write an object {{...}}", kind_of(*value)));
    return nullptr;
}

const rapidjson::Value* config_reader::array(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr || value->IsArray()) return value;
    complain(pointer_to(key), fmt::format("is {}; write a list [...]", kind_of(*value)));
    return nullptr;
}

}  // namespace app
