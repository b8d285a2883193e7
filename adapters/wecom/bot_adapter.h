// The channel `wecom-aibot`: the JSON callback of a WeCom AI bot, answered passively (wecom §1,
// §4). One object per account, shared by all loops; const and thread-safe.
#pragma once

#include "adapters/registry.h"
#include "adapters/wecom/wecom_settings.h"

namespace adapters::wecom {

class bot_adapter final : public adapter {
public:
    explicit bot_adapter(wecom_settings settings) : settings_(std::move(settings)) {}

    decoded decode(const net::http_request& request, core::wall_time now) const override;
    rendered render(const core::inbound& message, std::span<const core::block> blocks,
                    core::wall_time now) const override;
    net::http_response seal(const reply_context& context, std::string_view body,
                            core::wall_time now) const override;

private:
    decoded read(std::string_view plaintext, reply_context context, core::wall_time now) const;
    tencent::outcome<std::string> seal_json(const reply_context& context, std::string_view body,
                                            core::wall_time now) const;

    wecom_settings settings_;
};

built make_bot_adapter(const account_settings& settings);

}  // namespace adapters::wecom
