// One configured account at work: its adapter, and the pen that writes the session's replies with
// it.
#pragma once

#include "adapters/adapter.h"
#include "bot/session/reply_writer.h"

#include <memory>
#include <string>
#include <utility>

namespace app {

class account final : public session::reply_writer {
public:
    // `out`: null if the account only answers; outlives it.
    account(std::string id, std::string path, std::unique_ptr<adapters::adapter> channel,
            const session::way_out* out)
        : id_(std::move(id)), path_(std::move(path)), channel_(std::move(channel)), out_(out) {}

    const std::string& id() const noexcept { return id_; }
    const std::string& path() const noexcept { return path_; }
    const adapters::adapter& channel() const noexcept { return *channel_; }

    session::written_reply write(const core::inbound& message, std::span<const core::block> blocks,
                                 core::wall_time now) const override {
        auto rendered = channel_->render(message, blocks, now);
        return {std::move(rendered.body), std::move(rendered.rest)};
    }
    const session::way_out* outgoing() const override { return out_; }

private:
    std::string id_;
    std::string path_;
    std::unique_ptr<adapters::adapter> channel_;
    const session::way_out* out_;
};

}  // namespace app
