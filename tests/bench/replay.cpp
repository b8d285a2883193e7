// Sends ready requests over keep-alive connections, each as soon as its predecessor on the
// connection is answered, and prints requests per CPU-second of the server. A closed loop: it
// measures cost, not latency.
//
//   replay --requests FILE --port PORT --pid PID --connections N [--skip K --take N]
#include <arpa/inet.h>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <netinet/tcp.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

struct plan {
    std::string requests;
    std::uint16_t port = 0;
    int pid = 0;
    std::size_t connections = 32, skip = 0, take = SIZE_MAX;
};

std::vector<std::string> read_requests(const plan& work) {
    std::ifstream in(work.requests, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + work.requests);
    std::vector<std::string> all;
    std::size_t index = 0;
    for (std::string length; std::getline(in, length); ++index) {
        std::string request(std::stoul(length), '\0');
        in.read(request.data(), static_cast<std::streamsize>(request.size()));
        if (index >= work.skip && all.size() < work.take) all.push_back(std::move(request));
    }
    return all;
}

// User and system time of the process and all its threads so far, in seconds.
double cpu_seconds(int pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

int connect_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to port " + std::to_string(port));
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

struct connection {
    int fd = -1;
    std::string received;
};

// Length of the first whole response in `bytes`, 0 if it is not whole yet.
std::size_t whole_response(std::string_view bytes) {
    const auto head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return 0;
    std::string_view head = bytes.substr(0, head_end + 2);
    std::size_t length = 0;
    for (auto at = head.find("\r\n"); at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
        constexpr std::string_view name = "content-length:";
        const auto line = head.substr(at + 2, name.size());
        bool same = line.size() == name.size();
        for (std::size_t i = 0; same && i < name.size(); ++i)
            same = (line[i] | 0x20) == (name[i] | 0x20);
        if (!same) continue;
        auto digits = head.substr(at + 2 + name.size());
        while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
        std::from_chars(digits.data(), digits.data() + digits.size(), length);
    }
    const auto total = head_end + 4 + length;
    return bytes.size() >= total ? total : 0;
}

class replayer {
public:
    explicit replayer(const plan& work)
        : requests_(read_requests(work)), poll_(::epoll_create1(0)) {
        for (std::size_t i = 0; i < work.connections; ++i) {
            auto& fresh = connections_[connect_to(work.port)];
            fresh.fd = std::prev(connections_.end())->first;
        }
        for (auto& [fd, each] : connections_) each.fd = fd;
    }

    void run() {
        for (auto& [fd, each] : connections_) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = &each;
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
            send_next(each);
        }
        std::vector<epoll_event> ready(64);
        while (answered_ < sent_) {
            const int count =
                ::epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), 10'000);
            if (count <= 0) throw std::runtime_error("no answer within 10 s");
            for (int i = 0; i < count; ++i)
                take_answer(*static_cast<connection*>(ready[static_cast<std::size_t>(i)].data.ptr));
        }
    }

    std::size_t answered() const { return answered_; }
    const std::map<std::string, std::size_t>& statuses() const { return statuses_; }
    std::size_t answer_bytes() const { return answer_bytes_; }

private:
    void send_next(connection& on) {
        if (sent_ == requests_.size()) return;
        std::string_view bytes = requests_[sent_++];
        while (!bytes.empty()) {
            const auto written = ::send(on.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (written <= 0) throw std::runtime_error("the server closed a connection");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void take_answer(connection& on) {
        char buffer[16384];
        const auto got = ::recv(on.fd, buffer, sizeof buffer, 0);
        if (got <= 0) throw std::runtime_error("the server closed a connection");
        on.received.append(buffer, static_cast<std::size_t>(got));
        const auto size = whole_response(on.received);
        if (size == 0) return;
        ++statuses_[on.received.substr(9, 3)];
        answer_bytes_ += size;
        on.received.erase(0, size);
        ++answered_;
        send_next(on);
    }

    std::vector<std::string> requests_;
    int poll_;
    std::map<int, connection> connections_;
    std::size_t sent_ = 0, answered_ = 0, answer_bytes_ = 0;
    std::map<std::string, std::size_t> statuses_;
};

plan read_plan(int count, char** values) {
    plan work;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = values[i];
        const std::string value = values[i + 1];
        if (name == "--requests")
            work.requests = value;
        else if (name == "--port")
            work.port = static_cast<std::uint16_t>(std::stoul(value));
        else if (name == "--pid")
            work.pid = std::stoi(value);
        else if (name == "--connections")
            work.connections = std::stoul(value);
        else if (name == "--skip")
            work.skip = std::stoul(value);
        else if (name == "--take")
            work.take = std::stoul(value);
        else
            throw std::runtime_error("unknown option " + name);
    }
    if (work.requests.empty() || work.port == 0 || work.pid == 0)
        throw std::runtime_error(
            "usage: replay --requests FILE --port PORT --pid PID [--connections N] [--skip K] "
            "[--take N]");
    return work;
}

}  // namespace

int main(int count, char** values) try {
    const auto work = read_plan(count, values);
    replayer client(work);
    const double cpu_before = cpu_seconds(work.pid);
    const auto began = std::chrono::steady_clock::now();
    client.run();
    const double wall =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const double cpu = cpu_seconds(work.pid) - cpu_before;
    std::string statuses;
    for (const auto& [status, times] : client.statuses())
        statuses += " " + status + "x" + std::to_string(times);
    const auto answered = static_cast<double>(client.answered());
    std::printf("%.0f %.2f %.2f %.0f %.0f%s\n", answered / cpu, cpu, wall, answered / wall,
                static_cast<double>(client.answer_bytes()) / answered, statuses.c_str());
    return 0;
} catch (const std::exception& fault) {
    std::fprintf(stderr, "replay: %s\n", fault.what());
    return 1;
}
