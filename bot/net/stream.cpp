#include "bot/net/stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace net {
namespace {

progress reason_of_errno() {
    if (errno == EAGAIN || errno == EWOULDBLOCK) return progress::want_read;
    return progress::failed;
}

moved receive(int descriptor, std::span<char> into) {
    for (;;) {
        const auto bytes = ::recv(descriptor, into.data(), into.size(), 0);
        if (bytes > 0) return {progress::done, static_cast<std::size_t>(bytes)};
        if (bytes == 0) return {progress::closed, 0};
        if (errno != EINTR) return {reason_of_errno(), 0};
    }
}

}  // namespace

void ssl_free::operator()(ssl_st* session) const noexcept {
    SSL_free(session);
}

stream::stream(tcp_socket socket, ssl_handle session)
    : socket_(std::move(socket)), session_(std::move(session)) {
    if (session_) {
        SSL_set_fd(session_.get(), socket_.native_handle());
        SSL_set_accept_state(session_.get());
    }
}

// After a call on the session that did not succeed; the error queue was empty before it.
progress stream::reason_of(int returned) const {
    switch (SSL_get_error(session_.get(), returned)) {
        case SSL_ERROR_WANT_READ:
            return progress::want_read;
        case SSL_ERROR_WANT_WRITE:
            return progress::want_write;
        case SSL_ERROR_ZERO_RETURN:
            return progress::closed;
        default:
            return progress::failed;
    }
}

progress stream::handshake() {
    if (!session_) return progress::done;
    ERR_clear_error();
    const int returned = SSL_do_handshake(session_.get());
    return returned == 1 ? progress::done : reason_of(returned);
}

moved stream::read_some(std::span<char> into) {
    if (!session_) return receive(socket_.native_handle(), into);
    ERR_clear_error();
    std::size_t bytes = 0;
    const int returned = SSL_read_ex(session_.get(), into.data(), into.size(), &bytes);
    if (returned == 1) return {progress::done, bytes};
    return {reason_of(returned), 0};
}

moved stream::write_some(std::string_view bytes) {
    if (session_) {
        ERR_clear_error();
        std::size_t written = 0;
        const int returned = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &written);
        if (returned == 1) return {progress::done, written};
        return {reason_of(returned), 0};
    }
    for (;;) {
        const auto written =
            ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written >= 0) return {progress::done, static_cast<std::size_t>(written)};
        if (errno == EINTR) continue;
        const auto reason = reason_of_errno();
        return {reason == progress::want_read ? progress::want_write : reason, 0};
    }
}

void stream::finish_writing() {
    if (session_ && SSL_is_init_finished(session_.get())) {
        ERR_clear_error();
        SSL_shutdown(session_.get());
    }
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
}

moved stream::discard(std::span<char> into) {
    return receive(socket_.native_handle(), into);
}

bool stream::has_pending() const noexcept {
    return session_ && SSL_has_pending(session_.get()) == 1;
}

bool stream::was_resumed() const noexcept {
    return session_ && SSL_session_reused(session_.get()) == 1;
}

// Hands Asio's own coroutine on: one of ours around it would only cost a frame.
runtime::task<std::tuple<boost::system::error_code>> stream::ready(progress wanted) {
    const auto side =
        wanted == progress::want_write ? tcp_socket::wait_write : tcp_socket::wait_read;
    return socket_.async_wait(side, runtime::use_task);
}

void stream::break_off() noexcept {
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
}

void stream::cancel() noexcept {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

}  // namespace net
