// A server on a free port of the loopback, with its loops and figures, for one test.
#pragma once

#include "bot/core/metrics.h"
#include "bot/net/server.h"
#include "bot/runtime/loops.h"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace tests {

// Whether that becomes true within a few seconds.
template <class Condition>
bool eventually(Condition holds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

struct served {
    explicit served(net::http_handler handler, net::server_options options = {},
                    std::size_t loop_count = 1)
        : house(loop_count) {
        options.listen = "127.0.0.1:0";
        auto started = net::server::start(house, std::move(options), std::move(handler), figures);
        if (!started) throw std::runtime_error(started.error().message);
        server = std::move(*started);
        house.start();
    }
    std::uint16_t port() const { return server->port(); }
    // One sample of the metrics, as text; empty when there is none of that name.
    std::string figure(const std::string& name) const {
        const auto text = figures.text();
        const auto place = text.find("\n" + name + " ");
        if (place == std::string::npos) return {};
        const auto value = place + name.size() + 2;
        return text.substr(value, text.find('\n', value) - value);
    }

    core::metrics figures;
    runtime::loops house;
    std::unique_ptr<net::server> server;
};

}  // namespace tests
