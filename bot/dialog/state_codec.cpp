#include "bot/dialog/state_codec.h"

#include "bot/dialog/state_bytes.h"

#include <bit>
#include <cstring>

// Layout: 'D', version, 4 bytes of checksum, then the fields in the order of encode_state(). A
// newer version adds fields at the end of a record and reads them only if the version has them.

namespace dialog {
namespace {

using bytes::reader;
using bytes::writer;

constexpr char magic = 'D';
constexpr char version = 3;
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
    out.byte(place.trail.empty() ? 0 : 1);
    if (place.trail.empty()) return;
    const std::string_view earlier = place.trail.packed();
    out.count(earlier.size());
    out.append(earlier);
    const trail_entry& last = place.trail.last();
    out.string(last.node);
    out.slots(last.before);
    out.strings(last.unset);
    out.count(last.turn);
}

frame read_frame(reader& in) {
    frame place;
    place.flow = in.string();
    place.node = in.string();
    place.misses = in.byte();
    place.began = in.small();
    place.slots = in.slots();
    if (in.byte() == 0) return place;
    const std::string_view earlier = in.bytes(in.length());
    trail_entry last;
    last.node = in.string();
    last.before = in.slots();
    last.unset = in.strings();
    last.turn = in.small();
    if (!place.trail.restore(earlier, std::move(last))) in.fail();
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

void write_promise(writer& out, const promise& made) {
    out.string(made.flow);
    out.string(made.node);
    write_time(out, made.due);
}

promise read_promise(reader& in) {
    promise made;
    made.flow = in.string();
    made.node = in.string();
    made.due = read_time(in);
    return made;
}

}  // namespace

std::string encode_state(const state& whole) {
    writer out(bytes::sharing::all, head_size);
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
    out.count(whole.told.size());
    for (const frame& place : whole.told) write_frame(out, place);
    out.byte(whole.later ? 1 : 0);
    if (whole.later) write_promise(out, *whole.later);
    std::string record = out.take();
    record[0] = magic;
    record[1] = version;
    std::uint32_t sum = checksum(std::string_view(record).substr(head_size));
    for (std::size_t i = 2; i < head_size; ++i, sum >>= 8) record[i] = static_cast<char>(sum);
    return record;
}

core::result<state> decode_state(std::string_view record) {
    if (record.size() < head_size || record[0] != magic || record[1] != version)
        return core::errc::corrupt;
    std::uint32_t claimed = 0;
    for (std::size_t i = head_size; i-- > 2;)
        claimed = claimed << 8 | static_cast<unsigned char>(record[i]);
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
    whole.told.resize(in.length());
    for (frame& place : whole.told) place = read_frame(in);
    if (in.byte() != 0) whole.later = read_promise(in);
    if (!in.good() || !in.at_end()) return core::errc::corrupt;
    return whole;
}

}  // namespace dialog
