// The channel `wecom-kf`: WeChat customer service. Its callback only wakes; messages are pulled and
// answered by API calls (wecom §3.2). One object per account, shared by all loops; const and
// thread-safe.
#pragma once

#include "adapters/registry.h"
#include "adapters/wecom/wecom_settings.h"

namespace adapters::wecom {

class kf_adapter final : public adapter {
public:
    explicit kf_adapter(wecom_settings settings) : settings_(std::move(settings)) {}

    decoded decode(const net::http_request& request, core::wall_time now) const override;
    rendered render(const core::inbound& message, std::span<const core::block> blocks,
                    core::wall_time now) const override;
    // No answer to a push can say anything.
    net::http_response seal(const reply_context& context, std::string_view body,
                            core::wall_time now) const override;

private:
    decoded read(std::string_view plaintext) const;

    wecom_settings settings_;
};

built make_kf_adapter(const account_settings& settings);

}  // namespace adapters::wecom
