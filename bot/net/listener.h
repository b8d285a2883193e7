// Accepts connections for one loop on its own SO_REUSEPORT socket.
#pragma once

#include "bot/net/fault.h"
#include "bot/net/worker.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>

namespace net {

using endpoint = boost::asio::ip::tcp::endpoint;

// "ADDRESS:PORT", "[V6-ADDRESS]:PORT".
attempt<endpoint> parse_endpoint(const std::string& text);

class listener : public std::enable_shared_from_this<listener> {
public:
    // Binds and listens; nothing is accepted before start().
    static attempt<std::shared_ptr<listener>> bind(std::shared_ptr<worker> home,
                                                   const endpoint& where);
    endpoint where() const { return where_; }
    worker& home() noexcept { return *home_; }

    // From here on: on the worker's loop only.
    void start();
    // Takes what already waits in the socket's queue, which a close would reset; then closes.
    void stop();

private:
    using acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, runtime::executor>;

    explicit listener(std::shared_ptr<worker> home);
    runtime::task<> accept();
    void admit(tcp_socket socket);

    const std::shared_ptr<worker> home_;
    acceptor acceptor_;
    endpoint where_;
};

}  // namespace net
