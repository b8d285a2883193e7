// The thread that follows the store's releases for a running server: what was published, by
// whatever tool or node, is in force within a second or two. Compiles beside the loops, never on
// them.
#pragma once

#include "bot/session/release_keeper.h"

#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace app {

class release_watch {
public:
    // Blocks until what the store has is in force. A store without any release gets its first one
    // from `folder`. What is wrong with it is said to the log.
    release_watch(store::store& memory, session::script_source& scripts, const core::clock& clock,
                  const std::string& folder);
    // After the store's other users, before the store.
    ~release_watch();
    release_watch(const release_watch&) = delete;
    release_watch& operator=(const release_watch&) = delete;

    // Publishes the folder as a normal release if its content is new: neither the current one's nor
    // that of an older release, which somebody has replaced on purpose. Returns when it is in
    // force, or refused; the log says which.
    void take_folder(std::string folder);

private:
    void run();
    void refresh();
    void publish_folder(const std::string& folder);

    store::store& store_;
    session::release_keeper keeper_;
    const core::clock& clock_;
    boost::asio::io_context context_{1};

    std::mutex guard_;
    std::condition_variable changed_;
    std::optional<std::string> wanted_;  // a folder to publish
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace app
