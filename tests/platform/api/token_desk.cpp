#include "tests/platform/api/token_desk.h"

#include "tests/platform/api/platform_day.h"

#include <algorithm>

namespace platform::api {
namespace {

using namespace std::chrono_literals;

constexpr auto lifetime = 7200s;
constexpr auto overlap = 300s;
constexpr auto between_forced = 30s;
constexpr unsigned forced_a_day = 20;

}  // namespace

token_desk::issued token_desk::hand_out(family& of, const std::string& owner, core::wall_time now) {
    of.current = "tok-" + invent_.digits(12);
    tokens_[of.current] = {owner, now + lifetime, false};
    ++given_[owner];
    return {of.current, lifetime.count()};
}

token_desk::issued token_desk::rest_of(const family& of, core::wall_time now) const {
    const auto left = tokens_.at(of.current).dies - now;
    return {of.current, std::chrono::floor<std::chrono::seconds>(left).count()};
}

bool token_desk::lives(const family& of, core::wall_time now, std::chrono::seconds at_least) const {
    const auto held = tokens_.find(of.current);
    return held != tokens_.end() && !held->second.superseded && held->second.dies - now > at_least;
}

bool token_desk::may_force(family& of, core::wall_time now) const {
    const auto today = platform_day(now);
    if (of.day != today) of.forced_today = 0;
    of.day = today;
    if (of.forced_today >= forced_a_day || now - of.forced_at < between_forced) return false;
    ++of.forced_today;
    of.forced_at = now;
    return true;
}

token_desk::issued token_desk::take_new(const std::string& owner, core::wall_time now) {
    family& of = families_[{owner, 'n'}];
    const auto before = tokens_.find(of.current);
    if (before != tokens_.end()) {
        before->second.superseded = true;
        before->second.dies = std::min(before->second.dies, now + overlap);
    }
    return hand_out(of, owner, now);
}

token_desk::issued token_desk::take_stable(const std::string& owner, core::wall_time now,
                                           bool force) {
    family& of = families_[{owner, 's'}];
    if (force && may_force(of, now)) {
        const auto before = tokens_.find(of.current);
        if (before != tokens_.end()) before->second = {owner, now, true};
        return hand_out(of, owner, now);
    }
    return lives(of, now, overlap) ? rest_of(of, now) : hand_out(of, owner, now);
}

token_desk::issued token_desk::take_corp(const std::string& owner, core::wall_time now) {
    family& of = families_[{owner, 'c'}];
    return !rotates && lives(of, now, 0s) ? rest_of(of, now) : hand_out(of, owner, now);
}

token_desk::finding token_desk::check(std::string_view token, core::wall_time now) const {
    if (token.empty()) return {41001, {}};
    const auto known = tokens_.find(token);
    if (known == tokens_.end()) return {40014, {}};
    if (now < known->second.dies) return {0, known->second.owner};
    return {known->second.superseded ? 40001 : 42001, known->second.owner};
}

void token_desk::expire(const std::string& owner, core::wall_time now) {
    for (auto& [name, one] : tokens_)
        if (one.owner == owner && one.dies > now) one.dies = now;
}

void token_desk::withdraw(const std::string& owner) {
    for (auto& [name, one] : tokens_)
        if (one.owner == owner) one = {owner, {}, true};
}

std::uint64_t token_desk::given_to(const std::string& owner) const {
    const auto found = given_.find(owner);
    return found == given_.end() ? 0 : found->second;
}

}  // namespace platform::api
