#include "bot/dialog/state_codec.h"

#include <bit>
#include <cmath>
#include <utility>

// Layout: 'D', version, 4 bytes of checksum, then the fields in the order of write_state(). A newer
// version adds fields at the end of a record and reads them only if the version has them. Integers
// are LEB128 (signed ones zigzag); a string is its length doubled and its bytes, or, seen before,
// its place among the strings so far, doubled plus one: node and slot ids repeat a lot.

namespace dialog {
namespace {

constexpr char magic = 'D';
constexpr char version = 1;
constexpr std::size_t head_size = 6;
constexpr std::size_t shared_string_limit = 64;  // longer ones are texts and do not repeat

enum class tag : std::uint8_t { id, list, whole_number, number, duration };

std::uint32_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0x9E3779B97F4A7C15ULL ^ bytes.size();
    const auto mix = [&sum](std::uint64_t word) {
        sum = (sum ^ word) * 0xFF51AFD7ED558CCDULL;
        sum ^= sum >> 32;
    };
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < 8; ++i)
            word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
        mix(word);
    }
    for (const char c : bytes) mix(static_cast<unsigned char>(c));
    return static_cast<std::uint32_t>(sum);
}

class writer {
public:
    writer() {
        bytes_.reserve(512);
        bytes_.assign({magic, version, 0, 0, 0, 0});
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
    std::string finish() {
        std::uint32_t sum = checksum(std::string_view(bytes_).substr(head_size));
        for (std::size_t i = 2; i < head_size; ++i, sum >>= 8) bytes_[i] = static_cast<char>(sum);
        return std::move(bytes_);
    }

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

constexpr std::uint8_t human_flag = 1, declined_flag = 2, greeted_flag = 4;

void write_frame(writer& out, const frame& place) {
    out.string(place.flow);
    out.string(place.node);
    out.byte(place.misses);
    out.count(place.began);
    out.slots(place.slots);
    out.count(place.trail.size());
    for (const trail_entry& entry : place.trail) {
        out.string(entry.node);
        out.slots(entry.before);
        out.strings(entry.unset);
    }
}

frame read_frame(reader& in) {
    frame place;
    place.flow = in.string();
    place.node = in.string();
    place.misses = in.byte();
    place.began = in.small();
    place.slots = in.slots();
    place.trail.resize(in.length());
    for (trail_entry& entry : place.trail) {
        entry.node = in.string();
        entry.before = in.slots();
        entry.unset = in.strings();
    }
    return place;
}

void write_pending(writer& out, const pending_question& question) {
    out.byte(static_cast<std::uint8_t>(question.what));
    out.string(question.topic);
    out.string(question.text);
    out.strings(question.choices);
}

pending_question read_pending(reader& in) {
    pending_question question;
    const std::uint8_t kind = in.byte();
    if (kind > static_cast<std::uint8_t>(pending_question::kind::home)) in.fail();
    question.what = static_cast<pending_question::kind>(kind);
    question.topic = in.string();
    question.text = in.string();
    question.choices = in.strings();
    return question;
}

void write_time(writer& out, core::wall_time time) {
    out.integer(time.time_since_epoch().count());
}

core::wall_time read_time(reader& in) {
    return core::wall_time(std::chrono::milliseconds(in.integer()));
}

}  // namespace

std::string encode_state(const state& whole) {
    writer out;
    out.byte(static_cast<std::uint8_t>((whole.mode == speaker::human ? human_flag : 0) |
                                       (whole.consent_declined ? declined_flag : 0) |
                                       (whole.greeted ? greeted_flag : 0)));
    out.count(whole.release);
    out.count(whole.turn);
    out.count(whole.visit_turn);
    write_time(out, whole.visit_began);
    write_time(out, whole.last_at);
    out.count(whole.stack.size());
    for (const frame& place : whole.stack) write_frame(out, place);
    out.slots(whole.visit_slots);
    out.slots(whole.patient_slots);
    out.string(whole.worst);
    out.strings(whole.warned);
    out.strings(whole.masked);
    out.count(whole.pending.size());
    for (const pending_question& question : whole.pending) write_pending(out, question);
    out.string(whole.consent_version);
    write_time(out, whole.consent_at);
    out.string(whole.age_band);
    out.string(whole.last_digression);
    out.byte(whole.digression_repeats);
    return out.finish();
}

core::result<state> decode_state(std::string_view bytes) {
    if (bytes.size() < head_size || bytes[0] != magic || bytes[1] != version)
        return core::errc::corrupt;
    std::uint32_t claimed = 0;
    for (std::size_t i = head_size; i-- > 2;)
        claimed = claimed << 8 | static_cast<unsigned char>(bytes[i]);
    bytes.remove_prefix(head_size);
    if (checksum(bytes) != claimed) return core::errc::corrupt;

    reader in(bytes);
    state whole;
    const std::uint8_t flags = in.byte();
    whole.mode = (flags & human_flag) != 0 ? speaker::human : speaker::bot;
    whole.consent_declined = (flags & declined_flag) != 0;
    whole.greeted = (flags & greeted_flag) != 0;
    whole.release = in.small();
    whole.turn = in.small();
    whole.visit_turn = in.small();
    whole.visit_began = read_time(in);
    whole.last_at = read_time(in);
    whole.stack.resize(in.length());
    for (frame& place : whole.stack) place = read_frame(in);
    whole.visit_slots = in.slots();
    whole.patient_slots = in.slots();
    whole.worst = in.string();
    whole.warned = in.strings();
    whole.masked = in.strings();
    whole.pending.resize(in.length());
    for (pending_question& question : whole.pending) question = read_pending(in);
    whole.consent_version = in.string();
    whole.consent_at = read_time(in);
    whole.age_band = in.string();
    whole.last_digression = in.string();
    whole.digression_repeats = in.byte();
    if (!in.good() || !in.at_end()) return core::errc::corrupt;
    return whole;
}

}  // namespace dialog
