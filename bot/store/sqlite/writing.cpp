#include "bot/store/sqlite/writing.h"

#include "bot/store/sqlite/turn_chain.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace store::sqlite {
writing::writing(database& in)
    : in_(in),
      data_version_(in.prepare("PRAGMA data_version")),
      find_(in.prepare("SELECT id, version, last_turn FROM conversation WHERE lookup = ?")),
      deliveries_(in.prepare(over_last_turns("SELECT delivery FROM chain"))),
      create_(in.prepare("INSERT INTO conversation(lookup, account, user, version, last_turn,"
                         " state) VALUES(?, ?, ?, 1, ?, ?) RETURNING id")),
      advance_(in.prepare("UPDATE conversation SET version = ?1 + 1, state = ?2, last_turn = ?4"
                          " WHERE id = ?3 AND version = ?1")),
      newest_turn_id_(in.prepare("SELECT max(id) FROM turn")),
      last_turn_id_(in.prepare("SELECT max(id) FROM turn WHERE id >= ? AND id < ?")),
      append_turn_(in.prepare("INSERT INTO turn(id, conversation, previous, version, delivery,"
                              " reading, flow, node, disposition, release, cpu_us)"
                              " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      append_words_(in.prepare("INSERT INTO words(id, sealed) VALUES(?, ?)")),
      forget_words_(in.prepare(over_turns("DELETE FROM words WHERE id IN (SELECT id FROM chain)"))),
      forget_turns_(in.prepare(over_turns("DELETE FROM turn WHERE id IN (SELECT id FROM chain)"))),
      forget_conversation_(in.prepare("DELETE FROM conversation WHERE id = ?")),
      drop_words_(in.prepare("DELETE FROM words WHERE id IN"
                             " (SELECT id FROM words WHERE id < ? ORDER BY id LIMIT ?)")),
      old_turns_(in.prepare("SELECT id, conversation FROM turn WHERE id < ? ORDER BY id LIMIT ?")),
      drop_turn_(in.prepare("DELETE FROM turn WHERE id = ?")),
      drop_turn_words_(in.prepare("DELETE FROM words WHERE id = ?")),
      forget_ended_(in.prepare("DELETE FROM conversation WHERE id = ? AND last_turn = ?")),
      probe_(in.prepare("UPDATE meta SET value = value + 1 WHERE name = 'probe'")) {}

void writing::begin() {
    using_statement version(data_version_);
    version->step();
    if (std::exchange(seen_, version->integer(0)) == version->integer(0)) return;
    known_.forget_all();
    using_statement newest(newest_turn_id_);
    newest->step();
    numbers_.begin_from(newest->integer(0));
}

commit_outcome writing::commit(const sealed_turn& change) {
    auto& now = find(change.conversation);
    if (now.deliveries.hold(change.delivery)) return commit_outcome::duplicate;
    if (now.version != change.expected_version) return commit_outcome::conflict;
    if (change.more && !later().hold_what_began(*change.more)) return commit_outcome::duplicate;
    const auto turn = free_turn_id(change.at, now.last_turn);
    if (now.id == 0) {
        now.id = create(change, turn);
    } else if (!advance(now.id, change, turn)) {
        known_.forget(change.conversation);
        return commit_outcome::conflict;
    } else if (change.erase_history) {
        forget_turns(now.last_turn);
        later().forget(now.id);
        now.deliveries.clear();
        now.last_turn = 0;
    }
    append(now, change, turn);
    if (change.more) later().append(now.id, change);
    now.version = change.expected_version + 1;
    now.last_turn = turn;
    now.deliveries.remember(change.delivery);
    return commit_outcome::applied;
}

void writing::erase(const lookup& conversation) {
    const auto last_known = find(conversation);
    known_.forget(conversation);
    if (last_known.id == 0) return;
    forget_turns(last_known.last_turn);
    later().forget(last_known.id);
    remove(forget_conversation_, last_known.id);
}

std::uint64_t writing::drop_words(core::wall_time before, std::int64_t limit) {
    using_statement drop(drop_words_);
    drop->bind(1, first_turn_id(before)).bind(2, limit).run();
    return static_cast<std::uint64_t>(in_.changes());
}

dropped writing::drop_turns(core::wall_time before, std::int64_t limit) {
    std::vector<std::pair<std::int64_t, std::int64_t>> old;  // turn, conversation
    {
        using_statement look(old_turns_);
        look->bind(1, first_turn_id(before)).bind(2, limit);
        while (look->step()) old.emplace_back(look->integer(0), look->integer(1));
    }
    if (!old.empty()) known_.forget_all();
    dropped count;
    for (const auto& [id, conversation] : old) {
        remove(drop_turn_words_, id);
        remove(drop_turn_, id);
        ++count.turns;
        using_statement ended(forget_ended_);
        ended->bind(1, conversation).bind(2, id).run();
        count.conversations += static_cast<std::uint64_t>(in_.changes());
    }
    return count;
}

later_rows& writing::later() {
    if (!later_) later_ = std::make_unique<later_rows>(in_);
    return *later_;
}

void writing::probe() {
    using_statement(probe_)->run();
}

known_conversation& writing::find(const lookup& conversation) {
    auto* const known = known_.find(conversation);
    return known == nullptr ? known_.add(conversation, look_up(conversation)) : *known;
}

known_conversation writing::look_up(const lookup& conversation) {
    known_conversation found;
    using_statement find(find_);
    if (!find->bind_blob(1, conversation).step()) return found;
    found.id = find->integer(0);
    found.version = static_cast<std::uint64_t>(find->integer(1));
    found.last_turn = find->integer(2);
    using_statement newest_first(deliveries_);
    newest_first->bind(1, found.last_turn)
        .bind(2, static_cast<std::int64_t>(recent_deliveries::most));
    std::vector<std::int64_t> hashes;
    while (newest_first->step()) hashes.push_back(newest_first->integer(0));
    std::ranges::reverse(hashes);
    for (const std::int64_t hash : hashes) found.deliveries.remember(hash);
    return found;
}

void writing::forget_turns(std::int64_t last) {
    remove(forget_words_, last);
    remove(forget_turns_, last);
}

std::int64_t writing::create(const sealed_turn& change, std::int64_t turn) {
    using_statement create(create_);
    create->bind_blob(1, change.conversation)
        .bind(2, std::string_view(change.account))
        .bind_blob(3, change.user)
        .bind(4, turn)
        .bind_blob(5, change.state)
        .step();
    return create->integer(0);
}

bool writing::advance(std::int64_t conversation, const sealed_turn& change, std::int64_t turn) {
    using_statement advance(advance_);
    advance->bind(1, static_cast<std::int64_t>(change.expected_version))
        .bind_blob(2, change.state)
        .bind(3, conversation)
        .bind(4, turn)
        .run();
    return in_.changes() == 1;
}

void writing::append(const known_conversation& to, const sealed_turn& change, std::int64_t turn) {
    const auto& codes = change.codes;
    using_statement row(append_turn_);
    row->bind(1, turn)
        .bind(2, to.id)
        .bind(3, to.last_turn)
        .bind(4, static_cast<std::int64_t>(change.expected_version + 1))
        .bind(5, change.delivery)
        .bind(6, std::string_view(codes.reading))
        .bind(7, std::string_view(codes.flow))
        .bind(8, std::string_view(codes.node))
        .bind(9, std::string_view(codes.disposition))
        .bind(10, static_cast<std::int64_t>(codes.release))
        .bind(11, static_cast<std::int64_t>(codes.cpu_us))
        .run();
    using_statement words(append_words_);
    words->bind(1, turn).bind_blob(2, change.words).run();
    numbers_.given(turn);
}

std::int64_t writing::free_turn_id(core::wall_time at, std::int64_t last) {
    for (auto first = first_turn_id(std::max(at, time_of_turn(last)));;
         first += turns_per_millisecond) {
        if (const auto id = numbers_.after(first)) return *id;
        using_statement newest(last_turn_id_);
        newest->bind(1, first).bind(2, first + turns_per_millisecond).step();
        if (newest->is_null(0)) return first;
        const auto next = newest->integer(0) + 1;
        if (next < first + turns_per_millisecond) return next;
    }
}

void writing::remove(statement& from, std::int64_t key) {
    using_statement(from)->bind(1, key).run();
}

}  // namespace store::sqlite
