// Access tokens as the platforms hand them out (wechat §5.1, wecom §6.1). An owner is an app id, or
// a corp's app. Pure; one thread.
#pragma once

#include "bot/core/clock.h"
#include "tests/platform/numbers.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace platform::api {

class token_desk {
public:
    explicit token_desk(numbers& invent) : invent_(invent) {}

    struct issued {
        std::string token;
        std::int64_t expires_in = 0;  // seconds
    };
    // cgi-bin/token: a new one each time; the one before lives five minutes more.
    issued take_new(const std::string& owner, core::wall_time now);
    // cgi-bin/stable_token: the same until its last five minutes. `force` kills the one in use, at
    // most 20 times a day and every 30 s; else it is ignored. The two kinds never touch each other.
    issued take_stable(const std::string& owner, core::wall_time now, bool force);
    // cgi-bin/gettoken: the same until it expires; with `rotates`, a new one each time, which
    // leaves the others alive (whether the real one does is not known, wecom §6.1).
    issued take_corp(const std::string& owner, core::wall_time now);
    bool rotates = false;

    struct finding {
        int code = 0;  // 41001 none, 40014 unknown, 42001 expired, 40001 superseded or withdrawn
        std::string owner;
    };
    finding check(std::string_view token, core::wall_time now) const;

    // Behind the client's back: from now on 42001, or 40001.
    void expire(const std::string& owner, core::wall_time now);
    void withdraw(const std::string& owner);

    // How many different tokens that owner was given.
    std::uint64_t given_to(const std::string& owner) const;

private:
    struct held_token {
        std::string owner;
        core::wall_time dies{};
        bool superseded = false;
    };
    struct family {  // what an owner holds of one kind
        std::string current;
        std::int64_t day = 0;
        unsigned forced_today = 0;
        core::wall_time forced_at{};
    };
    using key = std::pair<std::string, char>;

    issued hand_out(family& of, const std::string& owner, core::wall_time now);
    issued rest_of(const family& of, core::wall_time now) const;
    bool lives(const family& of, core::wall_time now, std::chrono::seconds at_least) const;
    bool may_force(family& of, core::wall_time now) const;

    numbers& invent_;
    std::map<std::string, held_token, std::less<>> tokens_;
    std::map<key, family> families_;
    std::map<std::string, std::uint64_t> given_;
};

}  // namespace platform::api
