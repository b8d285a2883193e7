#include "bot/store/sealed_turn.h"

#include <array>
#include <utility>

namespace store {
namespace {

// Names of places: once written they never change, or nothing opens any more.
constexpr std::string_view user_column = "user", state_column = "state", words_column = "words",
                           outgoing_column = "outgoing";

// More messages than a turn has (dialogs.md §5).
constexpr std::uint64_t places_of_turn = 256;

void append(std::string& out, std::string_view part) {
    const auto size = static_cast<std::uint32_t>(part.size());
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(size >> shift));
    out += part;
}

bool take(std::string_view& from, std::string& part) {
    if (from.size() < 4) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(static_cast<unsigned char>(from[i])) << (8 * i);
    if (from.size() - 4 < size) return false;
    part.assign(from.substr(4, size));
    from.remove_prefix(4 + size);
    return true;
}

// A row of the same size is written over in place, and tells less about what is in it: so states
// grow in steps. What follows the mark is no part of the state.
constexpr std::size_t state_step = 128;
constexpr char end_mark = '\x80';

std::string padded(std::string state) {
    state.push_back(end_mark);
    state.resize((state.size() + state_step - 1) / state_step * state_step, '\0');
    return state;
}

bool unpad(std::string& state) {
    const auto mark = state.find_last_not_of('\0');
    if (mark == std::string::npos || state[mark] != end_mark) return false;
    state.resize(mark);
    return true;
}

std::string packed(const turn& change) {
    const std::array<std::string_view, 4> parts = {change.reply.delivery_key, change.reply.body,
                                                   change.record.patient_text,
                                                   change.record.reply_text};
    std::size_t size = 0;
    for (const auto part : parts) size += 4 + part.size();
    std::string out;
    out.reserve(size);
    for (const auto part : parts) append(out, part);
    return out;
}

std::unique_ptr<const sealed_consequences> sealed_more(const sealer& with,
                                                       const lookup& conversation,
                                                       std::uint64_t version,
                                                       const consequences& given) {
    auto out = std::make_unique<sealed_consequences>();
    out->timers = given.timers;
    out->fired = given.fired;
    out->withdrawn = given.withdrawn;
    auto place = version * places_of_turn;
    for (const outgoing& each : given.messages) {
        out->messages.push_back(
            {place, with.seal(each.body, {conversation, place, outgoing_column}), each.due});
        ++place;
    }
    return out;
}

}  // namespace

sealed_turn seal(const sealer& with, const name_hasher& names, turn change) {
    sealed_turn out;
    out.conversation = change.where == lookup{} ? names.conversation(change.key) : change.where;
    const auto version = change.expected_version + 1;
    if (change.expected_version == 0)
        out.user = with.seal(change.key.user, {out.conversation, 0, user_column});
    out.expected_version = change.expected_version;
    out.state =
        with.seal(padded(std::move(change.state)), {out.conversation, version, state_column});
    out.delivery = names.delivery(out.conversation, change.reply.delivery_key);
    out.words = with.seal(packed(change), {out.conversation, version, words_column});
    out.account = std::move(change.key.account);
    out.codes = std::move(change.record);
    out.codes.patient_text.clear();
    out.codes.reply_text.clear();
    out.at = change.at;
    out.erase_history = change.erase_history;
    if (change.more) out.more = sealed_more(with, out.conversation, version, *change.more);
    return out;
}

core::result<turn_words> open_words(const sealer& with, const lookup& conversation,
                                    std::uint64_t version, std::string_view sealed) {
    const auto opened = with.open(sealed, {conversation, version, words_column});
    if (!opened) return opened.error();
    std::string_view rest = *opened;
    turn_words words;
    if (!take(rest, words.reply.delivery_key) || !take(rest, words.reply.body) ||
        !take(rest, words.patient_text) || !take(rest, words.reply_text) || !rest.empty())
        return core::errc::corrupt;
    return words;
}

core::result<std::string> open_outgoing(const sealer& with, const lookup& conversation,
                                        std::uint64_t place, std::string_view sealed) {
    return with.open(sealed, {conversation, place, outgoing_column});
}

core::result<std::string> open_user(const sealer& with, const lookup& conversation,
                                    std::string_view sealed) {
    return with.open(sealed, {conversation, 0, user_column});
}

core::result<std::string> open_state(const sealer& with, const lookup& conversation,
                                     std::uint64_t version, std::string_view sealed) {
    auto opened = with.open(sealed, {conversation, version, state_column});
    if (!opened) return opened.error();
    if (!unpad(*opened)) return core::errc::corrupt;
    return opened;
}

}  // namespace store
