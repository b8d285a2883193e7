#include "tests/platform/server_process.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace platform_test {
namespace {

// A port that was free a moment ago.
std::uint16_t free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(probe);
    if (!bound) throw std::runtime_error("no free port on the loopback");
    return ntohs(address.sin_port);
}

}  // namespace

server_process::server_process(const std::string& account)
    : port_(free_port()), admin_port_(free_port()) {
    std::string pattern = (std::filesystem::temp_directory_path() / "server-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    folder_ = pattern;
    config_file_ = folder_ + "/config.json";
    std::ofstream(folder_ + "/key") << std::string(64, '5') << '\n';
    ::chmod((folder_ + "/key").c_str(), 0600);
    const auto local = [](std::uint16_t port) {
        return "\"127.0.0.1:" + std::to_string(port) + "\"";
    };
    std::ofstream(config_file_) << R"({"server": {"workers": 2, "listen": )" << local(port_)
                                << R"(, "admin_listen": )" << local(admin_port_)
                                << R"(, "tls": {"certificate": ")" << certificate_.file()
                                << R"(", "private_key": ")" << certificate_.key_file()
                                << R"("}}, "store": "sqlite:)" << folder_
                                << R"(/store.db", "dialogs": ")" << DAOZHEN_SOURCE_DIR
                                << R"(/dialogs", "encryption_key": "file:)" << folder_
                                << R"(/key", "accounts": [)" << account << "]}\n";
}

server_process::~server_process() {
    kill();
    std::filesystem::remove_all(folder_);
}

void server_process::start() {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    const auto log_file = folder_ + "/log";
    ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log_file.c_str(),
                                       O_WRONLY | O_CREAT | O_APPEND, 0600);
    std::string words[] = {DAOZHEN_BINARY, "serve", "--config", config_file_};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                         nullptr};
    const int failed = ::posix_spawn(&child_, arguments[0], &files, nullptr, arguments, environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
}

void server_process::kill() {
    if (child_ < 0) return;
    ::kill(child_, SIGKILL);
    wait_for_end();
}

int server_process::terminate() {
    ::kill(child_, SIGTERM);
    return wait_for_end();
}

int server_process::wait_for_end() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string server_process::log() const {
    std::stringstream text;
    text << std::ifstream(folder_ + "/log").rdbuf();
    return text.str();
}

}  // namespace platform_test
