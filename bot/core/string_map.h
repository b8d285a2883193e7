// A hash map from strings that is asked with a view, without making a string of it first.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace core {

struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>()(text);
    }
};

template <class Value>
using string_map = std::unordered_map<std::string, Value, text_hash, std::equal_to<>>;

}  // namespace core
