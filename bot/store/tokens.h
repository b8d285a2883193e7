// The access tokens of accounts, shared by all machines, so that each is asked for once per expiry
// (wechat §5.1, wecom §6.1). Sealed at rest.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"
#include "bot/store/leases.h"

#include <optional>
#include <string>

namespace store {

struct stored_token {
    std::string value;
    core::wall_time taken{}, expires{};
    bool operator==(const stored_token&) const = default;
};

class tokens {
public:
    virtual ~tokens() = default;

    virtual runtime::task<core::result<std::optional<stored_token>>> find_token(
        std::string account) = 0;

    // Replaces the account's token. Refused if `under` has changed hands.
    virtual runtime::task<core::result<under_lease>> keep_token(lease under, std::string account,
                                                                stored_token what) = 0;
};

}  // namespace store
