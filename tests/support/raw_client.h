// A client that sends exactly the bytes it is told to, over TCP or TLS, and blocks for answers up
// to a few seconds. For tests of servers.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;

namespace tests {

using tls_session = std::shared_ptr<ssl_session_st>;

// How to speak TLS. Trusts whatever certificate comes.
struct tls_wish {
    int version = 0;      // e.g. TLS1_2_VERSION: only this one; 0: any
    tls_session resume;   // may be null
    std::string ciphers;  // of TLS 1.2; empty: the library's own choice
    std::string alpn;     // in wire form, e.g. "\x02h2"; empty: none offered
};

class raw_client {
public:
    explicit raw_client(std::uint16_t port);
    raw_client(std::uint16_t port, const tls_wish& wish);
    ~raw_client();
    raw_client(const raw_client&) = delete;
    raw_client& operator=(const raw_client&) = delete;

    // False when the handshake failed; always true over plain TCP.
    bool is_connected() const noexcept { return connected_; }

    // False when the server has closed.
    bool send(std::string_view bytes);
    // One response as far as its Content-Length tells; without_body: the answer to HEAD. What came
    // before the connection ended or the time was over, when that is less.
    std::string response(bool without_body = false);
    std::string rest();  // until the server closes
    // The server ended the connection and sent nothing more.
    bool is_closed_by_server();
    // Says that nothing more will be sent; the answers are still read.
    void finish_sending();

    // The session to resume later; over TLS 1.3 only after something was read.
    tls_session session() const;
    bool was_resumed() const;
    int version() const;
    std::string protocol() const;  // chosen by ALPN
    std::string subject() const;   // common name of the server's certificate

private:
    bool receive();  // appends to received_; false at the end or after the limit

    int socket_ = -1;
    bool connected_ = true;
    bool timed_out_ = false;
    std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> session_;
    std::string received_;
};

// Status of a response as received; 0 when there is none.
int status_of(std::string_view response);
// What follows the blank line.
std::string body_of(std::string_view response);

}  // namespace tests
