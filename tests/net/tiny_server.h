// A blocking HTTP server with scripted answers, on a port the kernel chose. It stands for a
// stranger's server, so it shares no line with ours.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using SSL_CTX = struct ssl_ctx_st;

namespace net_test {

// A self-signed certificate for `name` (a DNS name or, with "IP:", an address) and its key, as PEM
// files that vanish with the object.
class certificate {
public:
    explicit certificate(const std::string& name);
    ~certificate();
    certificate(const certificate&) = delete;
    certificate& operator=(const certificate&) = delete;

    const std::string& file() const { return file_; }
    const std::string& key_file() const { return key_file_; }

private:
    std::string directory_;
    std::string file_;
    std::string key_file_;
};

class tiny_server {
public:
    // The bytes to answer a request (head and body) with; empty: hang up; "hang": say nothing.
    using script = std::function<std::string(const std::string& request)>;

    tiny_server(script answers, const certificate* tls);
    ~tiny_server();
    tiny_server(const tiny_server&) = delete;
    tiny_server& operator=(const tiny_server&) = delete;

    std::string url(const std::string& target = "/") const;
    int connections() const { return connections_; }
    std::vector<std::string> requests() const;

private:
    void accept_all();
    void serve(int socket);

    script answers_;
    SSL_CTX* context_ = nullptr;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex guard_;
    std::vector<std::string> requests_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace net_test
