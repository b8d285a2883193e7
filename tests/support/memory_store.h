// A store in memory for tests: the same promises as the real ones, plus faults on demand. Several
// stores over one `contents` are several machines, or one machine before and after a restart.
// Thread-safe like every store.
#pragma once

#include "bot/store/store.h"
#include "bot/store/waiting.h"
#include "tests/support/memory_outbox.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace support {

class memory_store final : public memory_outbox {
public:
    static constexpr std::size_t recent_turns = 8;

    struct conversation {
        std::uint64_t version = 0;
        std::string state;
        std::vector<::store::stored_turn> turns;  // oldest first
        core::wall_time at{};
    };
    struct contents : memory_outbox::contents {
        std::unordered_map<core::conversation_key, conversation> conversations;
        std::vector<::store::release> releases;
    };

    memory_store() : memory_store(std::make_shared<contents>()) {}
    explicit memory_store(std::shared_ptr<contents> kept)
        : memory_outbox(kept), kept_(std::move(kept)) {}

    std::shared_ptr<contents> kept() const { return kept_; }

    // Faults. Each call of load() or commit() uses up one of its kind.
    void fail_next_loads(int count, core::errc with = core::errc::unavailable) {
        const std::lock_guard lock(guard_);
        failing_loads_ = count;
        load_failure_ = with;
    }
    void fail_next_commits(int count, core::errc with = core::errc::unavailable) {
        const std::lock_guard lock(guard_);
        failing_commits_ = count;
        commit_failure_ = with;
    }
    // The commit is stored, but the caller is told that it is unknown: a lost connection.
    void lose_next_answers(int count) { lost_answers_ = count; }
    void conflict_next_commits(int count) { conflicts_ = count; }
    // Runs once, before the next commit is looked at: what another machine does meanwhile.
    void before_next_commit(std::function<void()> elsewhere) {
        const std::lock_guard lock(guard_);
        elsewhere_ = std::move(elsewhere);
    }
    // Commits wait, unstored, from hold_commits() until release_commits().
    void hold_commits() {
        const std::lock_guard lock(guard_);
        holding_ = true;
    }
    void release_commits() {
        std::vector<::store::parked> waiting;
        {
            const std::lock_guard lock(guard_);
            holding_ = false;
            waiting.swap(held_);
        }
        ::store::resume_all(std::move(waiting));
    }
    void set_healthy(bool healthy) { healthy_ = healthy; }

    int loads() const { return loads_; }
    int commits() const { return commits_; }
    std::size_t held_commits() const {
        const std::lock_guard lock(guard_);
        return held_.size();
    }

    // One commit without coroutine or fault, as another machine would do it.
    ::store::commit_outcome apply(::store::turn change) {
        const std::lock_guard lock(kept_->guard);
        auto& now = kept_->conversations[change.key];
        if (reply_of(now, change.reply.delivery_key)) return ::store::commit_outcome::duplicate;
        if (now.version != change.expected_version) return ::store::commit_outcome::conflict;
        if (change.more && !take_what_began(*change.more))
            return ::store::commit_outcome::duplicate;
        if (change.erase_history) {
            now.turns.clear();
            forget(change.key);
        }
        if (change.more) append(change);
        now.state = std::move(change.state);
        now.at = change.at;
        now.turns.push_back({++now.version, change.at, std::move(change.reply.delivery_key),
                             std::move(change.reply.body), std::move(change.record)});
        return ::store::commit_outcome::applied;
    }

    runtime::task<core::result<::store::conversation>> load(core::conversation_key key) override {
        ++loads_;
        if (const auto failure = take(failing_loads_, load_failure_)) co_return *failure;
        const std::lock_guard lock(kept_->guard);
        ::store::conversation found;
        const auto* now = find(key);
        if (now == nullptr) co_return found;
        found.version = now->version;
        found.state = now->state;
        const auto skipped = now->turns.size() - std::min(recent_turns, now->turns.size());
        for (std::size_t i = skipped; i < now->turns.size(); ++i)
            found.recent.push_back({now->turns[i].delivery_key, now->turns[i].reply_body});
        co_return found;
    }

    runtime::task<core::result<::store::commit_outcome>> commit(::store::turn change) override {
        ++commits_;
        co_await until_released();
        if (const auto meanwhile = take_elsewhere()) meanwhile();
        if (const auto failure = take(failing_commits_, commit_failure_)) co_return *failure;
        if (take(conflicts_)) co_return ::store::commit_outcome::conflict;
        const auto outcome = apply(std::move(change));
        if (take(lost_answers_)) co_return core::make_error_code(core::errc::unavailable);
        co_return outcome;
    }

    runtime::task<core::result<std::optional<std::string>>> find_reply(
        core::conversation_key key, std::string delivery_key) override {
        const std::lock_guard lock(kept_->guard);
        const auto* now = find(key);
        if (now == nullptr) co_return std::optional<std::string>();
        co_return reply_of(*now, delivery_key);
    }

    runtime::task<core::result<std::vector<::store::stored_turn>>> history(
        core::conversation_key key) override {
        const std::lock_guard lock(kept_->guard);
        const auto* now = find(key);
        co_return now == nullptr ? std::vector<::store::stored_turn>() : now->turns;
    }

