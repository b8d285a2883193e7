// A channel: turns a platform's bytes into an `inbound` and blocks into a platform's bytes. Knows
// no dialog, store or session. One object per account, shared by all loops: const and thread-safe.
#pragma once

#include "bot/core/block.h"
#include "bot/core/error.h"
#include "bot/core/inbound.h"
#include "bot/net/http.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters {

// What sealing the answer needs to remember of its request. Opaque outside the adapter that made
// it.
struct reply_context {
    bool encrypted = false;
    std::size_t key = 0;  // which key opened the request: the reply takes the same (wechat §2.4)
    std::string nonce;
};

// A verified message of a patient, to be stepped.
struct delivery {
    core::inbound message;
    reply_context context;
};

// Answered without a step: URL check, acknowledged notice.
struct direct {
    net::http_response response;
    std::string_view what;  // static word for the log: "url-check", "ack"
    // The desk lets go of this patient, who is the bot's again; empty: no such news.
    std::string released_user{};
    std::string delivery_key{};  // of that news
};

// Not accepted. `reason` is counted and logged, never told to the stranger.
struct refusal {
    core::errc reason;
    std::string_view detail;  // static word, e.g. "padding"; for the log only
    unsigned status = 403;  // 403 before the signature is proven; 200 `success` after (wechat §2.3)
    bool alarming = false;  // no mistake and no noise: somebody is at work
};

// Something is to be pulled: `feed` is whose, `token` what the platform wants to see again.
struct wake_up {
    std::string feed;
    std::string token;
    net::http_response response;
};

using decoded = std::variant<delivery, direct, refusal, wake_up>;

// Blocks in the platform's own plaintext form. `body` is what is recorded and repeated byte for
// byte; empty means "nothing to say". `rest` is what did not fit in one passive reply.
struct rendered {
    std::string body;
    std::vector<core::block> rest;
};

class adapter {
public:
    virtual ~adapter() = default;

    // Verifies, opens and reads one request. Never throws for anything a stranger can send.
    virtual decoded decode(const net::http_request& request, core::wall_time now) const = 0;

    // Writes the answer to `message`; `now` becomes its creation time.
    virtual rendered render(const core::inbound& message, std::span<const core::block> blocks,
                            core::wall_time now) const = 0;

    // Wraps a rendered (or recorded) body for the wire: fresh random bytes, same content.
    virtual net::http_response seal(const reply_context& context, std::string_view body,
                                    core::wall_time now) const = 0;
};

}  // namespace adapters
