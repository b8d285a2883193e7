#include "bot/session/inbound_text.h"

#include <array>
#include <charconv>
#include <chrono>

namespace session {
namespace {

void append(std::string& out, std::string_view field) {
    out.append(std::to_string(field.size())).append(":").append(field);
}

template <class Number>
bool read_number(std::string_view text, Number& into) {
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, into);
    return error == std::errc() && stop == end;
}

// Takes the first field off; false when there is none in good shape.
bool take(std::string_view& bytes, std::string_view& field) {
    const auto colon = bytes.find(':');
    std::size_t size = 0;
    if (colon == std::string_view::npos || !read_number(bytes.substr(0, colon), size)) return false;
    bytes.remove_prefix(colon + 1);
    if (size > bytes.size()) return false;
    field = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
}

}  // namespace

std::string encode_inbound(const core::inbound& message) {
    std::string out;
    append(out, std::to_string(static_cast<int>(message.kind)));
    append(out, std::to_string(message.sent_at.time_since_epoch().count()));
    for (const auto* field : {&message.account, &message.user, &message.delivery_key, &message.text,
                              &message.pick, &message.media, &message.event, &message.card})
        append(out, *field);
    return out;
}

core::result<core::inbound> decode_inbound(std::string_view bytes) {
    core::inbound read;
    std::string_view field;
    int kind = 0;
    std::int64_t sent_at = 0;
    const bool begun = take(bytes, field) && read_number(field, kind) && take(bytes, field) &&
                       read_number(field, sent_at);
    if (!begun || kind < 0 || kind > static_cast<int>(core::inbound_kind::notice))
        return core::errc::corrupt;
    read.kind = static_cast<core::inbound_kind>(kind);
    read.sent_at = core::wall_time(std::chrono::milliseconds(sent_at));
    for (auto* into : {&read.account, &read.user, &read.delivery_key, &read.text, &read.pick,
                       &read.media, &read.event, &read.card}) {
        if (!take(bytes, field)) return core::errc::corrupt;
        *into = field;
    }
    return read;
}

}  // namespace session
