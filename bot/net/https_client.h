// The house's HTTP and HTTPS client. Keeps connections open per origin, checks chain and host name,
// needs TLS 1.2. Belongs to one loop: construct it, call send() and destroy it there, with no
// send() under way.
#pragma once

#include "bot/net/http_client.h"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace net {

// Whom to believe. Files are PEM.
struct client_trust {
    std::string authorities_file;  // roots; empty: the system's
    // For development: believe exactly this certificate, whatever name it carries, and no other.
    std::string only_certificate_file;
};

class https_client final : public http_client {
public:
    // errc::misconfigured when a file cannot be read.
    static core::result<std::unique_ptr<https_client>> create(boost::asio::io_context& loop,
                                                              const client_trust& trust);
    ~https_client() override;

    runtime::task<core::result<client_response>> send(client_request request) override;

private:
    struct pool;
    explicit https_client(std::unique_ptr<pool> connections);

    std::unique_ptr<pool> pool_;
};

}  // namespace net
