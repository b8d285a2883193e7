// The access token of one account: asked for once per expiry by whichever machine has the lease,
// read from the store by all others (wechat §5.1, wecom §6.1). Lives on its sender's loop.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/core/sending.h"
#include "bot/runtime/once.h"
#include "bot/session/way_out.h"
#include "bot/store/store.h"

#include <memory>
#include <string>

namespace session {

class token_keeper {
public:
    // `holder` names this process among all that share the store.
    token_keeper(const runtime::executor& loop, std::string account, std::string holder,
                 store::store& memory, way_out& platform, const core::clock& clock,
                 core::metrics& registry);

    // The token, or why there is none and how long to wait. Many may ask at once: one of them goes
    // to the platform.
    runtime::task<core::fresh_token> get();

    // The platform refused this one. The next get() brings another, once; a token that is no longer
    // ours changes nothing.
    void reject(const std::string& value);

private:
    using box = runtime::once<core::fresh_token>;

    runtime::task<core::fresh_token> find();
    runtime::task<core::fresh_token> ask(store::lease held);
    bool is_good(const store::stored_token& token, core::wall_time now) const;
    core::fresh_token use(store::stored_token token);
    core::fresh_token old_or(core::verdict failed) const;

    runtime::executor loop_;
    std::string account_, holder_;
    store::store& store_;
    way_out& platform_;
    const core::clock& clock_;
    core::counter& asked_;
    core::counter& failures_;
    store::stored_token known_;
    std::string rejected_;
    core::verdict failed_;
    core::wall_time not_before_{};  // after a failure
    std::shared_ptr<box> flight_;
};

}  // namespace session
