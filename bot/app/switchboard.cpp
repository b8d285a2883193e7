#include "bot/app/switchboard.h"

#include "adapters/registry.h"

#include <stdexcept>

namespace app {

switchboard::switchboard(session::conversations& talks, find_way_out ways, const core::clock& clock,
                         core::metrics& registry)
    : talks_(talks),
      ways_(std::move(ways)),
      clock_(clock),
      registry_(registry),
      routes_(std::make_shared<net::router>()) {}

void switchboard::connect(const std::vector<account_config>& accounts) {
    std::vector<line> lines;
    auto routes = std::make_shared<net::router>();
    for (const auto& configured : accounts) {
        auto made = adapters::make_adapter(configured.channel);
        auto* channel = std::get_if<std::unique_ptr<adapters::adapter>>(&made);
        if (channel == nullptr)
            throw std::logic_error("account " + configured.channel.id + " was not checked");
        line fresh;
        fresh.channel =
            std::make_unique<account>(configured.channel.id, configured.channel.path,
                                      std::move(*channel), ways_(configured.channel.id));
        fresh.hook = std::make_unique<webhook>(*fresh.channel, talks_, clock_, registry_);
        fresh.hook->on_wake(on_wake_);
        const net::http_handler answer = [hook =
                                              fresh.hook.get()](const net::http_request& request) {
            return hook->handle(request);
        };
        routes->add(net::method::get, configured.channel.path, answer);
        routes->add(net::method::post, configured.channel.path, answer);
        lines.push_back(std::move(fresh));
    }
    ever_connected_.push_back(std::move(lines));
    routes_.store(std::move(routes));
}

runtime::task<net::http_response> switchboard::handle(const net::http_request& request) const {
    // The hooks outlive their routes, so these need not be kept while the answer is made.
    return (*routes_.load())(request);
}

}  // namespace app
