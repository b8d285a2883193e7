// The built server as a child process, with a configuration, a certificate and a store of its own
// in a temporary folder. For tests.
#pragma once

#include "tests/net/tiny_server.h"

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace platform_test {

class server_process {
public:
    // `account` is one entry of "accounts" in the configuration. Starts nothing yet.
    explicit server_process(const std::string& account);
    ~server_process();
    server_process(const server_process&) = delete;
    server_process& operator=(const server_process&) = delete;

    void start();
    void kill();      // as a power cut would
    int terminate();  // SIGTERM; the exit code
    std::string log() const;

    std::string origin() const { return "https://127.0.0.1:" + std::to_string(port_); }
    std::string ready_url() const {
        return "http://127.0.0.1:" + std::to_string(admin_port_) + "/readyz";
    }
    const net_test::certificate& certificate() const { return certificate_; }
    const std::string& config_file() const { return config_file_; }

private:
    int wait_for_end();

    net_test::certificate certificate_{"IP:127.0.0.1"};
    std::string folder_;
    std::string config_file_;
    std::uint16_t port_ = 0;
    std::uint16_t admin_port_ = 0;
    pid_t child_ = -1;
};

}  // namespace platform_test
