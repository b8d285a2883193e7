#include "bot/dialog/state_codec.h"

#include "bot/dialog/state_bytes.h"

#include <bit>
#include <cstring>

// Layout: 'D', version, 4 bytes of checksum, then the fields in the order of write_state(). A newer
// version adds fields at the end of a record and reads them only if the version has them.

namespace dialog {
namespace {

using bytes::reader;
using bytes::writer;

constexpr char magic = 'D';
constexpr char version = 2;
constexpr std::size_t head_size = 6;
std::uint32_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0x9E3779B97F4A7C15ULL ^ bytes.size();
    static_assert(std::endian::native == std::endian::little);
    const auto mix = [&sum](std::uint64_t word) {
        sum = (sum ^ word) * 0xFF51AFD7ED558CCDULL;
        sum ^= sum >> 32;
    };
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        mix(word);
    }
    for (const char c : bytes) mix(static_cast<unsigned char>(c));
    return static_cast<std::uint32_t>(sum);
}

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
    if (kind > static_cast<std::uint8_t>(pending_question::kind::updated)) in.fail();
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

// What version 2 added, behind everything else. The turns of a trail usually follow one another:
// steps from one to the next, each with how often it repeats.
void write_turns(writer& out, const frame& place) {
    std::int64_t before = 0;
    const auto step_at = [&](std::size_t i) {
        return static_cast<std::int64_t>(place.trail[i].turn) - before;
    };
    for (std::size_t i = 0; i < place.trail.size();) {
        const std::int64_t step = step_at(i);
        std::size_t times = 0;
        for (; i < place.trail.size() && step_at(i) == step; ++i, ++times)
            before = place.trail[i].turn;
        out.integer(step);
        out.count(times);
    }
}

void read_turns(reader& in, frame& place) {
    std::int64_t turn = 0;
    for (std::size_t i = 0; i < place.trail.size() && in.good();) {
        const std::int64_t step = in.integer();
        std::uint64_t times = in.count();
        if (times == 0 || times > place.trail.size() - i) return in.fail();
        for (; times > 0; --times, ++i) {
            turn += step;
            if (turn < 0 || turn > UINT32_MAX) return in.fail();
            place.trail[i].turn = static_cast<std::uint32_t>(turn);
        }
    }
}

void write_told(writer& out, const state& whole) {
    for (const frame& place : whole.stack) write_turns(out, place);
    out.count(whole.told.size());
    for (const frame& place : whole.told) write_frame(out, place), write_turns(out, place);
    out.byte(whole.later ? 1 : 0);
    if (!whole.later) return;
    out.string(whole.later->flow);
    out.string(whole.later->node);
    write_time(out, whole.later->due);
}

void read_told(reader& in, state& whole) {
    for (frame& place : whole.stack) read_turns(in, place);
    whole.told.resize(in.length());
    for (frame& place : whole.told) place = read_frame(in), read_turns(in, place);
    if (in.byte() == 0) return;
    whole.later.emplace();
    whole.later->flow = in.string();
    whole.later->node = in.string();
    whole.later->due = read_time(in);
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
    write_told(out, whole);
    std::string fields = out.take();
    std::string record{magic, version};
    record.reserve(head_size + fields.size());
    for (std::uint32_t sum = checksum(fields), i = 0; i < 4; ++i, sum >>= 8)
        record.push_back(static_cast<char>(sum));
    record.append(fields);
    return record;
}

core::result<state> decode_state(std::string_view record) {
    if (record.size() < head_size || record[0] != magic || record[1] < 1 || record[1] > version)
        return core::errc::corrupt;
    std::uint32_t claimed = 0;
    for (std::size_t i = head_size; i-- > 2;)
        claimed = claimed << 8 | static_cast<unsigned char>(record[i]);
    const char written = record[1];
    record.remove_prefix(head_size);
    if (checksum(record) != claimed) return core::errc::corrupt;

    reader in(record);
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
    if (written >= 2) read_told(in, whole);
    if (!in.good() || !in.at_end()) return core::errc::corrupt;
    return whole;
}

}  // namespace dialog
