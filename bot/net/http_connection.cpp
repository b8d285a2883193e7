#include "bot/net/http_connection.h"

#include "bot/core/log.h"
#include "bot/net/chunked.h"
#include "bot/net/response_text.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <utility>

namespace net {
namespace {

using std::chrono::steady_clock;

constexpr refusal peer_gone{0, "gone"};  // nobody is left to be told
constexpr std::size_t largest_kept_buffer = 256 * kibibyte;
constexpr std::size_t body_bytes_in_base_time = 64 * kibibyte;

}  // namespace

http_connection::http_connection(std::shared_ptr<worker> home, tcp_socket socket, std::string peer,
                                 admission::place place)
    : home_(std::move(home)),
      place_(std::move(place)),
      stream_(std::move(socket), home_->tls ? home_->tls->new_session() : ssl_handle()),
      peer_(std::move(peer)) {
    home_->connections.push_back(*this);
}

runtime::task<> http_connection::run() {
    // Not awaited in the loop's condition: g++ 12 lays out the frame of such a coroutine wrongly.
    bool open = co_await handshake();
    while (open) open = co_await serve_one();
}

runtime::task<bool> http_connection::handshake() {
    if (!stream_.is_secure()) co_return true;
    arm(limit::handshake, bounds().handshake);
    // The client speaks first: trying before it did would only cost a system call.
    auto state = progress::want_read;
    while (state == progress::want_read || state == progress::want_write) {
        const auto [error] = co_await stream_.ready(state);
        state = error || is_over() ? progress::failed : stream_.handshake();
    }
    if (state != progress::done) {
        count().failed_handshakes.add();
        co_return false;
    }
    (stream_.was_resumed() ? count().resumed_handshakes : count().full_handshakes).add();
    co_return true;
}

runtime::task<bool> http_connection::serve_one() {
    http_request request;
    const auto framing = co_await read_request(request);
    if (!framing) {
        co_await refuse(framing.error());
        co_return false;
    }
    armed_ = limit::answer_time;
    home_->clock->arm(*this, request.received_at + bounds().answer);
    http_response response;
    try {
        auto work = home_->shared->handler(request);
        response = co_await std::move(work);
    } catch (const std::exception& error) {
        response = failed_handler(error.what());
    } catch (...) {
        response = failed_handler("unknown");
    }
    home_->clock->disarm(*this);
    if (response.drop || is_over()) co_return false;

    delivery_terms terms;
    terms.version = request.version;
    terms.head_only = request.verb == method::head;
    terms.keep_alive = framing->keep_alive && !response.close && !home_->draining;
    if (terms.keep_alive && ++served_ >= bounds().requests) {
        count().hit(limit::requests);
        terms.keep_alive = false;
    }
    append_response(home_->out, response, terms);
    bool sent = send_now();
    if (!sent) sent = co_await send_rest();
    count().answered(response.status);
    count().latency.record(steady_clock::now() - request.received_at);
    if (!sent) co_return false;
    if (!terms.keep_alive) co_await linger();
    co_return terms.keep_alive;
}

// Most requests come whole with one read, and are then taken straight out of the scratch.
runtime::task<framed<body_framing>> http_connection::read_request(http_request& request) {
    std::string_view bytes = ahead_;
    if (bytes.empty()) {
        await_request();
        bytes = co_await receive();
        idle_ = false;
        if (bytes.empty()) co_return peer_gone;
    }
    first_byte_ = steady_clock::now();
    armed_ = limit::head_time;
    home_->clock->arm(*this, first_byte_ + bounds().head);

    head_scanner scanner(bounds());
    auto head = scanner.find(bytes);
    while (head && *head == 0) {
        keep(bytes);
        const auto more = co_await receive();
        if (more.empty()) co_return interrupted();
        ahead_.append(more);
        bytes = ahead_;
        head = scanner.find(bytes);
    }
    if (!head) co_return head.error();
    const auto framing = parse_head(bytes.substr(0, *head), bounds(), request);
    if (!framing) co_return framing.error();
    bytes.remove_prefix(*head);
    request.peer = peer_;
    request.received_at = first_byte_;

    if (framing->length > bounds().body_bytes) co_return refusal{413, "body-size"};
    if (!framing->chunked && framing->length <= bytes.size()) {
        const auto length = static_cast<std::size_t>(framing->length);
        request.body = bytes.substr(0, length);
        keep(bytes.substr(length));
    } else {
        keep(bytes);
        const auto body = co_await read_body(*framing, request);
        if (!body) co_return body.error();
    }
    co_return *framing;
}

void http_connection::await_request() {
    std::string().swap(ahead_);  // a resting connection owns no buffer
    idle_ = true;
    if (served_ == 0)
        arm(limit::first_byte, bounds().first_byte);
    else
        arm(limit::idle, bounds().idle);
}

// What is left of the bytes received, in the scratch or in `ahead_` itself.
void http_connection::keep(std::string_view rest) {
    const bool is_ours =
        std::less_equal<>()(ahead_.data(), rest.data()) &&
        std::less_equal<>()(rest.data() + rest.size(), ahead_.data() + ahead_.size());
    if (is_ours)
        ahead_.erase(0, ahead_.size() - rest.size());
    else
        ahead_ = rest;
}

runtime::task<framed<bool>> http_connection::read_body(const body_framing& framing,
                                                       http_request& request) {
    if (framing.expects_continue && ahead_.empty()) {
        home_->out.append("HTTP/1.1 100 Continue\r\n\r\n");
        bool sent = send_now();
        if (!sent) sent = co_await send_rest();
        if (!sent) co_return peer_gone;
    }
    body_began_ = steady_clock::now();
    arm(limit::body_time, bounds().body);
    if (framing.chunked) co_return co_await read_chunked_body(request);

    const auto length = static_cast<std::size_t>(framing.length);
    const auto here = std::min(length, ahead_.size());
    request.body.reserve(length);
    request.body.assign(ahead_, 0, here);
    ahead_.erase(0, here);
    while (request.body.size() < length) {
        auto bytes = co_await receive();
        if (bytes.empty()) co_return interrupted();
        const auto wanted = std::min(bytes.size(), length - request.body.size());
        request.body.append(bytes.substr(0, wanted));
        ahead_.append(bytes.substr(wanted));
        allow_time_for(request.body.size());
    }
    co_return true;
}

runtime::task<framed<bool>> http_connection::read_chunked_body(http_request& request) {
    chunked_reader reader(bounds());
    for (;;) {
        const auto used = reader.feed(ahead_, request.body);
        if (!used) co_return used.error();
        ahead_.erase(0, *used);
        if (reader.done()) co_return true;
        const auto bytes = co_await receive();
        if (bytes.empty()) co_return interrupted();
        ahead_.append(bytes);
        allow_time_for(request.body.size());
    }
}

http_response http_connection::failed_handler(std::string_view what) {
    core::log(core::severity::error, "handler-failed", {{"what", what}});
    count().handler_failures.add();
    http_response response;
    response.status = 500;
    response.close = true;
    return response;
}

runtime::task<> http_connection::refuse(refusal why) {
    if (why.status == 0 || cut_ || failed_) co_return;
    count().refused_requests.add();
    if (why.status == 413) count().hit(limit::body_size);
    if (why.status == 414 || why.status == 431) count().hit(limit::head_size);
    count().answered(why.status);
    core::log(core::severity::debug, "request-refused",
              {{"peer", peer_}, {"status", why.status}, {"detail", why.detail}});
    struck_ = false;
    http_response response;
    response.status = why.status;
    delivery_terms terms;
    terms.keep_alive = false;
    append_response(home_->out, response, terms);
    bool sent = send_now();
    if (!sent) sent = co_await send_rest();
    if (sent) co_await linger();
}

// Closing while the peer still sends would reset the connection and could destroy the answer before
// it is read (RFC 9112 §9.6).
runtime::task<> http_connection::linger() {
    stream_.finish_writing();
    home_->clock->arm(*this, steady_clock::now() + bounds().linger);
    lingering_ = true;
    for (;;) {
        const auto taken = stream_.discard(home_->scratch);
        if (taken.what == progress::done) continue;
        if (taken.what != progress::want_read || is_over()) co_return;
        const auto [error] = co_await stream_.ready(progress::want_read);
        if (error) co_return;
    }
}

runtime::task<std::string_view> http_connection::receive() {
    // Between two reads the socket is usually empty, so asking it first would be a call in vain.
    auto wanted = stream_.has_pending() || more_likely_ ? progress::done : progress::want_read;
    for (;;) {
        if (wanted != progress::done) {
            const auto [error] = co_await stream_.ready(wanted);
            if (error) break;
        }
        if (is_over()) break;
        const auto got = stream_.read_some(home_->scratch);
        if (got.what == progress::done) {
            more_likely_ = got.bytes == home_->scratch.size();
            co_return std::string_view(home_->scratch.data(), got.bytes);
        }
        wanted = got.what;
        failed_ = wanted == progress::failed;
        if (failed_ || wanted == progress::closed) break;
    }
    co_return std::string_view();
}

bool http_connection::send_now() {
    std::string& out = home_->out;
    unsent_ = write(out);
    out.clear();
    if (out.capacity() > largest_kept_buffer) out.shrink_to_fit();
    return unsent_.empty();
}

// Returns what the socket did not take.
std::string_view http_connection::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = stream_.write_some(bytes);
        if (sent.what == progress::done) {
            bytes.remove_prefix(sent.bytes);
            continue;
        }
        blocked_on_ = sent.what;
        failed_ = sent.what == progress::failed || sent.what == progress::closed;
        break;
    }
    return bytes;
}

