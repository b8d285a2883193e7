// The part of the store that keeps what is still to be sent or done.
#include "bot/store/sqlite/later_reading.h"
#include "bot/store/sqlite/sqlite_store.h"

#include <utility>

namespace store::sqlite {
namespace {

struct begin_job final : write_job {
    begin_job(lease under, std::uint64_t message, core::wall_time when)
        : held(std::move(under)), id(message), now(when) {}
    void apply(writing& tables) override { begun = tables.later().begin(held, id, now); }
    lease held;
    std::uint64_t id;
    core::wall_time now;
    bool begun = false;
};

struct settle_job final : write_job {
    settle_job(std::uint64_t message, settlement given) : id(message), how(std::move(given)) {}
    void apply(writing& tables) override { tables.later().settle(id, how); }
    std::uint64_t id;
    settlement how;
};

struct drop_timer_job final : write_job {
    explicit drop_timer_job(std::uint64_t timer) : id(timer) {}
    void apply(writing& tables) override { tables.later().drop_timer(id); }
    std::uint64_t id;
};

}  // namespace

runtime::task<core::result<std::vector<queued_message>>> sqlite_store::due_messages(
    std::string account, core::wall_time now, std::size_t limit) {
    auto look = [&](reading& tables) {
        return read_due(tables.file(), *sealer_, account, now, limit);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::vector<queued_message>>> sqlite_store::begun_before(
    lease held, std::string account, std::size_t limit) {
    auto look = [&](reading& tables) {
        return read_begun(tables.file(), *sealer_, held, account, limit);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<under_lease>> sqlite_store::begin_message(lease held, std::uint64_t id,
                                                                     core::wall_time now) {
    begin_job job(std::move(held), id, now);
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return job.begun ? under_lease::done : under_lease::refused;
}

runtime::task<core::result<void>> sqlite_store::settle_message(std::uint64_t id, settlement how) {
    settle_job job(id, std::move(how));
    co_return co_await writer_.perform(job);
}

runtime::task<core::result<std::vector<core::wall_time>>> sqlite_store::sent_since(
    core::conversation_key key, core::wall_time since) {
    const auto where = names_.conversation(key);
    auto look = [&](reading& tables) -> core::result<std::vector<core::wall_time>> {
        return read_sent(tables.file(), where, since);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<outgoing_count>> sqlite_store::count_messages(std::string account) {
    auto look = [&](reading& tables) -> core::result<outgoing_count> {
        return read_count(tables.file(), account);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::vector<dead_letter>>> sqlite_store::dead_letters(
    std::size_t limit) {
    auto look = [=](reading& tables) -> core::result<std::vector<dead_letter>> {
        return read_dead(tables.file(), limit);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::vector<due_timer>>> sqlite_store::due_timers(core::wall_time now,
                                                                             std::size_t limit) {
    auto look = [&](reading& tables) {
        return read_due_timers(tables.file(), *sealer_, now, limit);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<void>> sqlite_store::drop_timer(std::uint64_t id) {
    drop_timer_job job(id);
    co_return co_await writer_.perform(job);
}

}  // namespace store::sqlite
