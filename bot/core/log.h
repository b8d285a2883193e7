// Structured log: one JSON object a line. Never message text, reply text, secrets or query strings;
// patients appear as a keyed hash only (reliability-security.md §3.6). Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace core {

enum class severity { debug, info, warning, error };

// A field of a log line. Holds views: valid only during the call it is passed to.
struct log_field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    template <class T>
    log_field(std::string_view field, const T& given) : name(field) {
        if constexpr (std::is_same_v<T, bool>)
            value = given;
        else if constexpr (std::is_integral_v<T>)
            value = static_cast<std::int64_t>(given);
        else if constexpr (std::is_floating_point_v<T>)
            value = static_cast<double>(given);
        else
            value = std::string_view(given);
    }
};

// Writes {"time","level","event",fields...} through the sink. `event` is a fixed word such as
// "turn".
void log(severity level, std::string_view event, std::initializer_list<log_field> fields = {});

// Lines below this level are dropped before they are formatted. Default: info.
void set_log_level(severity lowest) noexcept;

// Replaces standard error as the place lines go (one call per line, without line end, serialised);
// an empty function restores it. For start-up and tests.
void set_log_sink(std::function<void(std::string_view)> sink);

}  // namespace core
