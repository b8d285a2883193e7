#include "bot/net/listener.h"

#include "bot/core/log.h"
#include "bot/net/http_connection.h"
#include "bot/runtime/spawn.h"
#include "bot/runtime/timer.h"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <sys/socket.h>
#include <utility>

namespace net {
namespace {

using boost::system::error_code;
constexpr int queue_length = 4096;
constexpr std::chrono::milliseconds pause_without_descriptors{100};

// A client of an IPv6 socket that came over IPv4 is known by its IPv4 address.
std::string text_of(const boost::asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

// The connection lives in this coroutine's frame.
runtime::task<> live(std::shared_ptr<worker> home, tcp_socket socket, std::string peer,
                     admission::place place) {
    http_connection client(std::move(home), std::move(socket), std::move(peer), std::move(place));
    co_await client.run();
}

}  // namespace

attempt<endpoint> parse_endpoint(const std::string& text) {
    const auto wrong = [&text] {
        return fault{core::errc::misconfigured,
                     fmt::format("listen address \"{}\" is not ADDRESS:PORT", text)};
    };
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return wrong();
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data() + colon + 1, end, port);
    error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    if (error || failure != std::errc() || stop != end) return wrong();
    return endpoint(address, port);
}

listener::listener(std::shared_ptr<worker> home) : home_(std::move(home)), acceptor_(home_->loop) {}

attempt<std::shared_ptr<listener>> listener::bind(std::shared_ptr<worker> home,
                                                  const endpoint& where) {
    const std::shared_ptr<listener> made(new listener(std::move(home)));
    auto& acceptor = made->acceptor_;
    error_code error;
    const auto step = [&error](auto&& action) {
        if (!error) action();
    };
    using option = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    step([&] { acceptor.open(where.protocol(), error); });
    step([&] { acceptor.set_option(acceptor::reuse_address(true), error); });
    step([&] { acceptor.set_option(option(true), error); });
    step([&] { acceptor.bind(where, error); });
    step([&] { acceptor.listen(queue_length, error); });
    step([&] { acceptor.non_blocking(true, error); });
    step([&] { made->where_ = acceptor.local_endpoint(error); });
    if (error)
        return fault{core::errc::unavailable,
                     fmt::format("cannot listen on {}:{}: {}", where.address().to_string(),
                                 where.port(), error.message())};
    return made;
}

void listener::start() {
    runtime::spawn(home_->loop, "accept", [self = shared_from_this()] { return self->accept(); });
}

runtime::task<> listener::accept() {
    runtime::timer pause(home_->loop);
    while (acceptor_.is_open()) {
        auto [error, socket] = co_await acceptor_.async_accept(runtime::use_task);
        if (!error) {
            admit(std::move(socket));
        } else if (acceptor_.is_open() && error != boost::asio::error::connection_aborted) {
            // Out of descriptors or memory: what is open must end before another can begin.
            home_->shared->count.accept_failures.add();
            core::log(core::severity::warning, "accept-failed", {{"what", error.message()}});
            pause.expires_after(pause_without_descriptors);
            co_await pause.async_wait(runtime::use_task);
        }
    }
}

void listener::admit(tcp_socket socket) {
    error_code error;
    const auto from = socket.remote_endpoint(error).address();
    if (error) return;
    figures& count = home_->shared->count;
    auto entered = home_->shared->doorkeeper.enter(from);
    if (const auto* refused = std::get_if<admission::refused>(&entered)) {
        const bool full = *refused == admission::refused::house_full;
        count.hit(full ? limit::connections : limit::connections_per_address);
        return;
    }
    count.accepted.add();
    socket.set_option(boost::asio::ip::tcp::no_delay(true), error);
    socket.non_blocking(true, error);
    runtime::spawn(home_->loop, "connection",
                   live(home_, std::move(socket), text_of(from),
                        std::move(std::get<admission::place>(entered))));
}

void listener::stop() {
    error_code error;
    while (acceptor_.is_open()) {
        tcp_socket waiting(home_->loop);
        acceptor_.accept(waiting, error);
        if (error) break;
        admit(std::move(waiting));
    }
    acceptor_.close(error);
}

}  // namespace net
