#include "bot/store/sqlite/later_rows.h"

#include "bot/store/sqlite/milliseconds.h"

namespace store::sqlite {

later_rows::later_rows(database& in)
    : in_(in),
      append_message_(in.prepare("INSERT INTO outgoing(conversation, account, place, created, due,"
                                 " fate, fence, attempts, began, at, why, sealed)"
                                 " VALUES(?, ?, ?, ?, ?, 0, 0, 0, 0, 0, '', ?)")),
      append_timer_(in.prepare("INSERT INTO timer(conversation, due, node, turn)"
                               " VALUES(?, ?, ?, ?)")),
      // One that is being sent may be with the patient already.
      remove_message_(in.prepare("DELETE FROM outgoing WHERE id = ? AND fate = 0")),
      remove_timer_(in.prepare("DELETE FROM timer WHERE id = ?")),
      forget_messages_(in.prepare("DELETE FROM outgoing WHERE conversation = ?")),
      forget_timers_(in.prepare("DELETE FROM timer WHERE conversation = ?")),
      drop_messages_(in.prepare("DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing"
                                " WHERE created < ? ORDER BY id LIMIT ?)")),
      drop_timers_(in.prepare("DELETE FROM timer WHERE due < ?")),
      begin_(in.prepare("UPDATE outgoing SET fate = 1, fence = ?3, attempts = attempts + 1,"
                        " began = iif(began = 0, ?2, began), at = ?2"
                        " WHERE id = ?1 AND (fate = 0 OR (fate = 1 AND fence < ?3))"
                        " AND EXISTS (SELECT 1 FROM lease WHERE name = ?4 AND fence = ?3)")),
      // 2 and 4 keep `at` of the attempt, which is what counts for quotas, and no words.
      settle_(in.prepare("UPDATE outgoing SET fate = ?2, due = ?3, why = ?4,"
                         " at = iif(?2 = 3, ?5, at), sealed = iif(?2 IN (2, 4), NULL, sealed)"
                         " WHERE id = ?1 AND fate < 2")) {}

bool later_rows::hold_what_began(const sealed_consequences& what) {
    if (what.fired != 0 && !drop_timer(what.fired)) return false;
    return what.withdrawn == 0 || remove_message(what.withdrawn);
}

void later_rows::append(std::int64_t conversation, const sealed_turn& change) {
    for (const sealed_outgoing& each : change.more->messages) {
        using_statement row(append_message_);
        row->bind(1, conversation)
            .bind(2, std::string_view(change.account))
            .bind(3, static_cast<std::int64_t>(each.place))
            .bind(4, milliseconds_of(change.at))
            .bind(5, milliseconds_of(each.due))
            .bind_blob(6, each.body)
            .run();
    }
    for (const timer& each : change.more->timers) {
        using_statement row(append_timer_);
        row->bind(1, conversation)
            .bind(2, milliseconds_of(each.due))
            .bind(3, std::string_view(each.node))
            .bind(4, std::int64_t{each.turn})
            .run();
    }
}

void later_rows::forget(std::int64_t conversation) {
    using_statement(forget_messages_)->bind(1, conversation).run();
    using_statement(forget_timers_)->bind(1, conversation).run();
}

std::uint64_t later_rows::drop(core::wall_time before, std::int64_t limit) {
    using_statement(drop_timers_)->bind(1, milliseconds_of(before)).run();
    using_statement(drop_messages_)->bind(1, milliseconds_of(before)).bind(2, limit).run();
    return static_cast<std::uint64_t>(in_.changes());
}

bool later_rows::begin(const lease& held, std::uint64_t id, core::wall_time now) {
    using_statement row(begin_);
    row->bind(1, static_cast<std::int64_t>(id))
        .bind(2, milliseconds_of(now))
        .bind(3, static_cast<std::int64_t>(held.fence))
        .bind(4, std::string_view(held.name))
        .run();
    return in_.changes() == 1;
}

void later_rows::settle(std::uint64_t id, const settlement& how) {
    using_statement row(settle_);
    row->bind(1, static_cast<std::int64_t>(id))
        .bind(2, static_cast<std::int64_t>(how.how))
        .bind(3, milliseconds_of(how.due))
        .bind(4, std::string_view(how.why))
        .bind(5, milliseconds_of(how.at))
        .run();
}

bool later_rows::drop_timer(std::uint64_t id) {
    using_statement(remove_timer_)->bind(1, static_cast<std::int64_t>(id)).run();
    return in_.changes() == 1;
}

bool later_rows::remove_message(std::uint64_t id) {
    using_statement(remove_message_)->bind(1, static_cast<std::int64_t>(id)).run();
    return in_.changes() == 1;
}

}  // namespace store::sqlite
