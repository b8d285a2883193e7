// The part of the store that keeps leases and tokens.
#include "bot/store/sqlite/lease_rows.h"
#include "bot/store/sqlite/sqlite_store.h"

#include <utility>

namespace store::sqlite {
namespace {

struct take_job final : write_job {
    take_job(std::string lease_name, std::string by, core::wall_time when,
             std::chrono::milliseconds how_long)
        : name(std::move(lease_name)), holder(std::move(by)), now(when), lasts(how_long) {}
    void apply(writing& tables) override {
        taken = sqlite::take_lease(tables.file(), name, holder, now, lasts);
    }
    std::string name, holder;
    core::wall_time now;
    std::chrono::milliseconds lasts;
    std::optional<lease> taken;
};

struct release_job final : write_job {
    explicit release_job(lease given) : held(std::move(given)) {}
    void apply(writing& tables) override { release_lease(tables.file(), held); }
    lease held;
};

struct keep_token_job final : write_job {
    keep_token_job(lease held, std::string whose, const stored_token& what, std::string value)
        : under(std::move(held)),
          account(std::move(whose)),
          taken(what.taken),
          expires(what.expires),
          sealed(std::move(value)) {}
    void apply(writing& tables) override {
        kept = sqlite::keep_token(tables.file(), under, account, taken, expires, sealed);
    }
    lease under;
    std::string account;
    core::wall_time taken, expires;
    std::string sealed;
    bool kept = false;
};

}  // namespace

runtime::task<core::result<std::optional<lease>>> sqlite_store::take_lease(
    std::string name, std::string holder, core::wall_time now, std::chrono::milliseconds lasts) {
    take_job job(std::move(name), std::move(holder), now, lasts);
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return std::move(job.taken);
}

runtime::task<core::result<void>> sqlite_store::end_lease(lease held) {
    release_job job(std::move(held));
    co_return co_await writer_.perform(job);
}

runtime::task<core::result<std::optional<stored_token>>> sqlite_store::find_token(
    std::string account) {
    auto look = [&](reading& tables) { return read_token(tables.file(), *sealer_, account); };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<under_lease>> sqlite_store::keep_token(lease under, std::string account,
                                                                  stored_token what) {
    auto sealed = seal_token(*sealer_, account, what.value);
    keep_token_job job(std::move(under), std::move(account), what, std::move(sealed));
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return job.kept ? under_lease::done : under_lease::refused;
}

}  // namespace store::sqlite
