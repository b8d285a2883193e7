// Through which sealed callbacks come in and sealed answers go out, for one account: signature,
// time window, envelope (wechat §2, wecom §1). One object per account, const and thread-safe.
#pragma once

#include "adapters/adapter.h"
#include "adapters/registry.h"
#include "adapters/tencent/callback_query.h"
#include "adapters/tencent/envelope.h"
#include "adapters/tencent/fault.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace adapters::tencent {

// Before the signature is proven every failure looks the same outside; afterwards a retry cannot
// help, and the platform blocks accounts that do not answer (wechat §2.3).
constexpr unsigned unproven = 403;
constexpr unsigned proven = 200;

refusal refuse(fault why, unsigned status);

net::http_response answer(std::string_view type, std::string_view body);

// The response that carries `sealed`. Nothing, and a line in the log, if it could not be made.
std::optional<net::http_response> answer_sealed(outcome<std::string> sealed, std::string_view type,
                                                std::string_view account);

// Within `skew` of `now` on either side. `timestamp`: ten digits, checked with the signature.
bool is_fresh(std::string_view timestamp, core::wall_time now, std::chrono::seconds skew);

// `Encrypt` of a push's outer XML, the only part of it that is signed. `buffer` is replaced and
// holds the view.
outcome<std::string_view> encrypted_in_xml(std::string_view body, std::string& buffer);

class sealed_door {
public:
    sealed_door(std::string token, envelope keys, std::chrono::seconds skew)
        : token_(std::move(token)), keys_(std::move(keys)), skew_(skew) {}

    struct opened {
        std::string_view message;  // inside `buffer`
        reply_context context;
    };

    // `encrypted` as it came, signed by the query's msg_signature. `buffer` is replaced.
    std::variant<opened, refusal> open(const callback_query& query, std::string_view encrypted,
                                       core::wall_time now, std::string& buffer) const;

    // `body` in the sealed XML of a passive reply (wechat §2.2, wecom §1.7).
    outcome<std::string> seal_xml(const reply_context& context, std::string_view body,
                                  core::wall_time now) const;

    // What such a reply is made of, for other forms of it: appends the sealed body to `out` and
    // gives its signature over `stamp`, the context's nonce and it.
    outcome<std::string> seal(const reply_context& context, std::string_view body,
                              std::string_view stamp, std::string& out) const;

private:
    std::string token_;
    envelope keys_;
    std::chrono::seconds skew_;
};

}  // namespace adapters::tencent
