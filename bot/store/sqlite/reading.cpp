#include "bot/store/sqlite/reading.h"

#include "bot/store/sqlite/turn_chain.h"
#include "bot/store/sqlite/turn_id.h"

#include <algorithm>
#include <utility>

namespace store::sqlite {
namespace {

database opened_for_reading(const std::string& path) {
    database file(path, false);
    file.execute("PRAGMA query_only = ON; PRAGMA cache_size = -16384");
    return file;
}

// The codes of a row of `history`, from column 2 on.
turn_record codes_of(const statement& row) {
    turn_record codes;
    codes.reading = row.text(2);
    codes.flow = row.text(3);
    codes.node = row.text(4);
    codes.disposition = row.text(5);
    codes.release = static_cast<std::uint32_t>(row.integer(6));
    codes.cpu_us = static_cast<std::uint32_t>(row.integer(7));
    return codes;
}

}  // namespace

reading::reading(const std::string& path, const sealer& with)
    : file_(opened_for_reading(path)),
      with_(with),
      load_(file_.prepare("SELECT version, last_turn, state FROM conversation WHERE lookup = ?")),
      last_turn_(file_.prepare("SELECT last_turn FROM conversation WHERE lookup = ?")),
      recent_(file_.prepare(over_last_turns("SELECT chain.version, sealed FROM chain"
                                            " JOIN words USING(id) ORDER BY chain.id DESC"))),
      find_reply_(
          file_.prepare(over_turns("SELECT chain.version, sealed FROM chain JOIN words USING(id)"
                                   " WHERE delivery = ?2"))),
      history_(file_.prepare(over_turns(
          "SELECT turn.version, turn.id, reading, flow, node, disposition, release, cpu_us, sealed"
          " FROM chain JOIN turn USING(id) LEFT JOIN words USING(id) ORDER BY turn.id"))),
      count_(file_.prepare("SELECT count(*) FROM conversation")) {}

core::result<conversation> reading::load(const lookup& key) {
    transaction one_moment(file_, transaction::kind::read);
    using_statement row(load_);
    conversation found;
    if (!row->bind_blob(1, key).step()) return found;
    found.version = static_cast<std::uint64_t>(row->integer(0));
    auto state = open_state(with_, key, found.version, row->blob(2));
    if (!state) return state.error();
    found.state = std::move(*state);
    auto replies = recent(key, row->integer(1));
    if (!replies) return replies.error();
    found.recent = std::move(*replies);
    return found;
}

core::result<std::vector<recorded_reply>> reading::recent(const lookup& key,
                                                          std::int64_t last_turn) {
    using_statement row(recent_);
    row->bind(1, last_turn).bind(2, recent_turns);
    std::vector<recorded_reply> replies;
    while (row->step()) {
        auto words =
            open_words(with_, key, static_cast<std::uint64_t>(row->integer(0)), row->blob(1));
        if (!words) return words.error();
        replies.push_back(std::move(words->reply));
    }
    std::reverse(replies.begin(), replies.end());
    return replies;
}

core::result<std::optional<std::string>> reading::find_reply(const lookup& key,
                                                             std::int64_t delivery,
                                                             const std::string& delivery_key) {
    transaction one_moment(file_, transaction::kind::read);
    using_statement row(find_reply_);
    row->bind(1, last_turn_of(key)).bind(2, delivery);
    while (row->step()) {
        auto words =
            open_words(with_, key, static_cast<std::uint64_t>(row->integer(0)), row->blob(1));
        if (!words) return words.error();
        if (words->reply.delivery_key == delivery_key)
            return std::optional(std::move(words->reply.body));
    }
    return std::optional<std::string>();
}

core::result<std::vector<stored_turn>> reading::history(const lookup& key) {
    transaction one_moment(file_, transaction::kind::read);
    using_statement row(history_);
    row->bind(1, last_turn_of(key));
    std::vector<stored_turn> turns;
    while (row->step()) {
        stored_turn turn{.version = static_cast<std::uint64_t>(row->integer(0)),
                         .at = time_of_turn(row->integer(1)),
                         .delivery_key = {},
                         .reply_body = {},
                         .record = codes_of(*row.operator->())};
        if (!row->is_null(8)) {
            auto words = open_words(with_, key, turn.version, row->blob(8));
            if (!words) return words.error();
            turn.delivery_key = std::move(words->reply.delivery_key);
            turn.reply_body = std::move(words->reply.body);
            turn.record.patient_text = std::move(words->patient_text);
            turn.record.reply_text = std::move(words->reply_text);
        }
        turns.push_back(std::move(turn));
    }
    return turns;
}

std::int64_t reading::last_turn_of(const lookup& key) {
    using_statement row(last_turn_);
    return row->bind_blob(1, key).step() ? row->integer(0) : 0;
}

core::result<std::vector<kept_state>> reading::states_since(core::wall_time since,
                                                            std::uint64_t after,
                                                            std::size_t limit) {
    auto row = file_.prepare(
        "SELECT id, lookup, version, state FROM conversation"
        " WHERE id > ? AND last_turn >= ? ORDER BY id LIMIT ?");
    row.bind(1, static_cast<std::int64_t>(after))
        .bind(2, first_turn_id(since))
        .bind(3, static_cast<std::int64_t>(limit));
    std::vector<kept_state> page;
    while (row.step()) {
        lookup key{};
        row.blob(1).copy(key.data(), key.size());
        auto state =
            open_state(with_, key, static_cast<std::uint64_t>(row.integer(2)), row.blob(3));
        if (!state) return state.error();
        page.push_back({static_cast<std::uint64_t>(row.integer(0)), std::move(*state)});
    }
    return page;
}

core::result<std::uint64_t> reading::count_conversations() {
    using_statement row(count_);
    row->step();
    return static_cast<std::uint64_t>(row->integer(0));
}

}  // namespace store::sqlite
