// The store `sqlite:PATH`: seals on the caller's loop, writes on the writer's thread, reads on the
// readers'.
#pragma once

#include "bot/core/metrics.h"
#include "bot/store/open_store.h"
#include "bot/store/sealing.h"
#include "bot/store/sqlite/checkpointer.h"
#include "bot/store/sqlite/gate.h"
#include "bot/store/sqlite/readers.h"
#include "bot/store/sqlite/writer.h"

#include <memory>
#include <string>

namespace store::sqlite {

class sqlite_store final : public store {
public:
    // The file at `path` is prepared already (open_sqlite.h). Throws `failure`.
    sqlite_store(const std::string& path, std::unique_ptr<sealer> with, const secret& names,
                 const settings& given, core::metrics& registry);

    runtime::task<core::result<conversation>> load(core::conversation_key key) override;
    runtime::task<core::result<commit_outcome>> commit(turn change) override;
    runtime::task<core::result<std::optional<std::string>>> find_reply(
        core::conversation_key key, std::string delivery_key) override;
    runtime::task<core::result<std::vector<stored_turn>>> history(
        core::conversation_key key) override;
    runtime::task<core::result<void>> erase(core::conversation_key key) override;
    runtime::task<core::result<dropped>> drop_older_than(core::wall_time texts_before,
                                                         core::wall_time codes_before) override;
    runtime::task<core::result<publish_outcome>> publish(release made) override;
    runtime::task<core::result<std::vector<release>>> releases() override;
    runtime::task<core::result<std::optional<release>>> find_release(std::uint32_t number) override;
    runtime::task<core::result<void>> retire(std::uint32_t release, core::wall_time at) override;
    runtime::task<core::result<std::uint64_t>> drop_files_retired_before(
        core::wall_time before) override;
    runtime::task<core::result<std::vector<kept_state>>> states_since(core::wall_time since,
                                                                      std::uint64_t after,
                                                                      std::size_t limit) override;
    runtime::task<core::result<std::uint64_t>> count_conversations() override;

    runtime::task<core::result<std::vector<queued_message>>> due_messages(
        std::string account, core::wall_time now, std::size_t limit) override;
    runtime::task<core::result<std::vector<queued_message>>> begun_before(
        lease held, std::string account, std::size_t limit) override;
    runtime::task<core::result<under_lease>> begin_message(lease held, std::uint64_t id,
                                                           core::wall_time now) override;
    runtime::task<core::result<void>> settle_message(std::uint64_t id, settlement how) override;
    runtime::task<core::result<std::vector<core::wall_time>>> sent_since(
        core::conversation_key key, core::wall_time since) override;
    runtime::task<core::result<outgoing_count>> count_messages(std::string account) override;
    runtime::task<core::result<std::vector<dead_letter>>> dead_letters(std::size_t limit) override;

    runtime::task<core::result<std::vector<due_timer>>> due_timers(core::wall_time now,
                                                                   std::size_t limit) override;
    runtime::task<core::result<void>> drop_timer(std::uint64_t id) override;

    runtime::task<core::result<std::optional<lease>>> take_lease(
        std::string name, std::string holder, core::wall_time now,
        std::chrono::milliseconds lasts) override;
    runtime::task<core::result<void>> end_lease(lease held) override;

    runtime::task<core::result<std::optional<stored_token>>> find_token(
        std::string account) override;
    runtime::task<core::result<under_lease>> keep_token(lease under, std::string account,
                                                        stored_token what) override;

    runtime::task<core::result<std::string>> find_cursor(std::string feed) override;
    runtime::task<core::result<std::optional<std::vector<std::uint64_t>>>> take_page(
        lease under, inbox_page page) override;
    runtime::task<core::result<std::vector<waiting_item>>> waiting_items(
        std::string feed, std::uint64_t after, std::size_t limit) override;
    runtime::task<core::result<void>> settle_items(std::vector<std::uint64_t> numbers) override;

    bool healthy() const noexcept override { return writer_.healthy(); }

private:
    const std::unique_ptr<sealer> sealer_;
    const name_hasher names_;
    const std::size_t turn_limit_;
    core::counter& applied_;
    core::counter& conflicts_;
    core::counter& duplicates_;
    gate pauses_;
    checkpointer checkpointer_;
    readers readers_;
    writer writer_;  // last: what waits is written before the rest goes
};

}  // namespace store::sqlite
