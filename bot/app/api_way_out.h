// An account's way out over HTTPS: the channel writes calls and judges answers, the client of the
// sender's loop makes them. No address of a call is ever logged: it holds a token.
#pragma once

#include "adapters/outgoing.h"
#include "bot/core/clock.h"
#include "bot/net/http_client.h"
#include "bot/session/way_out.h"

#include <memory>

namespace app {

class api_way_out final : public session::way_out {
public:
    // `client` belongs to the loop of the account's sender; it and `clock` outlive this.
    api_way_out(std::unique_ptr<adapters::outgoing_channel> channel, net::http_client& client,
                const core::clock& clock)
        : channel_(std::move(channel)), client_(client), clock_(clock) {}

    core::opening opens(const core::inbound& message) const override {
        return channel_->opens(message);
    }
    const core::send_rules& rules() const override { return channel_->rules(); }
    std::chrono::milliseconds repeatable_for() const override { return channel_->repeatable_for(); }
    std::vector<std::vector<core::block>> pages(
        std::span<const core::block> blocks) const override {
        return channel_->pages(blocks);
    }
    bool has_desk() const override { return channel_->has_desk(); }

    runtime::task<core::verdict> say(std::string user, std::vector<core::block> page,
                                     std::uint64_t number, std::string token) override;
    runtime::task<core::verdict> tell_desk(core::desk_notice notice, std::uint64_t number,
                                           std::string token) override;
    runtime::task<core::fresh_token> ask_token(bool force) override;

private:
    // What came back; the body lives in `kept`.
    runtime::task<adapters::api_answer> make(adapters::api_call call, std::string& kept);

    std::unique_ptr<adapters::outgoing_channel> channel_;
    net::http_client& client_;
    const core::clock& clock_;
};

}  // namespace app
