// The part of the store in memory that keeps messages, timers, leases and tokens.
#pragma once

#include "bot/store/store.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace support {

class memory_outbox : public store::store {
public:
    struct message : ::store::queued_message {
        ::store::fate how = ::store::fate::waiting;
        core::wall_time due{}, at{};
        std::uint64_t fence = 0;
        std::string why;
    };
    struct lease_row {
        std::string holder;
        std::uint64_t fence = 0;
        core::wall_time until{};
    };
    struct pulled : ::store::inbox_item {
        std::string feed;
        core::wall_time at{};
    };
    struct contents {
        std::mutex guard;
        std::map<std::uint64_t, message> messages;
        std::map<std::uint64_t, ::store::due_timer> timers;
        std::map<std::string, lease_row> leases;
        std::map<std::string, ::store::stored_token> tokens;
        std::uint64_t last_id = 0;
        std::map<std::uint64_t, pulled> inbox;
        std::map<std::string, std::string> cursors;
    };

    runtime::task<core::result<std::string>> find_cursor(std::string feed) override {
        const std::lock_guard lock(kept_->guard);
        co_return kept_->cursors[feed];
    }

    runtime::task<core::result<std::optional<std::vector<std::uint64_t>>>> take_page(
        ::store::lease under, ::store::inbox_page page) override {
        const std::lock_guard lock(kept_->guard);
        if (!is_held(under)) co_return std::optional<std::vector<std::uint64_t>>();
        std::vector<std::uint64_t> numbers;
        for (auto& item : page.items) {
            const bool known = std::ranges::any_of(kept_->inbox, [&](const auto& row) {
                return row.second.feed == page.feed && row.second.id == item.id;
            });
            const bool waits = !known && item.matters;
            if (!known) kept_->inbox[++kept_->last_id] = {std::move(item), page.feed, page.at};
            numbers.push_back(waits ? kept_->last_id : 0);
        }
        kept_->cursors[page.feed] = page.cursor;
        co_return std::optional(std::move(numbers));
    }

    runtime::task<core::result<std::vector<::store::waiting_item>>> waiting_items(
        std::string feed, std::uint64_t after, std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<::store::waiting_item> found;
        for (const auto& [number, each] : kept_->inbox)
            if (number > after && each.feed == feed && each.matters && found.size() < limit)
                found.push_back({number, each.id, each.content});
        co_return found;
    }

    runtime::task<core::result<void>> settle_items(std::vector<std::uint64_t> numbers) override {
        const std::lock_guard lock(kept_->guard);
        for (const auto number : numbers) {
            kept_->inbox[number].matters = false;
            kept_->inbox[number].content.clear();
        }
        co_return core::result<void>();
    }

    void fail_next_settlements(int count) {
        const std::lock_guard lock(kept_->guard);
        failing_settlements_ = count;
    }

    runtime::task<core::result<std::vector<::store::queued_message>>> due_messages(
        std::string account, core::wall_time now, std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<::store::queued_message> found;
        std::set<std::string> blocked;
        for (const auto& [id, each] : kept_->messages) {
            if (each.key.account != account || each.how > ::store::fate::sending) continue;
            const bool is_first = blocked.insert(each.key.user).second;
            if (is_first && each.how == ::store::fate::waiting && each.due <= now &&
                found.size() < limit)
                found.push_back(each);
        }
        co_return found;
    }

    runtime::task<core::result<std::vector<::store::queued_message>>> begun_before(
        ::store::lease held, std::string account, std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<::store::queued_message> found;
        for (const auto& [id, each] : kept_->messages)
            if (each.key.account == account && each.how == ::store::fate::sending &&
                each.fence < held.fence && found.size() < limit)
                found.push_back(each);
        co_return found;
    }

    runtime::task<core::result<::store::under_lease>> begin_message(::store::lease held,
                                                                    std::uint64_t id,
                                                                    core::wall_time now) override {
        const std::lock_guard lock(kept_->guard);
        const auto found = kept_->messages.find(id);
        if (found == kept_->messages.end() || !is_held(held))
            co_return ::store::under_lease::refused;
        message& it = found->second;
        const bool left_behind = it.how == ::store::fate::sending && it.fence < held.fence;
        if (it.how != ::store::fate::waiting && !left_behind)
            co_return ::store::under_lease::refused;
        it.how = ::store::fate::sending;
        it.fence = held.fence;
        ++it.attempts;
        if (it.began == core::wall_time()) it.began = now;
        it.at = now;
        co_return ::store::under_lease::done;
    }

    runtime::task<core::result<void>> settle_message(std::uint64_t id,
                                                     ::store::settlement how) override {
        const std::lock_guard lock(kept_->guard);
        if (failing_settlements_ > 0) {
            --failing_settlements_;
            co_return core::errc::unavailable;
        }
        const auto found = kept_->messages.find(id);
        if (found == kept_->messages.end() || found->second.how > ::store::fate::sending)
            co_return core::result<void>();
        message& it = found->second;
        it.how = how.how;
        it.due = how.due;
        it.why = how.why;
        if (how.how == ::store::fate::dead) it.at = how.at;
        if (how.how == ::store::fate::sent || how.how == ::store::fate::unknown) it.body.clear();
        co_return core::result<void>();
    }

