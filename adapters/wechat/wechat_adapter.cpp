#include "adapters/wechat/wechat_adapter.h"

namespace adapters::wechat {

wechat_adapter::wechat_adapter(wechat_settings settings) : settings_(std::move(settings)) {}

decoded wechat_adapter::decode(const net::http_request&, core::wall_time) const {
    return refusal{core::errc::unsupported, "not-built-yet"};
}

rendered wechat_adapter::render(const core::inbound&, std::span<const core::block>,
                                core::wall_time) const {
    return {};
}

net::http_response wechat_adapter::seal(const reply_context&, std::string_view body,
                                        core::wall_time) const {
    net::http_response response;
    response.content_type = "text/xml; charset=utf-8";
    response.body = body.empty() ? "success" : body;
    return response;
}

built make_wechat_adapter(const account_settings& settings) {
    auto checked = check_settings(settings);
    if (auto* problems = std::get_if<std::vector<problem>>(&checked)) return std::move(*problems);
    return std::make_unique<wechat_adapter>(std::move(std::get<wechat_settings>(checked)));
}

}  // namespace adapters::wechat