    runtime::task<core::result<void>> erase(core::conversation_key key) override {
        const std::lock_guard lock(kept_->guard);
        kept_->conversations.erase(key);
        forget(key);
        forget_pulled(key);
        co_return core::result<void>();
    }

    runtime::task<core::result<::store::dropped>> drop_older_than(
        core::wall_time texts_before, core::wall_time codes_before) override {
        const std::lock_guard lock(kept_->guard);
        ::store::dropped count;
        for (auto& [key, now] : kept_->conversations) {
            count.turns +=
                std::erase_if(now.turns, [&](const auto& turn) { return turn.at < codes_before; });
            for (auto& turn : now.turns) {
                if (turn.at >= texts_before || turn.delivery_key.empty()) continue;
                turn.delivery_key.clear();
                turn.reply_body.clear();
                turn.record.patient_text.clear();
                turn.record.reply_text.clear();
                ++count.texts;
            }
        }
        count.conversations = std::erase_if(kept_->conversations, [&](const auto& entry) {
            return entry.second.at < codes_before;
        });
        count.messages = drop(texts_before);
        co_return count;
    }

    runtime::task<core::result<::store::publish_outcome>> publish(::store::release made) override {
        const std::lock_guard lock(kept_->guard);
        if (made.number != kept_->releases.size() + 1)
            co_return ::store::publish_outcome::overtaken;
        kept_->releases.push_back(std::move(made));
        co_return ::store::publish_outcome::published;
    }

    runtime::task<core::result<std::vector<::store::release>>> releases() override {
        const std::lock_guard lock(kept_->guard);
        auto listed = kept_->releases;
        for (auto& one : listed) one.files.clear();
        co_return listed;
    }

    runtime::task<core::result<std::optional<::store::release>>> find_release(
        std::uint32_t number) override {
        const std::lock_guard lock(kept_->guard);
        std::optional<::store::release> found;
        if (number >= 1 && number <= kept_->releases.size()) found = kept_->releases[number - 1];
        co_return found;
    }

    runtime::task<core::result<void>> retire(std::uint32_t release, core::wall_time at) override {
        const std::lock_guard lock(kept_->guard);
        auto& one = kept_->releases.at(release - 1);
        if (!one.retired_at) one.retired_at = at;
        co_return core::result<void>();
    }

    runtime::task<core::result<std::uint64_t>> drop_files_retired_before(
        core::wall_time before) override {
        const std::lock_guard lock(kept_->guard);
        std::uint64_t count = 0;
        for (auto& one : kept_->releases) {
            if (!one.retired_at || *one.retired_at >= before || one.files.empty()) continue;
            one.files.clear();
            ++count;
        }
        co_return count;
    }

    runtime::task<core::result<std::vector<::store::kept_state>>> states_since(
        core::wall_time since, std::uint64_t after, std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::map<std::pair<std::string, std::string>, const conversation*> in_order;
        for (const auto& [key, now] : kept_->conversations)
            in_order.emplace(std::pair(key.account, key.user), &now);
        std::vector<::store::kept_state> page;
        std::uint64_t place = 0;
        for (const auto& [key, now] : in_order)
            if (++place > after && now->at >= since && page.size() < limit)
                page.push_back({place, now->state});
        co_return page;
    }

    runtime::task<core::result<std::uint64_t>> count_conversations() override {
        const std::lock_guard lock(kept_->guard);
        std::uint64_t count = 0;
        for (const auto& [key, now] : kept_->conversations) count += now.version > 0 ? 1 : 0;
        co_return count;
    }

    bool healthy() const noexcept override { return healthy_; }

private:
    const conversation* find(const core::conversation_key& key) const {
        const auto found = kept_->conversations.find(key);
        return found == kept_->conversations.end() ? nullptr : &found->second;
    }
    static std::optional<std::string> reply_of(const conversation& now, const std::string& key) {
        for (const auto& turn : now.turns)
            if (turn.delivery_key == key && !key.empty()) return turn.reply_body;
        return {};
    }

    static bool take(std::atomic<int>& left) {
        int now = left;
        while (now > 0)
            if (left.compare_exchange_weak(now, now - 1)) return true;
        return false;
    }
    std::optional<boost::system::error_code> take(int& left, core::errc failure) {
        const std::lock_guard lock(guard_);
        if (left == 0) return {};
        --left;
        return core::make_error_code(failure);
    }
    std::function<void()> take_elsewhere() {
        const std::lock_guard lock(guard_);
        return std::exchange(elsewhere_, nullptr);
    }

    runtime::task<> until_released() {
        auto keep = [this](::store::parked waiting) {
            std::vector<::store::parked> at_once;
            const std::lock_guard lock(guard_);
            (holding_ ? held_ : at_once).push_back(std::move(waiting));
            ::store::resume_all(std::move(at_once));
        };
        co_await ::store::park(std::move(keep));
    }

    std::shared_ptr<contents> kept_;
    mutable std::mutex guard_;  // of the faults
    int failing_loads_ = 0, failing_commits_ = 0;
    core::errc load_failure_{}, commit_failure_{};
    std::function<void()> elsewhere_;
    bool holding_ = false;
    std::vector<::store::parked> held_;
    std::atomic<int> lost_answers_{0}, conflicts_{0}, loads_{0}, commits_{0};
    std::atomic<bool> healthy_{true};
};

}  // namespace support
