#include "bot/store/sqlite/writing.h"

#include "bot/store/sqlite/turn_id.h"

#include <utility>
#include <vector>

namespace store::sqlite {

writing::writing(database& in)
    : in_(in),
      find_(in.prepare("SELECT id, version FROM conversation WHERE lookup = ?")),
      find_delivery_(in.prepare("SELECT 1 FROM turn WHERE conversation = ? AND delivery = ?")),
      create_(in.prepare("INSERT INTO conversation(lookup, account, user, version, state)"
                         " VALUES(?, ?, ?, 1, ?) RETURNING id")),
      advance_(in.prepare("UPDATE conversation SET version = ?, state = ? WHERE id = ?")),
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

commit_outcome writing::commit(const sealed_turn& change) {
    const auto now = find(change.conversation);
    if (now.id != 0 && is_known(now.id, change.delivery)) return commit_outcome::duplicate;
    if (now.version != change.expected_version) return commit_outcome::conflict;
    if (now.id == 0) {
        append(create(change), change);
    } else {
        if (change.erase_history) forget_turns(now.id);
        advance(now.id, change);
        append(now.id, change);
    }
    return commit_outcome::applied;
}

void writing::erase(const lookup& conversation) {
    const auto now = find(conversation);
    if (now.id == 0) return;
    forget_turns(now.id);
    remove(forget_conversation_, now.id);
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

writing::found writing::find(const lookup& conversation) {
    using_statement find(find_);
    if (!find->bind_blob(1, conversation).step()) return {};
    return {find->integer(0), static_cast<std::uint64_t>(find->integer(1))};
}

bool writing::is_known(std::int64_t conversation, std::int64_t delivery) {
    using_statement find(find_delivery_);
    return find->bind(1, conversation).bind(2, delivery).step();
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

void writing::advance(std::int64_t conversation, const sealed_turn& change) {
    using_statement advance(advance_);
    advance->bind(1, static_cast<std::int64_t>(change.expected_version + 1))
        .bind_blob(2, change.state)
        .bind(3, conversation)
        .run();
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
}

std::int64_t writing::free_turn_id(core::wall_time at) {
    for (auto first = first_turn_id(at);; first += turns_per_millisecond) {
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
