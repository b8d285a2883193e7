// The channel `wechat-oa`: a WeChat Official Account's webhook (wechat §1-§4). One object per
// account, shared by all loops; const, thread-safe, without state of its own.
#pragma once

#include "adapters/registry.h"
#include "adapters/wechat/wechat_settings.h"

namespace adapters::wechat {

class wechat_adapter final : public adapter {
public:
    explicit wechat_adapter(wechat_settings settings);

    decoded decode(const net::http_request& request, core::wall_time now) const override;
    rendered render(const core::inbound& message, std::span<const core::block> blocks,
                    core::wall_time now) const override;
    net::http_response seal(const reply_context& context, std::string_view body,
                            core::wall_time now) const override;

private:
    wechat_settings settings_;
};

built make_wechat_adapter(const account_settings& settings);

}  // namespace adapters::wechat
