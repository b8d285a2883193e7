// daozhen-platform: WeChat as a program on this machine, for trying and testing the server.
#include "bot/app/command_line.h"
#include "bot/net/server.h"
#include "tests/platform/api/open_api.h"
#include "tests/platform/api/platform_control.h"
#include "tests/platform/configured.h"
#include "tests/platform/control.h"
#include "tests/platform/emulator.h"
#include "tests/platform/real_outside.h"

#include <fmt/format.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <exception>
#include <random>

namespace {

constexpr std::string_view usage =
    "usage: daozhen-platform --config FILE [--listen ADDRESS:PORT] [--target URL] [--trust FILE]\n"
    "                        [--speed FACTOR] [--seed NUMBER]\n\n"
    "  --config   the server's config.json: the same accounts and secrets\n"
    "  --listen   where the chat page and the control interface are (127.0.0.1:8080)\n"
    "  --target   the server's address, e.g. https://127.0.0.1:8443 (from the configuration)\n"
    "  --trust    the one certificate to believe (the configured one)\n"
    "  --speed    divides the platform's five seconds, to save time in tests (1)\n"
    "  --seed     of openids, so that a test repeats (random)\n";

constexpr int wrong_usage = 2;
constexpr std::chrono::milliseconds real_limit{5'000};

struct plan {
    std::string listen;
    std::vector<platform::account> accounts;
    net::client_trust trust;
    std::chrono::milliseconds limit{};
    std::uint64_t seed = 0;
};

std::uint64_t number_or(const std::string& text, std::uint64_t otherwise) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::optional<plan> read_plan(const app::command_line& line) {
    const auto file = line.value("--config");
    const auto read = app::read_config(file);
    for (const auto& one : read.problems)
        fmt::print(stderr, "{}: {}: {}\n", one.file, one.where, one.message);
    if (!read.values) return std::nullopt;
    const auto& server = read.values->server;
    plan made;
    made.listen = line.value("--listen", "127.0.0.1:8080");
    made.accounts = platform::configured_accounts(
        *read.values, line.value("--target", platform::local_target(server)));
    made.trust.only_certificate_file =
        line.value("--trust", server.tls ? server.tls->certificate : "");
    const auto speed = std::max<std::uint64_t>(1, number_or(line.value("--speed"), 1));
    made.limit = real_limit / static_cast<int>(std::min<std::uint64_t>(speed, 1000));
    made.seed = number_or(line.value("--seed"), std::random_device()());
    if (made.accounts.empty()) {
        fmt::print(stderr, "{}: no account of a channel that is played here\n", file);
        return std::nullopt;
    }
    return made;
}

// Blocked in every thread, so that only wait_for_signal() sees them.
sigset_t block_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &both, nullptr);
    return both;
}

int run(const plan& how) {
    const auto signals = block_signals();
    runtime::loops house(1);
    auto client = net::https_client::create(house.at(0), how.trust);
    if (!client) {
        fmt::print(stderr, "daozhen-platform: cannot read the certificate {}\n",
                   how.trust.only_certificate_file);
        return wrong_usage;
    }
    platform::real_outside world(house.at(0), std::move(*client));
    platform::emulator wechat(house.at(0).get_executor(), world, how.accounts, how.limit, how.seed);
    for (const auto& id : wechat.unusable())
        fmt::print(stderr, "daozhen-platform: account {} has no usable EncodingAESKey\n", id);
    platform::control control(wechat);
    platform::api::open_api ends(wechat, how.seed);
    platform::api::platform_control switches(wechat, ends);
    core::metrics figures;
    net::server_options options;
    options.listen = how.listen;
    options.name = "platform";
    options.bounds.body_bytes = std::size_t{21} << 20U;  // the largest medium (wecom §6.3)
    options.bounds.requests = 1'000'000;
    auto server = net::server::start(
        house, std::move(options),
        [&](const net::http_request& request) -> runtime::task<net::http_response> {
            if (platform::api::open_api::serves(request)) co_return co_await ends(request);
            if (auto switched = switches.serve(request)) co_return std::move(*switched);
            co_return co_await control(request);
        },
        figures);
    if (!server) {
        fmt::print(stderr, "daozhen-platform: {}\n", server.error().message);
        return 1;
    }
    house.start();
    const auto host = how.listen.substr(0, how.listen.rfind(':'));
    fmt::print("chat page: http://{}:{}/\n", host, (*server)->port());
    std::fflush(stdout);
    int received = 0;
    sigwait(&signals, &received);
    (*server)->drain(std::chrono::milliseconds(500));
    house.stop();
    return 0;
}

}  // namespace

int main(int count, char** values) {
    try {
        const auto line = app::parse_command_line(
            {values + 1, values + count},
            {"--config", "--listen", "--target", "--trust", "--speed", "--seed"});
        if (line.wrong || !line.words.empty() || line.value("--config").empty()) {
            fmt::print(stderr, "{}", usage);
            return wrong_usage;
        }
        const auto how = read_plan(line);
        return how ? run(*how) : wrong_usage;
    } catch (const std::exception& fault) {
        fmt::print(stderr, "daozhen-platform: {}\n", fault.what());
        return 1;
    }
}
