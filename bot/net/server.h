// An HTTP or HTTPS listener: what app and the emulator use of this folder. One SO_REUSEPORT socket
// per loop; a connection stays on the loop that accepted it. Several servers may share the loops.
#pragma once

#include "bot/core/metrics.h"
#include "bot/net/fault.h"
#include "bot/net/http.h"
#include "bot/net/limits.h"
#include "bot/runtime/loops.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace net {

// PEM files; the certificate's file holds the chain as well, leaf first.
struct certificate_files {
    std::string certificate;
    std::string private_key;
};

struct tls_settings {
    std::vector<certificate_files> certificates;  // at most one per key type, e.g. ECDSA and RSA
};

struct server_options {
    std::string listen;               // "0.0.0.0:8443", "[::1]:0"; port 0 takes a free one
    std::optional<tls_settings> tls;  // absent: plain HTTP
    limits bounds;
    std::string name = "public";      // label `listener` of its metrics
    std::optional<std::size_t> loop;  // only on this loop; absent: on all
};

class server {
public:
    // Binds, and accepts from now on. `handler` is called on the connection's loop, from several
    // loops at once. `house` and `figures` outlive the server and every loop's last handler.
    static attempt<std::unique_ptr<server>> start(runtime::loops& house, server_options options,
                                                  http_handler handler, core::metrics& figures);
    // Closes what drain() left. A handler still running may outlive the server; its answer is
    // dropped.
    ~server();
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    std::uint16_t port() const noexcept;
    // Open connections, also those still in their handshake.
    std::size_t connections() const noexcept;

    // Reads the files again. New connections use them; with a fault the old ones stay.
    attempt<void> reload_certificates();

    // These block and must not be called on a loop.
    void stop_accepting();
    // Stops accepting, closes idle connections, lets running requests finish (with Connection:
    // close), then closes the rest. True when nothing had to be cut off.
    bool drain(std::chrono::milliseconds grace);

private:
    class parts;
    explicit server(std::unique_ptr<parts> made);
    std::unique_ptr<parts> parts_;
};

}  // namespace net
