#include "bot/session/release_keeper.h"

#include "bot/core/log.h"

#include <algorithm>

namespace session {
namespace {

// Conversations of `older` have to move because of a release published after it.
bool moves_on(const store::release& older, const std::vector<store::release>& listed) {
    return std::ranges::any_of(listed, [&](const store::release& later) {
        if (later.number <= older.number) return false;
        return later.kind == store::release_kind::urgent ||
               (later.kind == store::release_kind::recall && later.recalls_from <= older.number);
    });
}

std::string summary(const std::vector<older_release>& older) {
    std::string numbers;
    for (const older_release& one : older)
        if (one.pinned != nullptr)
            numbers += (numbers.empty() ? "" : " ") + std::to_string(one.number);
    return numbers;
}

}  // namespace

release_keeper::release_keeper(store::store& memory, script_source& scripts,
                               const core::clock& clock)
    : store_(memory), scripts_(scripts), clock_(clock), library_(memory) {}

runtime::task<core::result<void>> release_keeper::refresh() {
    const auto listed = co_await store_.releases();
    if (!listed) co_return listed.error();
    const auto now = clock_.now();
    const auto found = co_await find_current(*listed);
    if (!found) co_return found.error();
    const release_ptr& current = *found;
    if (current == nullptr) co_return core::result<void>();
    auto older = places_of(*listed, now);
    std::erase_if(older, [&](const place& one) { return one.release.number >= current->number; });
    if (current->number == current_ && older == shelved_) co_return core::result<void>();
    const auto built = co_await build(current, older);
    if (!built) co_return built.error();
    current_ = current->number;
    shelved_ = std::move(older);
    co_return co_await retire(*listed, now);
}

// Those that a conversation may still be in, newest first.
std::vector<release_keeper::place> release_keeper::places_of(
    const std::vector<store::release>& listed, core::wall_time now) {
    std::vector<place> older;
    for (std::size_t i = listed.size(); i-- > 0;) {
        if (i + 1 == listed.size() || listed[i].retired_at) continue;
        const auto superseded = listed[i + 1].published_at;
        if (now - superseded > release_shelf::longest_pin) break;
        older.push_back({listed[i], superseded, !moves_on(listed[i], listed)});
    }
    return older;
}

runtime::task<core::result<release_ptr>> release_keeper::find_current(
    std::vector<store::release> listed) {
    for (std::size_t i = listed.size(); i-- > 0;) {
        auto found = co_await library_.find(listed[i]);
        if (!found || *found != nullptr) co_return found;
    }
    co_return release_ptr();
}

runtime::task<core::result<void>> release_keeper::build(release_ptr current,
                                                        std::vector<place> older) {
    std::map<std::string, release_ptr> by_content{{current->script->content_hash, current}};
    std::vector<older_release> shelf;
    std::vector<std::uint32_t> needed{current->number};
    for (const place& one : older) {
        auto [known, is_new] = by_content.try_emplace(one.release.content_hash);
        if (is_new && by_content.size() > most_shelved) {
            by_content.erase(known);
            continue;
        }
        if (is_new) {
            auto found = co_await library_.find(one.release);
            if (!found) co_return found.error();
            known->second = *found;
        }
        const release_ptr own = known->second;
        if (own == nullptr) continue;
        needed.push_back(own->number);
        shelf.push_back({one.release.number, own->script,
                         one.pins ? library_.mix(*own, *current) : nullptr, one.superseded_at});
    }
    core::log(core::severity::info, "release-current",
              {{"release", current->number},
               {"hash", current->script->content_hash},
               {"pinned", summary(shelf)}});
    scripts_.put_up(std::make_shared<const release_shelf>(current->script, std::move(shelf)));
    library_.keep_only(needed);
    co_return core::result<void>();
}

runtime::task<core::result<void>> release_keeper::retire(std::vector<store::release> listed,
                                                         core::wall_time now) {
    for (std::size_t i = 0; i + 1 < listed.size(); ++i) {
        const bool over = now - listed[i + 1].published_at > release_shelf::longest_pin;
        if (listed[i].retired_at || !over || listed[i].number >= current_) continue;
        const auto retired = co_await store_.retire(listed[i].number, now);
        if (!retired) co_return retired.error();
        core::log(core::severity::info, "release-retired", {{"release", listed[i].number}});
    }
    const auto dropped = co_await store_.drop_files_retired_before(now - files_kept);
    if (!dropped) co_return dropped.error();
    co_return core::result<void>();
}

}  // namespace session
