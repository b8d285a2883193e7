// Reads members of a JSON object strictly: says which are unknown, missing or of the wrong kind,
// and resolves `env:NAME` and `file:PATH`. Collects all problems instead of stopping at the first.
#pragma once

#include "bot/app/settings.h"

#include <rapidjson/fwd.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

class config_reader {
public:
    config_reader(const rapidjson::Value& object, std::string pointer, std::string file,
                  std::vector<config_problem>& problems);

    // Reports every key that is not in `known`, naming the nearest known one, and every repeated
    // key.
    void only(std::initializer_list<std::string_view> known) const;

    // Absent or null gives nothing; a wrong type is a problem and gives nothing.
    std::optional<std::string> text(const char* key) const;
    std::optional<bool> flag(const char* key) const;
    std::optional<std::uint64_t> number(const char* key, std::uint64_t least,
                                        std::uint64_t most) const;
    const rapidjson::Value* object(const char* key) const;
    const rapidjson::Value* array(const char* key) const;

    // Text that must be there and not empty; `what_to_write` ends the message.
    std::string required(const char* key, std::string_view what_to_write) const;

    // Whether the key stands there at all, null included.
    bool has(const char* key) const;
    std::string pointer_to(std::string_view key) const;
    void complain(std::string where, std::string message) const;

private:
    const rapidjson::Value* find(const char* key) const;
    std::optional<std::string> resolved(std::string_view written, const char* key) const;

    const rapidjson::Value& object_;
    std::string pointer_;
    std::string file_;
    std::vector<config_problem>& problems_;
};

// Whole content of a file, nothing if it cannot be read.
std::optional<std::string> read_file(const std::string& path);

}  // namespace app
