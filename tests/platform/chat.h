// What one patient's phone shows of one account. Lives on the emulator's only loop.
#pragma once

#include "bot/core/clock.h"
#include "tests/platform/api/send_window.h"
#include "tests/platform/judge.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

enum class speaker { patient, account, system };

struct line {
    std::uint64_t number = 0;  // counted from 1 in each chat
    core::wall_time at{};
    speaker by = speaker::system;
    std::string kind;  // a message type, "event" or "notice"
    std::string text;
    std::vector<segment> segments;  // of the account's texts
    std::vector<article> articles;
};

// The client's words when an account does not answer (wechat §4.5).
constexpr std::string_view failure_notice = "该公众号提供的服务出现故障，请稍后再试";

class chat {
public:
    chat(std::string openid, unsigned number) : openid_(std::move(openid)), number_(number) {}

    const std::string& openid() const { return openid_; }
    unsigned number() const { return number_; }  // patients are numbered, not named

    bool follows() const { return follows_; }
    void set_follows(bool yes) { follows_ = yes; }

    const std::vector<line>& lines() const { return lines_; }
    void patient_did(std::string_view kind, std::string text, core::wall_time now);
    void account_answered(const reply& what, core::wall_time now);
    void account_failed(core::wall_time now);

    // A tappable piece: the `index`-th (from 0) of that line, or of the newest line that has any;
    // with a menu id, that one. Null when there is none.
    struct choice {
        std::optional<std::uint64_t> line;
        std::optional<std::size_t> index;
        std::string menu_id;
    };
    const segment* tappable(const choice& wanted) const;

    unsigned waiting = 0;     // pushes of this patient that are still on their way
    api::send_window window;  // what the account may send unasked

private:
    line& add(speaker by, std::string_view kind, std::string text, core::wall_time now);

    std::string openid_;
    unsigned number_;
    bool follows_ = false;
    std::vector<line> lines_;
};

}  // namespace platform
