// JSON in, JSON out: the channel for curl, tests and load. POST one object:
//
//   {"user": "u1", "id": "m1", "text": "腿麻"}                      a message
//   {"user": "u1", "id": "m2", "pick": "3.side.left", "text": "左"}  a tapped option
//   {"user": "u1", "id": "m3", "menu": "BOOKING"}                   the account's menu
//   {"user": "u1", "id": "m4", "follow": "scene"}                   opened the account
//   {"user": "u1", "id": "m5", "leave": true}                       left
//   {"user": "u1", "id": "m6", "media": "voice"}                    what nobody can read
//
// `user` and `id` are required (at most 128 bytes each); the same `id` again is a retry. `at`
// (seconds since 1970) may say when it was sent. The answer is {"blocks": [...]}, each block with
// its `type`: text, image, link, mini, menu, handoff, and its fields by the names of core/block.h.
//
// With a token configured, requests carry `Authorization: Bearer TOKEN`; without one, only the same
// machine is answered.
#pragma once

#include "adapters/registry.h"

namespace adapters::loopback {

class loopback_adapter final : public adapter {
public:
    explicit loopback_adapter(const account_settings& settings);

    decoded decode(const net::http_request& request, core::wall_time now) const override;
    rendered render(const core::inbound& message, std::span<const core::block> blocks,
                    core::wall_time now) const override;
    net::http_response seal(const reply_context& context, std::string_view body,
                            core::wall_time now) const override;

private:
    bool is_allowed(const net::http_request& request) const;

    std::string account_;
    std::string token_;
};

built make_loopback_adapter(const account_settings& settings);

}  // namespace adapters::loopback
