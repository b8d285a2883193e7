#include "tests/support/raw_client.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace tests {
namespace {

constexpr timeval patience{5, 0};

int connect_to(std::uint16_t port) {
    const int opened = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::setsockopt(opened, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(opened, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(opened, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
        ::close(opened);
        throw std::runtime_error("nobody listens on that port");
    }
    return opened;
}

std::size_t content_length(std::string_view head) {
    constexpr std::string_view name = "Content-Length: ";
    const auto place = head.find(name);
    if (place == std::string_view::npos) return 0;
    std::size_t length = 0;
    std::from_chars(head.data() + place + name.size(), head.data() + head.size(), length);
    return length;
}

}  // namespace

raw_client::raw_client(std::uint16_t port)
    : socket_(connect_to(port)), context_(nullptr, SSL_CTX_free), session_(nullptr, SSL_free) {}

raw_client::raw_client(std::uint16_t port, const tls_wish& wish) : raw_client(port) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (wish.version != 0) {
        SSL_CTX_set_min_proto_version(context_.get(), wish.version);
        SSL_CTX_set_max_proto_version(context_.get(), wish.version);
    }
    if (!wish.ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), wish.ciphers.c_str());
    session_.reset(SSL_new(context_.get()));
    SSL_set_fd(session_.get(), socket_);
    if (!wish.alpn.empty())
        SSL_set_alpn_protos(session_.get(),
                            reinterpret_cast<const unsigned char*>(wish.alpn.data()),
                            static_cast<unsigned>(wish.alpn.size()));
    if (wish.resume) SSL_set_session(session_.get(), wish.resume.get());
    connected_ = SSL_connect(session_.get()) == 1;
}

raw_client::~raw_client() {
    // Without it OpenSSL would think the session spoilt and never resume it.
    if (session_ && connected_) SSL_shutdown(session_.get());
    session_.reset();
    ::close(socket_);
}

bool raw_client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent =
            session_ ? SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()))
                     : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool raw_client::receive() {
    std::array<char, 16'384> buffer{};
    errno = 0;
    const auto got = session_ ? SSL_read(session_.get(), buffer.data(), buffer.size())
                              : ::recv(socket_, buffer.data(), buffer.size(), 0);
    timed_out_ = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (got <= 0) return false;
    received_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

std::string raw_client::response(bool without_body) {
    std::size_t size = std::string::npos;
    do {
        const auto blank = received_.find("\r\n\r\n");
        if (blank == std::string::npos) continue;
        const auto head = std::string_view(received_).substr(0, blank + 4);
        size = head.size() + (without_body ? 0 : content_length(head));
        if (received_.size() >= size) break;
    } while (receive());
    std::string taken = received_.substr(0, size);
    received_.erase(0, size);
    return taken;
}

std::string raw_client::rest() {
    while (receive()) {
    }
    return std::exchange(received_, {});
}

bool raw_client::is_closed_by_server() {
    return rest().empty() && !timed_out_;
}

void raw_client::finish_sending() {
    if (session_) SSL_shutdown(session_.get());
    ::shutdown(socket_, SHUT_WR);
}

tls_session raw_client::session() const {
    return {SSL_get1_session(session_.get()), SSL_SESSION_free};
}

bool raw_client::was_resumed() const {
    return SSL_session_reused(session_.get()) == 1;
}

int raw_client::version() const {
    return SSL_version(session_.get());
}

std::string raw_client::protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
}

std::string raw_client::subject() const {
    std::array<char, 256> name{};
    X509* certificate = SSL_get0_peer_certificate(session_.get());
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                              name.size());
    return name.data();
}

int status_of(std::string_view response) {
    constexpr std::string_view version = "HTTP/1.1 ";
    int status = 0;
    if (response.starts_with(version))
        std::from_chars(response.data() + version.size(), response.data() + response.size(),
                        status);
    return status;
}

std::string body_of(std::string_view response) {
    const auto blank = response.find("\r\n\r\n");
    return blank == std::string_view::npos ? std::string()
                                           : std::string(response.substr(blank + 4));
}

}  // namespace tests