runtime::task<bool> http_connection::send_rest() {
    arm(limit::write_time, bounds().write);
    std::string_view left = unsent_;
    while (!left.empty() && !failed_) {
        const auto [error] = co_await stream_.ready(blocked_on_);
        if (error || is_over()) co_return false;
        left = write(left);
    }
    std::string().swap(unsent_);
    home_->clock->disarm(*this);
    co_return !failed_;
}

void http_connection::arm(limit which, std::chrono::milliseconds after) {
    armed_ = which;
    home_->clock->arm(*this, steady_clock::now() + after);
}

// Called while a body arrives: its time grows with what has come.
void http_connection::allow_time_for(std::size_t body_bytes) {
    if (body_bytes <= body_bytes_in_base_time) return;
    const std::chrono::milliseconds extra((body_bytes - body_bytes_in_base_time) * 1000 /
                                          std::max<std::size_t>(1, bounds().body_bytes_per_second));
    home_->clock->arm(*this, body_began_ + bounds().body + extra);
}

void http_connection::expired() {
    if (!lingering_) count().hit(armed_);
    struck_ = true;
    // Nothing waits for the socket then: the handler still works, for nobody.
    if (armed_ == limit::answer_time) stream_.break_off();
    stream_.cancel();
}

// Why receive() came back empty in the midst of a request.
refusal http_connection::interrupted() const noexcept {
    return struck_ && !cut_ ? refusal{408, "slow"} : peer_gone;
}

void http_connection::leave_if_idle() noexcept {
    if (idle_) cut_off();
}

void http_connection::cut_off() noexcept {
    cut_ = true;
    stream_.cancel();
}

}  // namespace net
