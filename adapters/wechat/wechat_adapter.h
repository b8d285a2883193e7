// The channel `wechat-oa`: a WeChat Official Account's webhook (wechat §1-§4). One object per
// account, shared by all loops; const and thread-safe. Buffers belong to threads.
#pragma once

#include "adapters/registry.h"
#include "adapters/tencent/callback_query.h"
#include "adapters/tencent/sealed_door.h"
#include "adapters/wechat/seen_bodies.h"
#include "adapters/wechat/wechat_settings.h"

#include <memory>
#include <optional>

namespace adapters::wechat {

class wechat_adapter final : public adapter {
public:
    // `door` opens and seals; absent in plaintext mode.
    wechat_adapter(wechat_settings settings, std::optional<tencent::sealed_door> door);

    decoded decode(const net::http_request& request, core::wall_time now) const override;
    rendered render(const core::inbound& message, std::span<const core::block> blocks,
                    core::wall_time now) const override;
    net::http_response seal(const reply_context& context, std::string_view body,
                            core::wall_time now) const override;

private:
    decoded check_url(const tencent::callback_query& query, core::wall_time now) const;
    decoded receive_plaintext(const tencent::callback_query& query, std::string_view body,
                              core::wall_time now) const;
    decoded receive_sealed(const tencent::callback_query& query, std::string_view body,
                           core::wall_time now) const;
    decoded read(std::string_view plaintext, reply_context context) const;
    bool is_fresh(std::string_view timestamp, core::wall_time now) const;

    wechat_settings settings_;
    std::optional<tencent::sealed_door> door_;
    std::unique_ptr<seen_bodies> seen_;  // in plaintext mode
};

built make_wechat_adapter(const account_settings& settings);

}  // namespace adapters::wechat
