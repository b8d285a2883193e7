// A socket's bytes, through TLS or plain. OpenSSL works directly on the non-blocking descriptor and
// Asio only waits for readiness: no copies between the two, and no buffers while a connection
// rests. Belongs to one loop.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <tuple>

struct ssl_st;

namespace net {

using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, runtime::executor>;

struct ssl_free {
    void operator()(ssl_st* session) const noexcept;
};
using ssl_handle = std::unique_ptr<ssl_st, ssl_free>;

enum class progress {
    done,
    want_read,   // call again when the socket is readable
    want_write,  // call again when it is writable
    closed,      // the peer has said all it will say
    failed,
};

struct moved {
    progress what = progress::done;
    std::size_t bytes = 0;
};

class stream {
public:
    // `session` null: plain TCP.
    stream(tcp_socket socket, ssl_handle session);

    // None of these suspends. A write may take only a part; what is written again after want_*
    // begins with the same bytes, at any address.
    progress handshake();
    moved read_some(std::span<char> into);
    moved write_some(std::string_view bytes);
    // Says that nothing more will be written; the answer, if any, is still readable as raw bytes.
    void finish_writing();
    // Takes and drops raw bytes: enough to learn that the peer has gone.
    moved discard(std::span<char> into);

    // Bytes of the peer wait inside OpenSSL, where no readiness of the socket tells of them.
    bool has_pending() const noexcept;
    bool is_secure() const noexcept { return session_ != nullptr; }
    bool was_resumed() const noexcept;

    // Until the socket is ready for what want_read or want_write asked; an error when cancelled.
    runtime::task<std::tuple<boost::system::error_code>> ready(progress wanted);
    void cancel() noexcept;
    // Ends the connection at once for both sides, whatever was not yet said.
    void break_off() noexcept;

private:
    progress reason_of(int returned) const;

    tcp_socket socket_;
    ssl_handle session_;
};

}  // namespace net
