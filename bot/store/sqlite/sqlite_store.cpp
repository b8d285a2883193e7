#include "bot/store/sqlite/sqlite_store.h"

#include "bot/store/sqlite/inbox_rows.h"

#include <utility>

namespace store::sqlite {
namespace {

// Rows that one step of retention removes: so few that commits in the same batch hardly notice.
constexpr std::int64_t retention_step = 200;

struct commit_job final : write_job {
    explicit commit_job(sealed_turn sealed) : change(std::move(sealed)) {}
    void apply(writing& tables) override { outcome = tables.commit(change); }
    sealed_turn change;
    commit_outcome outcome{};
};

struct erase_job final : write_job {
    explicit erase_job(const lookup& key) : conversation(key) {}
    void apply(writing& tables) override {
        tables.erase(conversation);
        forget_items(tables.file(), conversation);
    }
    lookup conversation;
};

struct drop_turns_job final : write_job {
    explicit drop_turns_job(core::wall_time when) : before(when) {}
    void apply(writing& tables) override { count = tables.drop_turns(before, retention_step); }
    core::wall_time before;
    dropped count;
};

struct drop_words_job final : write_job {
    explicit drop_words_job(core::wall_time when) : before(when) {}
    void apply(writing& tables) override { count = tables.drop_words(before, retention_step); }
    core::wall_time before;
    std::uint64_t count = 0;
};

struct drop_later_job final : write_job {
    explicit drop_later_job(core::wall_time when) : before(when) {}
    void apply(writing& tables) override { count = tables.later().drop(before, retention_step); }
    core::wall_time before;
    std::uint64_t count = 0;
};

struct drop_items_job final : write_job {
    explicit drop_items_job(core::wall_time when) : before(when) {}
    void apply(writing& tables) override {
        count = drop_items(tables.file(), before, retention_step);
    }
    core::wall_time before;
    std::uint64_t count = 0;
};

writer_settings writer_settings_of(const std::string& path, const settings& given) {
    writer_settings out;
    out.path = path;
    out.full_sync = given.full_sync;
    out.queue_limit = given.queue_limit;
    out.retry_after = given.retry_after;
    return out;
}

core::counter& outcomes(core::metrics& registry, std::string_view labels) {
    return registry.count("daozhen_store_commits_total", "Turns given to the store, by outcome.",
                          labels);
}

std::size_t size_of(const turn& change) {
    std::size_t later = 0;
    if (change.more)
        for (const outgoing& each : change.more->messages) later += each.body.size();
    return later + change.state.size() + change.reply.delivery_key.size() +
           change.reply.body.size() + change.record.patient_text.size() +
           change.record.reply_text.size() + change.key.user.size();
}

}  // namespace

sqlite_store::sqlite_store(const std::string& path, std::unique_ptr<sealer> with,
                           const secret& names, const settings& given, core::metrics& registry)
    : sealer_(std::move(with)),
      names_(names),
      turn_limit_(given.turn_limit),
      applied_(outcomes(registry, R"(outcome="applied")")),
      conflicts_(outcomes(registry, R"(outcome="conflict")")),
      duplicates_(outcomes(registry, R"(outcome="duplicate")")),
      checkpointer_(path, pauses_, given.checkpoint_pages),
      readers_(path, *sealer_, given.reader_threads, given.queue_limit),
      writer_(
          writer_settings_of(path, given), pauses_,
          [this](int pages) { checkpointer_.log_has(pages); }, registry) {}

runtime::task<core::result<conversation>> sqlite_store::load(core::conversation_key key) {
    const auto where = names_.conversation(key);
    auto look = [&](reading& tables) { return tables.load(where); };
    auto found = co_await readers_.run(std::move(look));
    if (found) found->where = where;
    co_return found;
}

runtime::task<core::result<commit_outcome>> sqlite_store::commit(turn change) {
    if (size_of(change) > turn_limit_) co_return core::errc::too_large;
    const bool forgets = change.erase_history;
    commit_job job(seal(*sealer_, names_, std::move(change)));
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    (job.outcome == commit_outcome::applied    ? applied_
     : job.outcome == commit_outcome::conflict ? conflicts_
                                               : duplicates_)
        .add();
    if (forgets && job.outcome == commit_outcome::applied) checkpointer_.empty_log_soon();
    co_return job.outcome;
}

runtime::task<core::result<std::optional<std::string>>> sqlite_store::find_reply(
    core::conversation_key key, std::string delivery_key) {
    const auto where = names_.conversation(key);
    const auto delivery = names_.delivery(where, delivery_key);
    auto look = [&](reading& tables) { return tables.find_reply(where, delivery, delivery_key); };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::vector<stored_turn>>> sqlite_store::history(
    core::conversation_key key) {
    const auto where = names_.conversation(key);
    auto look = [&](reading& tables) { return tables.history(where); };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<void>> sqlite_store::erase(core::conversation_key key) {
    erase_job job(names_.conversation(key));
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return co_await checkpointer_.empty_log();
}

runtime::task<core::result<dropped>> sqlite_store::drop_older_than(core::wall_time texts_before,
                                                                   core::wall_time codes_before) {
    dropped count;
    for (bool more = true; more;) {
        drop_turns_job job(codes_before);
        const auto stored = co_await writer_.perform(job);
        if (!stored) co_return stored.error();
        count.turns += job.count.turns;
        count.conversations += job.count.conversations;
        more = job.count.turns == static_cast<std::uint64_t>(retention_step);
    }
    for (bool more = true; more;) {
        drop_words_job job(texts_before);
        const auto stored = co_await writer_.perform(job);
        if (!stored) co_return stored.error();
        count.texts += job.count;
        more = job.count == static_cast<std::uint64_t>(retention_step);
    }
    for (bool more = true; more;) {
        drop_later_job job(texts_before);
        const auto stored = co_await writer_.perform(job);
        if (!stored) co_return stored.error();
        count.messages += job.count;
        more = job.count == static_cast<std::uint64_t>(retention_step);
    }
    for (bool more = true; more;) {
        drop_items_job job(texts_before);
        const auto stored = co_await writer_.perform(job);
        if (!stored) co_return stored.error();
        count.messages += job.count;
        more = job.count == static_cast<std::uint64_t>(retention_step);
    }
    if (count == dropped{}) co_return count;
    const auto emptied = co_await checkpointer_.empty_log();
    if (!emptied) co_return emptied.error();
    co_return count;
}

runtime::task<core::result<std::uint64_t>> sqlite_store::count_conversations() {
    auto look = [](reading& tables) { return tables.count_conversations(); };
    co_return co_await readers_.run(std::move(look));
}

}  // namespace store::sqlite