    runtime::task<core::result<std::vector<core::wall_time>>> sent_since(
        core::conversation_key key, core::wall_time since) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<core::wall_time> times;
        for (const auto& [id, each] : kept_->messages)
            if (each.key == key && each.at >= since && each.how != ::store::fate::waiting &&
                each.how != ::store::fate::dead)
                times.push_back(each.at);
        std::ranges::sort(times);
        co_return times;
    }

    runtime::task<core::result<::store::outgoing_count>> count_messages(
        std::string account) override {
        const std::lock_guard lock(kept_->guard);
        ::store::outgoing_count count;
        for (const auto& [id, each] : kept_->messages) {
            if (each.key.account != account || each.how == ::store::fate::sent) continue;
            if (each.how > ::store::fate::sent) {
                ++count.dead;
            } else if (count.waiting++ == 0) {
                count.oldest = each.created;
            }
        }
        co_return count;
    }

    runtime::task<core::result<std::vector<::store::dead_letter>>> dead_letters(
        std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<::store::dead_letter> found;
        for (auto at = kept_->messages.rbegin(); at != kept_->messages.rend(); ++at) {
            const message& it = at->second;
            if (it.how > ::store::fate::sent && found.size() < limit)
                found.push_back(
                    {it.id, it.key.account, it.how, it.created, it.at, it.attempts, it.why});
        }
        co_return found;
    }

    runtime::task<core::result<std::vector<::store::due_timer>>> due_timers(
        core::wall_time now, std::size_t limit) override {
        const std::lock_guard lock(kept_->guard);
        std::vector<::store::due_timer> found;
        for (const auto& [id, each] : kept_->timers)
            if (each.what.due <= now) found.push_back(each);
        std::ranges::stable_sort(found, {}, [](const auto& each) { return each.what.due; });
        if (found.size() > limit) found.resize(limit);
        co_return found;
    }

    runtime::task<core::result<void>> drop_timer(std::uint64_t id) override {
        const std::lock_guard lock(kept_->guard);
        kept_->timers.erase(id);
        co_return core::result<void>();
    }

    runtime::task<core::result<std::optional<::store::lease>>> take_lease(
        std::string name, std::string holder, core::wall_time now,
        std::chrono::milliseconds lasts) override {
        const std::lock_guard lock(kept_->guard);
        lease_row& row = kept_->leases[name];
        const bool is_ours = row.holder == holder;
        if (!is_ours && row.until > now) co_return std::optional<::store::lease>();
        if (!is_ours || row.until == core::wall_time()) ++row.fence;
        row.holder = holder;
        row.until = now + lasts;
        co_return std::optional(::store::lease{name, row.fence, row.until});
    }

    runtime::task<core::result<void>> end_lease(::store::lease held) override {
        const std::lock_guard lock(kept_->guard);
        if (is_held(held)) kept_->leases[held.name].until = {};
        co_return core::result<void>();
    }

    runtime::task<core::result<std::optional<::store::stored_token>>> find_token(
        std::string account) override {
        const std::lock_guard lock(kept_->guard);
        const auto found = kept_->tokens.find(account);
        if (found == kept_->tokens.end()) co_return std::optional<::store::stored_token>();
        co_return std::optional(found->second);
    }

    runtime::task<core::result<::store::under_lease>> keep_token(
        ::store::lease under, std::string account, ::store::stored_token what) override {
        const std::lock_guard lock(kept_->guard);
        if (!is_held(under)) co_return ::store::under_lease::refused;
        kept_->tokens[account] = std::move(what);
        co_return ::store::under_lease::done;
    }

protected:
    explicit memory_outbox(std::shared_ptr<contents> kept) : kept_(std::move(kept)) {}

    // All under the guard.
    bool take_what_began(const ::store::consequences& what) {
        if (what.fired != 0 && kept_->timers.erase(what.fired) == 0) return false;
        if (what.withdrawn == 0) return true;
        const auto found = kept_->messages.find(what.withdrawn);
        if (found == kept_->messages.end() || found->second.how != ::store::fate::waiting)
            return false;
        kept_->messages.erase(found);
        return true;
    }
    void append(const ::store::turn& change) {
        for (const auto& each : change.more->messages) {
            message row;
            row.id = ++kept_->last_id;
            row.key = change.key;
            row.body = each.body;
            row.created = change.at;
            row.due = each.due;
            kept_->messages.emplace(row.id, std::move(row));
        }
        for (const auto& each : change.more->timers) {
            const auto id = ++kept_->last_id;
            kept_->timers.emplace(id, ::store::due_timer{id, change.key, each});
        }
    }
    void forget(const core::conversation_key& key) {
        const auto of_key = [&key](const auto& entry) { return entry.second.key == key; };
        std::erase_if(kept_->messages, of_key);
        std::erase_if(kept_->timers, of_key);
    }
    void forget_pulled(const core::conversation_key& key) {
        for (auto& [number, each] : kept_->inbox)
            if (each.key == key) each.matters = false;
    }
    std::uint64_t drop(core::wall_time before) {
        std::erase_if(kept_->inbox, [&](const auto& entry) { return entry.second.at < before; });
        std::erase_if(kept_->timers,
                      [&](const auto& entry) { return entry.second.what.due < before; });
        return std::erase_if(kept_->messages,
                             [&](const auto& entry) { return entry.second.created < before; });
    }

private:
    bool is_held(const ::store::lease& held) const {
        const auto found = kept_->leases.find(held.name);
        return found != kept_->leases.end() && found->second.fence == held.fence;
    }

    std::shared_ptr<contents> kept_;
    int failing_settlements_ = 0;
};

}  // namespace support
