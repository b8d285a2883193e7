// Reads the platforms' JSON: what is absent, null or of another type reads as nothing, so that a
// field of tomorrow breaks nothing. Strict in form only: well-formed UTF-8, one value, 1 MiB at
// most; nesting costs no stack.
#pragma once

#include "adapters/tencent/fault.h"

#include <rapidjson/fwd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace adapters::tencent {

// A view into a json_document, which must outlive it.
class json_value {
public:
    json_value() = default;
    explicit json_value(const rapidjson::Value* value) : value_(value) {}

    // A member of an object.
    json_value operator[](std::string_view name) const;
    // The size and elements of a list.
    std::size_t size() const;
    json_value at(std::size_t index) const;

    bool is_object() const;
    std::string_view text() const;
    // Also of a text that writes a number: the platforms are not consistent.
    std::optional<std::int64_t> integer() const;
    std::optional<double> decimal() const;

private:
    const rapidjson::Value* value_ = nullptr;
};

class json_document {
public:
    static constexpr std::size_t size_limit = 1U << 20U;
    static constexpr std::size_t answer_limit = 16U << 20U;

    // `json_syntax` unless `text` is one object of at most `size_limit` bytes.
    static outcome<json_document> read(std::string_view text);

    // An answer of a platform's API: these may hold raw control characters or broken UTF-8 (wechat
    // §5), which become blanks and question marks, so that one bad message does not hide all
    // others.
    static outcome<json_document> read_answer(std::string_view text);

    json_document(json_document&&) noexcept;
    json_document& operator=(json_document&&) noexcept;
    ~json_document();

    json_value root() const;
    json_value operator[](std::string_view name) const { return root()[name]; }

private:
    static outcome<json_document> parse(std::string_view text);
    explicit json_document(std::unique_ptr<rapidjson::Document> parsed);

    std::unique_ptr<rapidjson::Document> parsed_;
};

}  // namespace adapters::tencent
