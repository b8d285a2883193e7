// The part of the store that keeps releases.
#include "bot/store/sqlite/release_rows.h"
#include "bot/store/sqlite/sqlite_store.h"

#include <utility>

namespace store::sqlite {
namespace {

struct publish_job final : write_job {
    explicit publish_job(release given) : made(std::move(given)) {}
    void apply(writing& tables) override { outcome = insert_release(tables.file(), made); }
    release made;
    publish_outcome outcome{};
};

struct retire_job final : write_job {
    retire_job(std::uint32_t release, core::wall_time when) : number(release), at(when) {}
    void apply(writing& tables) override { retire_release(tables.file(), number, at); }
    std::uint32_t number;
    core::wall_time at;
};

struct drop_files_job final : write_job {
    explicit drop_files_job(core::wall_time when) : before(when) {}
    void apply(writing& tables) override { count = drop_release_files(tables.file(), before); }
    core::wall_time before;
    std::uint64_t count = 0;
};

}  // namespace

runtime::task<core::result<publish_outcome>> sqlite_store::publish(release made) {
    publish_job job(std::move(made));
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return job.outcome;
}

runtime::task<core::result<std::vector<release>>> sqlite_store::releases() {
    auto look = [](reading& tables) -> core::result<std::vector<release>> {
        return read_releases(tables.file());
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::optional<release>>> sqlite_store::find_release(
    std::uint32_t number) {
    auto look = [number](reading& tables) -> core::result<std::optional<release>> {
        transaction one_moment(tables.file(), transaction::kind::read);
        return read_release(tables.file(), number);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<void>> sqlite_store::retire(std::uint32_t release, core::wall_time at) {
    retire_job job(release, at);
    co_return co_await writer_.perform(job);
}

runtime::task<core::result<std::uint64_t>> sqlite_store::drop_files_retired_before(
    core::wall_time before) {
    drop_files_job job(before);
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return job.count;
}

runtime::task<core::result<std::vector<kept_state>>> sqlite_store::states_since(
    core::wall_time since, std::uint64_t after, std::size_t limit) {
    auto look = [=](reading& tables) { return tables.states_since(since, after, limit); };
    co_return co_await readers_.run(std::move(look));
}

}  // namespace store::sqlite
