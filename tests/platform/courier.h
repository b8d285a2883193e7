// Carries pushes to an account's server as the platform does: five seconds an attempt, three
// attempts, the same message sealed afresh (wechat §4.5). All on one loop.
#pragma once

#include "tests/platform/account.h"
#include "tests/platform/api/kf_account.h"
#include "tests/platform/delivery.h"
#include "tests/platform/exchange_log.h"
#include "tests/platform/numbers.h"
#include "tests/platform/outside.h"

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace platform {

// Mischief of the network, for the next attempts to an account.
struct faults {
    std::chrono::milliseconds delay{0};  // before each request
    unsigned drop_answers = 0;           // so many answers get lost on their way back
};

// An account with what belongs to it on the platform's side.
struct destination {
    account to;
    sealer keys;
    std::set<std::string, std::less<>> media;  // uploaded media ids
    faults mischief;
    std::shared_ptr<api::kf_account> kf = {};  // of WeChat customer service only
};

class courier {
public:
    static constexpr unsigned attempts = 3;

    // `limit` is the real platform's five seconds, or less to save time.
    courier(outside& world, numbers& invent, exchange_log& log, std::chrono::milliseconds limit)
        : world_(world), invent_(invent), log_(log), limit_(limit) {}

    // Called at most once for a delivery: with the verdict that counts, or with null when all
    // attempts were in vain.
    using settle = std::function<void(const verdict*)>;

    // Returns when the first round of copies has been sent and the matter is settled or given up.
    runtime::task<> deliver(destination& where, std::shared_ptr<delivery> what, travel how,
                            settle done);

    // One more attempt at something long settled; only the log hears of it. Its agreement, or
    // "illegal" or "no-answer".
    runtime::task<std::string> deliver_again(destination& where, std::shared_ptr<delivery> what,
                                             travel how);

    // The GET of wechat §1.1. Empty if the server passed, else why not.
    runtime::task<std::string> check_url(destination& where);

private:
    using http_answer = core::result<net::client_response>;

    // One attempt, judged and logged. Nothing when no answer came within the limit.
    runtime::task<std::optional<verdict>> attempt(destination& where,
                                                  std::shared_ptr<delivery> what, travel how,
                                                  sealing seals);
    runtime::task<http_answer> post(destination& where, sealer::letter letter, travel how,
                                    steady_time deadline);
    runtime::task<> copy(destination& where, std::shared_ptr<delivery> what, travel how,
                         sealing seals, settle done);
    sealing fresh_sealing(const travel& how);
    exchange entry_for(const destination& where, delivery& what);

    outside& world_;
    numbers& invent_;
    exchange_log& log_;
    std::chrono::milliseconds limit_;
};

}  // namespace platform
