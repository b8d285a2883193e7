// The turns of loop_conversations that no message begins.
#include "bot/core/log.h"
#include "bot/session/afterwards.h"
#include "bot/session/loop_conversations.h"
#include "bot/session/saved_conversation.h"

namespace session {
namespace {

constexpr int most_attempts = 3;

void name_what_began(store::consequences& more, const unprompted& what) {
    if (const auto* fired = std::get_if<timer_fired>(&what)) more.fired = fired->id;
    if (const auto* back = std::get_if<message_returned>(&what)) more.withdrawn = back->id;
}

// A reminder that reaches nobody; nothing else has changed.
bool is_lost(const unprompted_step& step, const store::consequences* more) {
    return !step.keeps && (more == nullptr || more->messages.empty());
}

}  // namespace

runtime::task<unprompted_outcome> loop_conversations::take_unprompted(core::conversation_key key,
                                                                      unprompted what,
                                                                      const way_out* out) {
    const auto pass = co_await turnstile_.enter(key);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        cached_conversation before;
        if (const auto* known = cache_.find(key)) {
            before = *known;
        } else {
            auto found = co_await store_.load(key);
            if (!found) co_return unprompted_outcome::failed;
            before = {found->version, std::move(found->state), found->where, 0, {}};
        }
        if (before.version == 0) co_return unprompted_outcome::nothing;
        std::vector<core::wall_time> sent;
        if (out != nullptr) {
            auto asked = co_await store_.sent_since(key, clock_.now() - longest_span(out->rules()));
            if (!asked) co_return unprompted_outcome::failed;
            sent = std::move(*asked);
        }
        const auto* releases = scripts_.now();
        if (releases == nullptr) co_return unprompted_outcome::failed;
        const auto now = clock_.now();
        auto saved = decode(before.state);
        auto step = saved ? take_step(*releases, std::move(*saved), what, now)
                          : core::result<unprompted_step>(saved.error());
        if (!step) {
            core::log(core::severity::error, "state-corrupt", {{"account", key.account}});
            co_return unprompted_outcome::nothing;
        }
        if (step->is_stale) co_return unprompted_outcome::nothing;

        const bool may_send =
            out != nullptr &&
            allowance_of(out->rules(), step->next.opened, sent, now).when == allowance::answer::now;
        afterwards later{std::move(step->content.blocks), step->keeps, may_send, now};
        auto more = arrange(later, step->content, key.user, out, now);
        if (is_lost(*step, more.get())) co_return unprompted_outcome::unreachable;
        if (more == nullptr) more = std::make_shared<store::consequences>();
        name_what_began(*more, what);
        auto& carried = step->next.carried;
        carried.insert(carried.end(), std::make_move_iterator(later.rest.begin()),
                       std::make_move_iterator(later.rest.end()));

        store::turn change;
        change.key = key;
        change.where = before.where;
        change.expected_version = before.version;
        change.state = encode(step->next);
        change.reply = {delivery_key_of(what), {}};
        change.record = std::move(step->record);
        change.at = now;
        change.more = std::move(more);
        cached_conversation after{before.version + 1, change.state, before.where, 0, now};
        const auto committed = co_await store_.commit(std::move(change));
        if (!committed || *committed != store::commit_outcome::applied) cache_.drop(key);
        if (!committed) co_return unprompted_outcome::failed;
        if (*committed == store::commit_outcome::duplicate) co_return unprompted_outcome::nothing;
        if (*committed == store::commit_outcome::conflict) continue;
        cache_.put(key, std::move(after));
        metrics_.unprompted.add();
        co_return unprompted_outcome::done;
    }
    co_return unprompted_outcome::failed;
}

}  // namespace session
