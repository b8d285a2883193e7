// One client's connection, from its handshake to its end. Runs on one loop.
#pragma once

#include "bot/net/framing.h"
#include "bot/net/stream.h"
#include "bot/net/worker.h"

#include <memory>
#include <string>
#include <string_view>

namespace net {

class http_connection : public connection_list_hook, private deadlines::entry {
public:
    http_connection(std::shared_ptr<worker> home, tcp_socket socket, std::string peer,
                    admission::place place);
    http_connection(const http_connection&) = delete;
    http_connection& operator=(const http_connection&) = delete;

    // The whole life. The object must outlive the task.
    runtime::task<> run();

    // Ends it now if it rests between two requests.
    void leave_if_idle() noexcept;
    // Ends it at its next step, whatever it does.
    void cut_off() noexcept;

private:
    runtime::task<bool> handshake();
    runtime::task<bool> serve_one();
    runtime::task<framed<body_framing>> read_request(http_request& request);
    runtime::task<framed<bool>> read_body(const body_framing& framing, http_request& request);
    runtime::task<framed<bool>> read_chunked_body(http_request& request);
    http_response failed_handler(std::string_view what);
    runtime::task<> refuse(refusal why);
    runtime::task<> linger();

    void await_request();
    void keep(std::string_view rest);
    // The next bytes of the peer, in the worker's scratch: use them before anything suspends.
    // Empty when there will be none: closed, failed, struck by a deadline or cut off.
    runtime::task<std::string_view> receive();
    // Hands the worker's `out` over; false when the socket did not take it all. Then send_rest()
    // waits for it, and is false when the peer is lost.
    bool send_now();
    runtime::task<bool> send_rest();
    std::string_view write(std::string_view bytes);

    void arm(limit which, std::chrono::milliseconds after);
    void allow_time_for(std::size_t body_bytes);
    void expired() override;
    refusal interrupted() const noexcept;
    bool is_over() const noexcept { return struck_ || cut_; }
    const limits& bounds() const noexcept { return home_->shared->bounds; }
    figures& count() const noexcept { return home_->shared->count; }

    const std::shared_ptr<worker> home_;
    const admission::place place_;
    stream stream_;
    const std::string peer_;
    std::string ahead_;   // received, not yet part of a request
    std::string unsent_;  // of the response
    steady_time first_byte_{};
    steady_time body_began_{};
    std::size_t served_ = 0;
    limit armed_ = limit::handshake;
    bool struck_ = false;  // by the armed deadline
    bool cut_ = false;
    bool idle_ = true;  // no byte of a request has come since the last response
    bool lingering_ = false;
    bool failed_ = false;       // the socket; nothing more can be said
    bool more_likely_ = false;  // the last read filled the scratch
    progress blocked_on_ = progress::want_write;
};

}  // namespace net
