#include "bot/app/admin.h"

#include "bot/app/version.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace app {
namespace {

net::http_response plain(unsigned status, std::string text) {
    net::http_response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

runtime::task<net::http_response> ready(const store::store& memory,
                                        const session::script_source& scripts,
                                        const std::atomic<bool>& draining) {
    if (draining) co_return plain(503, "stopping\n");
    if (!memory.healthy()) co_return plain(503, "the store does not take commits\n");
    if (scripts.current() == nullptr) co_return plain(503, "no dialogs are loaded\n");
    co_return plain(200, "ready\n");
}

runtime::task<net::http_response> answer(unsigned status, std::string text) {
    co_return plain(status, std::move(text));
}

runtime::task<net::http_response> scrape(const core::metrics& registry) {
    auto response = plain(200, registry.text());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    co_return response;
}

double resident_bytes() {
    std::ifstream in("/proc/self/statm");
    double pages = 0;
    double resident = 0;
    in >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double open_descriptors() {
    double count = 0;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", failed)) {
        static_cast<void>(entry);
        ++count;
    }
    return count;
}

}  // namespace

net::router admin_routes(const core::metrics& registry, const store::store& memory,
                         const session::script_source& scripts, const std::atomic<bool>& draining) {
    net::router routes;
    routes.add(net::method::get, "/healthz",
               [](const net::http_request&) { return answer(200, "alive\n"); });
    routes.add(net::method::get, "/readyz",
               [&memory, &scripts, &draining](const net::http_request&) {
                   return ready(memory, scripts, draining);
               });
    routes.add(net::method::get, "/metrics",
               [&registry](const net::http_request&) { return scrape(registry); });
    return routes;
}

void watch_process(core::metrics& registry) {
    registry.gauge("process_resident_memory_bytes", "Resident memory.", resident_bytes);
    registry.gauge("process_cpu_seconds_total", "User and system CPU time.", cpu_seconds);
    registry.gauge("process_open_fds", "Open file descriptors.", open_descriptors);
    registry.gauge(
        "daozhen_build_info", "The running version.", [] { return 1.0; },
        fmt::format("version=\"{}\"", version));
}

}  // namespace app
