#include "tests/platform/api/call_quota.h"

#include "tests/platform/api/platform_day.h"

#include <array>

namespace platform::api {
namespace {

struct row {
    std::string_view api;
    call_quota::limit usual;
};

constexpr std::array official_limits{
    row{"token", {2'000, 0}},
    row{"stable_token", {500'000, 10'000}},
    row{"message/custom/send", {500'000, 0}},
    row{"menu/create", {1'000, 0}},
};
// Every API of WeCom, for each corp.
constexpr call_quota::limit wecom_limit{0, 10'000};

}  // namespace

call_quota::limit call_quota::limit_of(const std::string& api) const {
    const auto chosen = chosen_.find(api);
    if (chosen != chosen_.end()) return chosen->second;
    for (const row& each : official_limits)
        if (each.api == api) return each.usual;
    return wecom_limit;
}

int call_quota::spend(const std::string& owner, const std::string& api, core::wall_time now) {
    const limit most = limit_of(api);
    spent& so_far = spent_[{owner, api}];
    const auto day = platform_day(now);
    const auto minute = core::unix_seconds(now) / 60;
    if (so_far.day != day) so_far.today = 0;
    if (so_far.minute != minute) so_far.this_minute = 0;
    so_far.day = day;
    so_far.minute = minute;
    const bool over = (most.a_day != 0 && so_far.today >= most.a_day) ||
                      (most.a_minute != 0 && so_far.this_minute >= most.a_minute);
    if (over) {
        ++refused_;
        return 45009;
    }
    ++so_far.today;
    ++so_far.this_minute;
    return 0;
}

}  // namespace platform::api
