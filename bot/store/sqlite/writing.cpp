#include "bot/store/sqlite/writing.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace store::sqlite {

writing::writing(database& in)
    : in_(in),
      data_version_(in.prepare("PRAGMA data_version")),
      find_(in.prepare("SELECT id, version FROM conversation WHERE lookup = ?")),
      deliveries_(in.prepare("SELECT delivery FROM turn WHERE conversation = ? LIMIT ?")),
      find_delivery_(in.prepare("SELECT 1 FROM turn WHERE conversation = ? AND delivery = ?")),
      create_(in.prepare("INSERT INTO conversation(lookup, account, user, version, state)"
                         " VALUES(?, ?, ?, 1, ?) RETURNING id")),
      advance_(in.prepare("UPDATE conversation SET version = ?1 + 1, state = ?2"
                          " WHERE id = ?3 AND version = ?1")),
      newest_turn_id_(in.prepare("SELECT max(id) FROM turn")),
      last_turn_id_(in.prepare("SELECT max(id) FROM turn WHERE id >= ? AND id < ?")),
      append_turn_(in.prepare("INSERT INTO turn(id, conversation, version, delivery, reading, flow,"
                              " node, disposition, release, cpu_us)"
                              " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      append_words_(in.prepare("INSERT INTO words(id, sealed) VALUES(?, ?)")),
      forget_words_(in.prepare("DELETE FROM words WHERE id IN"
                               " (SELECT id FROM turn WHERE conversation = ?)")),
      forget_turns_(in.prepare("DELETE FROM turn WHERE conversation = ?")),
      forget_conversation_(in.prepare("DELETE FROM conversation WHERE id = ?")),
      drop_words_(in.prepare("DELETE FROM words WHERE id IN"
                             " (SELECT id FROM words WHERE id < ? ORDER BY id LIMIT ?)")),
      old_turns_(in.prepare("SELECT id, conversation FROM turn WHERE id < ? ORDER BY id LIMIT ?")),
      drop_turn_(in.prepare("DELETE FROM turn WHERE id = ?")),
      drop_turn_words_(in.prepare("DELETE FROM words WHERE id = ?")),
      any_turn_(in.prepare("SELECT 1 FROM turn WHERE conversation = ? LIMIT 1")),
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
    if (now.id != 0 && is_known(now, change.delivery)) return commit_outcome::duplicate;
    if (now.version != change.expected_version) return commit_outcome::conflict;
    if (now.id == 0) {
        now.id = create(change);
    } else if (!advance(now.id, change)) {
        known_.forget(change.conversation);
        return commit_outcome::conflict;
    } else if (change.erase_history) {
        forget_turns(now.id);
        now.deliveries.emplace();
    }
    append(now.id, change);
    now.version = change.expected_version + 1;
    if (now.deliveries) now.deliveries->push_back(change.delivery);
    return commit_outcome::applied;
}

void writing::erase(const lookup& conversation) {
    const auto id = find(conversation).id;
    known_.forget(conversation);
    if (id == 0) return;
    forget_turns(id);
    remove(forget_conversation_, id);
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
        using_statement any(any_turn_);
        if (any->bind(1, conversation).step()) continue;
        remove(forget_conversation_, conversation);
        ++count.conversations;
    }
    return count;
}

void writing::probe() {
    using_statement(probe_)->run();
}

known_conversation& writing::find(const lookup& conversation) {
    auto* const known = known_.find(conversation);
    if (known == nullptr) return known_.add(conversation, look_up(conversation));
    if (known->deliveries && known->deliveries->size() > known_conversations::most_deliveries)
        known->deliveries.reset();
    return *known;
}

known_conversation writing::look_up(const lookup& conversation) {
    constexpr auto most = known_conversations::most_deliveries;
    known_conversation found;
    found.deliveries.emplace();
    using_statement find(find_);
    if (!find->bind_blob(1, conversation).step()) return found;
    found.id = find->integer(0);
    found.version = static_cast<std::uint64_t>(find->integer(1));
    using_statement all(deliveries_);
    all->bind(1, found.id).bind(2, static_cast<std::int64_t>(most) + 1);
    while (all->step()) found.deliveries->push_back(all->integer(0));
    if (found.deliveries->size() > most) found.deliveries.reset();
    return found;
}

bool writing::is_known(const known_conversation& in, std::int64_t delivery) {
    if (in.deliveries)
        return std::find(in.deliveries->begin(), in.deliveries->end(), delivery) !=
               in.deliveries->end();
    using_statement find(find_delivery_);
    return find->bind(1, in.id).bind(2, delivery).step();
}

void writing::forget_turns(std::int64_t conversation) {
    remove(forget_words_, conversation);
    remove(forget_turns_, conversation);
}

std::int64_t writing::create(const sealed_turn& change) {
    using_statement create(create_);
    create->bind_blob(1, change.conversation)
        .bind(2, std::string_view(change.account))
        .bind_blob(3, change.user)
        .bind_blob(4, change.state)
        .step();
    return create->integer(0);
}

bool writing::advance(std::int64_t conversation, const sealed_turn& change) {
    using_statement advance(advance_);
    advance->bind(1, static_cast<std::int64_t>(change.expected_version))
        .bind_blob(2, change.state)
        .bind(3, conversation)
        .run();
    return in_.changes() == 1;
}

void writing::append(std::int64_t conversation, const sealed_turn& change) {
    const auto id = free_turn_id(change.at);
    const auto& codes = change.codes;
    using_statement turn(append_turn_);
    turn->bind(1, id)
        .bind(2, conversation)
        .bind(3, static_cast<std::int64_t>(change.expected_version + 1))
        .bind(4, change.delivery)
        .bind(5, std::string_view(codes.reading))
        .bind(6, std::string_view(codes.flow))
        .bind(7, std::string_view(codes.node))
        .bind(8, std::string_view(codes.disposition))
        .bind(9, static_cast<std::int64_t>(codes.release))
        .bind(10, static_cast<std::int64_t>(codes.cpu_us))
        .run();
    using_statement words(append_words_);
    words->bind(1, id).bind_blob(2, change.words).run();
    numbers_.given(id);
}

std::int64_t writing::free_turn_id(core::wall_time at) {
    for (auto first = first_turn_id(at);; first += turns_per_millisecond) {
        if (const auto id = numbers_.after(first)) return *id;
        using_statement last(last_turn_id_);
        last->bind(1, first).bind(2, first + turns_per_millisecond).step();
        if (last->is_null(0)) return first;
        const auto next = last->integer(0) + 1;
        if (next < first + turns_per_millisecond) return next;
    }
}

void writing::remove(statement& from, std::int64_t key) {
    using_statement(from)->bind(1, key).run();
}

}  // namespace store::sqlite
