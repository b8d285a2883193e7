#include "adapters/loopback/loopback_adapter.h"

#include "adapters/loopback/loopback_json.h"

#include <algorithm>

namespace adapters::loopback {
namespace {

bool is_same_machine(std::string_view peer) {
    return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

// Looks at every byte whatever the first difference, so that timing tells nothing.
bool equal_secret(std::string_view given, std::string_view secret) {
    unsigned difference = given.size() == secret.size() ? 0 : 1;
    for (std::size_t i = 0; i < given.size(); ++i)
        difference |= static_cast<unsigned char>(given[i] ^ secret[i % secret.size()]);
    return difference == 0;
}

}  // namespace

loopback_adapter::loopback_adapter(const account_settings& settings)
    : account_(settings.id), token_(settings.token) {}

bool loopback_adapter::is_allowed(const net::http_request& request) const {
    if (token_.empty()) return is_same_machine(request.peer);
    constexpr std::string_view scheme = "Bearer ";
    const auto given = request.header("authorization");
    return given.starts_with(scheme) && equal_secret(given.substr(scheme.size()), token_);
}

decoded loopback_adapter::decode(const net::http_request& request, core::wall_time now) const {
    if (request.verb != net::method::post) return refusal{core::errc::unsupported, "method"};
    if (!is_allowed(request)) return refusal{core::errc::bad_signature, "caller"};
    auto message = read_message(request.body, now);
    if (!message) return refusal{core::errc::malformed, "json", 400};
    message->account = account_;
    return delivery{std::move(*message), {}};
}

rendered loopback_adapter::render(const core::inbound&, std::span<const core::block> blocks,
                                  core::wall_time) const {
    return {blocks.empty() ? std::string() : write_blocks(blocks), {}};
}

net::http_response loopback_adapter::seal(const reply_context&, std::string_view body,
                                          core::wall_time) const {
    net::http_response response;
    response.content_type = "application/json; charset=utf-8";
    response.body = body.empty() ? R"({"blocks":[]})" : body;
    return response;
}

built make_loopback_adapter(const account_settings& settings) {
    if (settings.id.empty())
        return std::vector<problem>{{"/id", "an account needs a name of its own"}};
    return std::make_unique<loopback_adapter>(settings);
}

}  // namespace adapters::loopback
