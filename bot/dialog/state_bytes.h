// The grammar of stored states, below the fields: bytes, integers, strings, values. Integers are
// LEB128 (signed ones zigzag); a string is its length doubled and its bytes, or, seen before, where
// to find it (see `sharing`), doubled plus one: node and slot ids repeat a lot.
#pragma once

#include "bot/dialog/slot_values.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dialog::bytes {

constexpr std::size_t shared_string_limit = 64;  // longer ones are texts and do not repeat

// What a string that was written before saves: in a whole record, every equal one; in a small one,
// those that the first string ends with, as a question is mostly named after its slot.
enum class sharing : std::uint8_t { all, tails };

enum class tag : std::uint8_t { id, list, whole_number, number, duration };

// The strings of one record so far, found again without comparing each with all.
class written_strings {
public:
    // The place of an equal string, or, if it is the first of its kind, where it has been put:
    // `known` says which.
    struct place {
        std::size_t index;
        bool known;
    };
    place find_or_add(std::string_view text) {
        std::uint16_t& head = heads_[slot_of(text)];
        for (std::size_t next = head; next != 0; next = all_[next - 1].next)
            if (all_[next - 1].text == text) return {next - 1, true};
        all_.push_back({text, head});
        head = static_cast<std::uint16_t>(all_.size());
        return {all_.size() - 1, false};
    }
    bool is_full() const { return all_.size() == UINT16_MAX; }

private:
    // Ids of one script differ at their ends or in their lengths.
    static std::size_t slot_of(std::string_view text) {
        const auto at = [&](std::size_t i) {
            return std::size_t{static_cast<unsigned char>(text[i])};
        };
        const std::size_t size = text.size();
        return (size * 7 + at(0) * 3 + at(size / 2) * 31 + at(size - 1) * 5) % slots;
    }

    struct entry {
        std::string_view text;
        std::uint16_t next;  // place of the one before it in the same slot, counted from 1
    };
    static constexpr std::size_t slots = 64;
    std::array<std::uint16_t, slots> heads_{};
    std::vector<entry> all_;
};

class writer {
public:
    // Leaves `head` bytes free in front, to be filled in by whoever takes the record.
    explicit writer(sharing strings, std::size_t head = 0)
        : bytes_(strings == sharing::all ? 1024 : 64, char{}), used_(head), strings_(strings) {}

    void byte(std::uint8_t value) {
        make_room(1);
        bytes_[used_++] = static_cast<char>(value);
    }
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
        if (strings_ == sharing::tails) {
            if (first_.ends_with(text)) return count(2 * text.size() + 1);
            if (first_.empty()) first_ = text;
        } else if (!text.empty() && text.size() <= shared_string_limit && !seen_.is_full()) {
            const auto [index, known] = seen_.find_or_add(text);
            if (known) return count(2 * index + 1);
        }
        count(2 * text.size());
        append(text);
    }
    void append(std::string_view raw) {
        make_room(raw.size());
        raw.copy(bytes_.data() + used_, raw.size());
        used_ += raw.size();
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
    std::string take() {
        bytes_.resize(used_);
        return std::move(bytes_);
    }

private:
    void make_room(std::size_t more) {
        if (bytes_.size() - used_ < more) bytes_.resize(2 * bytes_.size() + more);
    }
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
    std::size_t used_;
    sharing strings_;
    std::string_view first_;
    written_strings seen_;  // views into the state being written
};

// Reads what a writer wrote. After the first thing that does not fit, `good()` is false and
// everything reads as empty, so callers check once.
class reader {
public:
    explicit reader(std::string_view bytes, sharing strings = sharing::all)
        : rest_(bytes), strings_(strings) {
        if (strings == sharing::all) seen_.reserve(48);
    }

    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }
    std::size_t left() const { return rest_.size(); }

    // The next bytes as they are.
    std::string_view bytes(std::size_t size) {
        if (size > rest_.size()) return fail(), std::string_view();
        const std::string_view raw = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return raw;
    }

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
        if (raw % 2 == 1) return std::string(seen_before(raw / 2));
        const std::uint64_t size = raw / 2;
        if (size > rest_.size()) return fail(), std::string();
        const std::string_view text = bytes(static_cast<std::size_t>(size));
        if (strings_ == sharing::tails)
            first_ = first_.empty() ? text : first_;
        else if (!text.empty() && text.size() <= shared_string_limit)
            seen_.push_back(text);
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
        const std::size_t size = length();
        held.reserve(size);
        for (std::size_t left = size; left > 0 && good_; --left) {
            std::string id = string();
            held.emplace_hint(held.end(), std::move(id), one_value());
        }
        return held;
    }
    void fail() { good_ = false, rest_ = {}; }

private:
    // By place among the strings so far, or by length of the tail.
    std::string_view seen_before(std::uint64_t which) {
        const std::size_t known = strings_ == sharing::tails ? first_.size() + 1 : seen_.size();
        if (which >= known) return fail(), std::string_view();
        const auto at = static_cast<std::size_t>(which);
        return strings_ == sharing::tails ? first_.substr(first_.size() - at) : seen_[at];
    }

    std::string_view rest_;
    sharing strings_;
    std::string_view first_;
    std::vector<std::string_view> seen_;
    bool good_ = true;
};

}  // namespace dialog::bytes
