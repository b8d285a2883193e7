#include "bot/app/release_watch.h"

#include "bot/app/operator_name.h"
#include "bot/core/log.h"
#include "bot/runtime/run_here.h"
#include "bot/session/publish.h"

#include <sys/resource.h>

namespace app {
namespace {

constexpr auto between_looks = std::chrono::milliseconds(500);

// Patients who wait for an answer come first.
void step_back() {
    ::setpriority(PRIO_PROCESS, 0, 3);
}

void tell(const std::vector<dialog::problem>& problems) {
    for (const auto& problem : problems) {
        if (problem.weight == dialog::gravity::info) continue;
        const auto level = problem.weight == dialog::gravity::error ? core::severity::error
                                                                    : core::severity::warning;
        core::log(level, "dialog-problem", {{"where", dialog::to_line(problem)}});
    }
}

void tell(const session::published& made, const std::string& folder) {
    using outcome = session::published::outcome;
    switch (made.how) {
        case outcome::done:
        case outcome::unchanged:
            return core::log(core::severity::info, "dialogs-loaded",
                             {{"folder", folder},
                              {"release", made.number},
                              {"waiting", made.waiting.waiting},
                              {"restarted", made.waiting.restarted}});
        case outcome::replaced:
            return core::log(core::severity::warning, "folder-not-published",
                             {{"folder", folder},
                              {"why",
                               "this content was a release before and has been replaced; "
                               "`daozhen publish` brings it back"}});
        case outcome::overtaken:
            return core::log(core::severity::warning, "folder-not-published",
                             {{"folder", folder}, {"why", "another node published meanwhile"}});
        case outcome::refused:
        case outcome::unknown:
            return core::log(core::severity::error, "dialogs-refused", {{"folder", folder}});
    }
}

}  // namespace

release_watch::release_watch(store::store& memory, session::script_source& scripts,
                             const core::clock& clock, const std::string& folder)
    : store_(memory), keeper_(memory, scripts, clock), clock_(clock) {
    const auto listed = runtime::run_here(context_, store_.releases());
    if (listed && listed->empty()) publish_folder(folder);
    refresh();
    thread_ = std::thread([this] { run(); });
}

release_watch::~release_watch() {
    {
        const std::lock_guard lock(guard_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void release_watch::take_folder(std::string folder) {
    std::unique_lock lock(guard_);
    wanted_ = std::move(folder);
    changed_.notify_all();
    changed_.wait(lock, [this] { return stop_ || !wanted_; });
}

void release_watch::run() {
    step_back();
    std::unique_lock lock(guard_);
    while (!stop_) {
        changed_.wait_for(lock, between_looks, [this] { return stop_ || wanted_; });
        if (stop_) break;
        const auto folder = wanted_;
        lock.unlock();
        if (folder) publish_folder(*folder);
        refresh();
        lock.lock();
        if (folder) wanted_.reset();
        changed_.notify_all();
    }
}

void release_watch::refresh() {
    try {
        const auto looked = runtime::run_here(context_, keeper_.refresh());
        if (!looked)
            core::log(core::severity::warning, "releases-unknown",
                      {{"why", looked.error().message()}});
    } catch (const std::exception& fault) {
        core::log(core::severity::error, "releases-unknown", {{"why", fault.what()}});
    }
}

void release_watch::publish_folder(const std::string& folder) {
    auto files = dialog::read_bundle_files(folder);
    session::publish_wish wish;
    wish.author = operator_name();
    wish.reason = "the folder has changed";
    wish.only_new = true;
    const auto made =
        runtime::run_here(context_, session::publish(store_, std::move(files), wish, clock_.now()));
    if (!made)
        return core::log(core::severity::error, "folder-not-published",
                         {{"folder", folder}, {"why", made.error().message()}});
    tell(made->problems);
    tell(*made, folder);
}

}  // namespace app
