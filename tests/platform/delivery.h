// One push on its way: which answer counts, and what later answers to the same push must be. Pure.
#pragma once

#include "tests/platform/judge.h"
#include "tests/platform/message.h"

#include <optional>
#include <string>
#include <string_view>

namespace platform {

// How a push travels. The usual is what the platform does; the rest is for tests.
struct travel {
    unsigned copies = 1;            // of the first attempt, all at once (wechat §6.7)
    unsigned version = 11;          // 10: HTTP/1.0, seen in old logs
    bool fresh_connection = false;  // a TCP connection of its own for each attempt
    bool previous_key = false;      // sealed with the key from before a rotation
    bool same_signature = false;    // retries keep timestamp and nonce
    bool retry_on_illegal = false;
};

class delivery {
public:
    delivery(push what, std::string plaintext)
        : what_(std::move(what)), plaintext_(std::move(plaintext)) {}

    const push& what() const { return what_; }
    const std::string& plaintext() const { return plaintext_; }

    // How an answer stands to the ones before it: "first", "same" or "different". One push has one
    // effect, so "different" is a fault of the account. Illegal answers have none: "".
    std::string_view agreement(const verdict& answer) const;

    // An answer that came while its attempt was open. True when it is the one that counts; the
    // patient sees that and no other.
    bool take(const verdict& answer);
    // No attempt is left. True when nothing had settled the matter before.
    bool give_up();

    bool settled() const { return settled_; }
    unsigned next_attempt() { return ++attempts_; }

private:
    push what_;
    std::string plaintext_;
    std::optional<std::string> first_answer_;
    bool settled_ = false;
    unsigned attempts_ = 0;
};

}  // namespace platform
