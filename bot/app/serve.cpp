// `daozhen serve`: builds every object, hands each its neighbours, and waits for signals.
#include "bot/app/admin.h"
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/app/kf_feeds.h"
#include "bot/app/release_watch.h"
#include "bot/app/senders.h"
#include "bot/app/settings.h"
#include "bot/app/switchboard.h"
#include "bot/core/log.h"
#include "bot/net/server.h"
#include "bot/runtime/loops.h"
#include "bot/runtime/spawn.h"
#include "bot/session/conversations.h"
#include "bot/session/retention.h"
#include "bot/store/open_store.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace app {
namespace {

using namespace std::chrono_literals;

// A platform's last retry comes 10 s after the first attempt and may take 5 s (wechat §6.20).
constexpr auto drain_grace = 15s;
// One call of a platform's API takes 8 s at most.
constexpr auto send_grace = 9s;

// Patients' words pass through this memory: it must not end up in a core file.
void forbid_core_dumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

// Blocks the signals in this and all threads to come, so that wait_for_signal() receives them.
sigset_t take_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, number);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return set;
}

int wait_for_signal(const sigset_t& set) {
    int number = 0;
    ::sigwait(&set, &number);
    return number;
}

void print(const std::vector<config_problem>& problems) {
    for (const auto& problem : problems)
        fmt::print(stderr, "{}: {}{}{}\n", problem.file, problem.where,
                   problem.where.empty() ? "" : ": ", problem.message);
}

net::server_options public_options(const server_settings& server) {
    net::server_options options;
    options.listen = server.listen;
    // Past the platform's own 5 s: by then it has given the attempt up (wechat §4.5).
    options.bounds.answer = std::chrono::milliseconds(5500);
    options.bounds.body_bytes = server.body_limit;
    options.bounds.connections = server.max_connections;
    options.bounds.connections_per_address = server.max_connections_per_address;
    if (server.tls)
        options.tls = net::tls_settings{{{server.tls->certificate, server.tls->private_key}}};
    return options;
}

net::server_options admin_options(const server_settings& server) {
    net::server_options options;
    options.listen = server.admin_listen;
    options.name = "admin";
    options.loop = 0;
    return options;
}

class house {
public:
    explicit house(settings configured)
        : settings_(std::move(configured)), loops_(settings_.server.workers) {}

    // False after saying why on standard error.
    bool open() {
        store::settings kept;
        kept.url = settings_.store;
        kept.keys = settings_.encryption_key;
        auto opened = store::open_store(kept, metrics_);
        if (opened.value == nullptr) return fail(opened.problem);
        store_ = std::move(opened.value);
        releases_ = std::make_unique<release_watch>(*store_, scripts_, clock_, settings_.dialogs);
        talks_ =
            std::make_unique<session::conversations>(loops_, *store_, scripts_, clock_, metrics_);
        senders_ = std::make_unique<senders>(settings_.accounts, loops_, *store_, *talks_, clock_,
                                             metrics_);
        switchboard_ = std::make_unique<switchboard>(
            *talks_, [this](std::string_view account) { return senders_->find(account); }, clock_,
            metrics_);
        feeds_ = std::make_unique<kf_feeds>(loops_, *store_, *talks_, clock_, metrics_);
        if (!feeds_->open(settings_.accounts)) return fail("see the log");
        switchboard_->on_wake([this](const std::string& account, const adapters::wake_up& what) {
            feeds_->wake(account, what.feed, what.token);
        });
        switchboard_->connect(settings_.accounts);
        watch_process(metrics_);
        runtime::spawn(loops_.at(0).get_executor(), "retention",
                       session::keep_no_longer(*store_, clock_, settings_.retention));
        loops_.start();
        return listen();
    }

    void reload(const std::string& config_file) {
        if (const auto again = public_->reload_certificates(); !again)
            core::log(core::severity::error, "certificate-kept", {{"why", again.error().message}});
        auto read = read_config(config_file);
        for (const auto& problem : read.problems)
            core::log(core::severity::error, "configuration-kept",
                      {{"where", problem.where}, {"why", problem.message}});
        if (read.values) {
            switchboard_->connect(read.values->accounts);
            settings_.dialogs = read.values->dialogs;
        }
        releases_->take_folder(settings_.dialogs);
        core::log(core::severity::info, "reloaded");
    }

    void close() {
        draining_ = true;
        const bool all_done = public_->drain(drain_grace);
        const bool all_sent = senders_->drain(send_grace);
        if (!all_sent) core::log(core::severity::warning, "senders-cut-off");
        core::log(all_done ? core::severity::info : core::severity::warning, "drained",
                  {{"complete", all_done}});
        feeds_->close(8s);  // a call and its answer (wecom_calls)
        admin_->drain(1s);
        loops_.stop();
    }

private:
    bool listen() {
        auto answer = [this](const net::http_request& request) {
            return switchboard_->handle(request);
        };
        auto opened = net::server::start(loops_, public_options(settings_.server),
                                         std::move(answer), metrics_);
        if (!opened) return fail(opened.error().message);
        public_ = std::move(*opened);
        auto admin =
            net::server::start(loops_, admin_options(settings_.server),
                               admin_routes(metrics_, *store_, scripts_, draining_), metrics_);
        if (!admin) return fail(admin.error().message);
        admin_ = std::move(*admin);
        core::log(core::severity::info, "listening",
                  {{"address", settings_.server.listen},
                   {"tls", settings_.server.tls.has_value()},
                   {"loops", loops_.size()},
                   {"accounts", settings_.accounts.size()}});
        return true;
    }

    bool fail(const std::string& why) {
        fmt::print(stderr, "daozhen serve: {}\n", why);
        loops_.stop();
        return false;
    }

    settings settings_;
    core::metrics metrics_;
    core::system_clock clock_;
    runtime::loops loops_;
    session::script_source scripts_;
    std::atomic<bool> draining_{false};
    std::unique_ptr<store::store> store_;
    std::unique_ptr<release_watch> releases_;
    std::unique_ptr<session::conversations> talks_;
    std::unique_ptr<senders> senders_;
    std::unique_ptr<kf_feeds> feeds_;
    std::unique_ptr<switchboard> switchboard_;
    std::unique_ptr<net::server> public_;
    std::unique_ptr<net::server> admin_;
};

}  // namespace

int run_serve(const arguments& args) {
    const auto line = parse_command_line(args, {"--config", "--log"});
    const auto config_file = line.value("--config");
    if (line.wrong || !line.words.empty() || config_file.empty()) {
        fmt::print(stderr, "usage: daozhen serve --config FILE [--log debug]{}\n",
                   line.wrong ? "\n" + *line.wrong : "");
        return 2;
    }
    if (line.value("--log") == "debug") core::set_log_level(core::severity::debug);
    auto read = read_config(config_file);
    if (!read.values) {
        print(read.problems);
        return 2;
    }
    forbid_core_dumps();
    const auto signals = take_signals();
    house built(std::move(*read.values));
    if (!built.open()) return 1;
    for (int number = wait_for_signal(signals); number == SIGHUP; number = wait_for_signal(signals))
        built.reload(config_file);
    built.close();
    return 0;
}

}  // namespace app
