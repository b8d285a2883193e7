#include "bot/net/server.h"

#include "bot/net/http_connection.h"
#include "bot/net/listener.h"

#include <boost/asio/post.hpp>

#include <csignal>
#include <functional>
#include <future>
#include <thread>
#include <utility>

namespace net {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds look_again{2};
constexpr std::chrono::seconds patience_with_a_loop{2};  // a loop that does not run never answers

}  // namespace

class server::parts {
public:
    parts(runtime::loops& house, server_options options, http_handler handler,
          core::metrics& registry)
        : house_(house),
          options_(std::move(options)),
          shared_(std::make_shared<common>(options_.bounds, std::move(handler), registry,
                                           options_.name)),
          tickets_(std::make_shared<ticket_keys>()) {
        registry.gauge(
            "daozhen_connections", "Open connections",
            [shared = shared_] { return static_cast<double>(shared->doorkeeper.population()); },
            "listener=\"" + options_.name + "\"");
    }

    attempt<void> open() {
        const auto where = parse_endpoint(options_.listen);
        if (!where) return where.error();
        const std::size_t first = options_.loop.value_or(0);
        const std::size_t count = options_.loop ? 1 : house_.size();
        auto contexts = load_contexts(count);
        if (!contexts) return contexts.error();
        endpoint target = *where;
        for (std::size_t i = 0; i < count; ++i) {
            const auto loop = house_.at(first + i).get_executor();
            auto home = std::make_shared<worker>(loop, shared_);
            home->tls = std::move((*contexts)[i]);
            auto made = listener::bind(std::move(home), target);
            if (!made) return made.error();
            target = (*made)->where();  // port 0 becomes one port for all loops
            listeners_.push_back(std::move(*made));
        }
        for (const auto& one : listeners_) one->start();
        return {};
    }

    attempt<void> reload() {
        auto contexts = load_contexts(listeners_.size());
        if (!contexts) return contexts.error();
        for (std::size_t i = 0; i < listeners_.size(); ++i) {
            auto swap = [one = listeners_[i], fresh = std::move((*contexts)[i])] {
                one->home().tls = fresh;
            };
            boost::asio::post(listeners_[i]->home().loop, std::move(swap));
        }
        return {};
    }

    // Runs `work` for each listener, each on its own loop.
    using work = std::function<void(listener&)>;
    std::vector<std::future<void>> tell_all(const work& each) {
        std::vector<std::future<void>> done;
        for (const auto& one : listeners_) {
            auto job = std::make_shared<std::packaged_task<void()>>([one, each] { each(*one); });
            done.push_back(job->get_future());
            boost::asio::post(one->home().loop, [job] { (*job)(); });
        }
        return done;
    }
    void wait_for_all(const work& each) {
        for (auto& done : tell_all(each)) done.wait_for(patience_with_a_loop);
    }

    static void stop(listener& one) { one.stop(); }
    static void dismiss(listener& one) {
        one.home().draining = true;
        for (auto& client : one.home().connections) client.leave_if_idle();
    }
    static void cut_off(listener& one) {
        for (auto& client : one.home().connections) client.cut_off();
    }

    std::uint16_t port() const { return listeners_.front()->where().port(); }
    std::size_t connections() const { return shared_->doorkeeper.population(); }

private:
    // One per loop; null without TLS.
    using context_list = std::vector<std::shared_ptr<const tls_context>>;

    attempt<context_list> load_contexts(std::size_t count) const {
        context_list loaded(count);
        if (!options_.tls) return loaded;
        for (auto& one : loaded) {
            auto context = tls_context::load(*options_.tls, tickets_);
            if (!context) return context.error();
            one = std::move(*context);
        }
        return loaded;
    }

    runtime::loops& house_;
    const server_options options_;
    const std::shared_ptr<common> shared_;
    const std::shared_ptr<ticket_keys> tickets_;
    std::vector<std::shared_ptr<listener>> listeners_;
};

attempt<std::unique_ptr<server>> server::start(runtime::loops& house, server_options options,
                                               http_handler handler, core::metrics& figures) {
    // OpenSSL writes to sockets whose peer may have gone; that is an error code, not a death.
    std::signal(SIGPIPE, SIG_IGN);
    auto made = std::make_unique<parts>(house, std::move(options), std::move(handler), figures);
    if (const auto opened = made->open(); !opened) return opened.error();
    return std::unique_ptr<server>(new server(std::move(made)));
}

server::server(std::unique_ptr<parts> made) : parts_(std::move(made)) {}

server::~server() {
    // Not waited for: the loops may have been stopped already.
    parts_->tell_all(parts::stop);
    parts_->tell_all(parts::cut_off);
}

std::uint16_t server::port() const noexcept {
    return parts_->port();
}

std::size_t server::connections() const noexcept {
    return parts_->connections();
}

attempt<void> server::reload_certificates() {
    return parts_->reload();
}

void server::stop_accepting() {
    parts_->wait_for_all(parts::stop);
}

bool server::drain(std::chrono::milliseconds grace) {
    const auto end = steady_clock::now() + grace;
    stop_accepting();
    parts_->wait_for_all(parts::dismiss);
    while (connections() > 0 && steady_clock::now() < end) std::this_thread::sleep_for(look_again);
    if (connections() == 0) return true;
    parts_->wait_for_all(parts::cut_off);
    return false;
}

}  // namespace net
