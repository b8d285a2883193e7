// The grammar of stored states, below the fields: bytes, integers, strings, values. Integers are
// LEB128 (signed ones zigzag); a string is its length doubled and its bytes, or, seen before, its
// place among the strings so far, doubled plus one: node and slot ids repeat a lot.
#pragma once

#include "bot/dialog/state.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dialog::bytes {

constexpr std::size_t shared_string_limit = 64;  // longer ones are texts and do not repeat

enum class tag : std::uint8_t { id, list, whole_number, number, duration };

class writer {
public:
    writer() {
        bytes_.reserve(512);
        seen_.reserve(32);
    }

    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    void count(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
        byte(static_cast<std::uint8_t>(value));
    }
    void integer(std::int64_t value) {
        count((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void number(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
    }
    void string(std::string_view text) {
        for (std::size_t i = 0; i < seen_.size(); ++i)
            if (seen_[i] == text) return count(2 * i + 1);
        count(2 * text.size());
        bytes_.append(text);
        if (!text.empty() && text.size() <= shared_string_limit) seen_.push_back(text);
    }
    void strings(const std::vector<std::string>& list) {
        count(list.size());
        for (const std::string& text : list) string(text);
    }
    void one_value(const value& held) {
        if (const auto* id = std::get_if<std::string>(&held)) {
            kind(tag::id), string(*id);
        } else if (const auto* list = std::get_if<std::vector<std::string>>(&held)) {
            kind(tag::list), strings(*list);
        } else if (const auto* amount = std::get_if<double>(&held)) {
            amount_of(*amount);
        } else {
            kind(tag::duration), integer(std::get<minutes>(held).count());
        }
    }
    void slots(const slot_values& held) {
        count(held.size());
        for (const auto& [id, kept] : held) string(id), one_value(kept);
    }
    std::string take() { return std::move(bytes_); }

private:
    void kind(tag what) { byte(static_cast<std::uint8_t>(what)); }
    void amount_of(double amount) {
        constexpr double exact = 1e15;
        const bool whole = amount > -exact && amount < exact &&
                           static_cast<double>(static_cast<std::int64_t>(amount)) == amount &&
                           !(amount == 0 && std::signbit(amount));
        if (whole)
            kind(tag::whole_number), integer(static_cast<std::int64_t>(amount));
        else
            kind(tag::number), number(amount);
    }

    std::string bytes_;
    std::vector<std::string_view> seen_;  // views into the state being written
};

// Reads what a writer wrote. After the first thing that does not fit, `good()` is false and
// everything reads as empty, so callers check once.
class reader {
public:
    explicit reader(std::string_view bytes) : rest_(bytes) { seen_.reserve(48); }

    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }

    std::uint8_t byte() {
        if (rest_.empty()) return fail(), std::uint8_t{0};
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::uint64_t count() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t part = byte();
            value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        return fail(), 0;
    }
    std::int64_t integer() {
        const std::uint64_t raw = count();
        return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
    }
    std::uint32_t small() {
        const std::uint64_t value = count();
        if (value > UINT32_MAX) return fail(), 0;
        return static_cast<std::uint32_t>(value);
    }
    double number() {
        std::uint64_t bits = 0;
        for (int shift = 0; shift < 64; shift += 8)
            bits |= static_cast<std::uint64_t>(byte()) << shift;
        return std::bit_cast<double>(bits);
    }
    // How many elements follow; each takes a byte at least, so more than that is a lie.
    std::size_t length() {
        const std::uint64_t value = count();
        if (value > rest_.size()) return fail(), 0;
        return static_cast<std::size_t>(value);
    }
    std::string string() {
        const std::uint64_t raw = count();
        if (raw % 2 == 1) {
            if (raw / 2 >= seen_.size()) return fail(), std::string();
            return std::string(seen_[static_cast<std::size_t>(raw / 2)]);
        }
        const std::uint64_t size = raw / 2;
        if (size > rest_.size()) return fail(), std::string();
        const std::string_view text = rest_.substr(0, static_cast<std::size_t>(size));
        rest_.remove_prefix(text.size());
        if (!text.empty() && text.size() <= shared_string_limit) seen_.push_back(text);
        return std::string(text);
    }
    std::vector<std::string> strings() {
        std::vector<std::string> list(length());
        for (std::string& text : list) text = string();
        return list;
    }
    value one_value() {
        switch (static_cast<tag>(byte())) {
            case tag::id:
                return string();
            case tag::list:
                return strings();
            case tag::whole_number:
                return static_cast<double>(integer());
            case tag::number:
                return number();
            case tag::duration:
                return minutes(integer());
        }
        return fail(), value();
    }
    slot_values slots() {
        slot_values held;
        for (std::size_t left = length(); left > 0 && good_; --left) {
            std::string id = string();
            held.emplace_hint(held.end(), std::move(id), one_value());
        }
        return held;
    }
    void fail() { good_ = false, rest_ = {}; }

private:
    std::string_view rest_;
    std::vector<std::string_view> seen_;
    bool good_ = true;
};

}  // namespace dialog::bytes
