// Numbers in the platform's fields: bare or in CDATA, sometimes empty.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace adapters::tencent {

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

inline std::optional<std::int64_t> integer_of(std::string_view text) {
    return number_of<std::int64_t>(text);
}

inline std::optional<double> decimal_of(std::string_view text) {
    return number_of<double>(text);
}

}  // namespace adapters::tencent
