// The loops of the house: one thread, one io_context each. A conversation belongs to one loop, so
// what is reached only from that loop needs no lock. Constructed and run by app; outlives
// everything that posts to it.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <thread>
#include <vector>

namespace runtime {

class loops {
public:
    // 0 means one per hardware thread.
    explicit loops(std::size_t count);
    ~loops();
    loops(const loops&) = delete;
    loops& operator=(const loops&) = delete;

    std::size_t size() const noexcept { return contexts_.size(); }
    boost::asio::io_context& at(std::size_t index) noexcept { return contexts_[index]; }
    std::size_t owner_of(std::uint64_t hash) const noexcept { return hash % contexts_.size(); }

    // Index of the loop that runs the calling thread; size() on a thread that is none of ours.
    std::size_t current() const noexcept;

    // Starts the threads; each runs until stop().
    void start();
    // Lets every loop return as soon as its current handler ends, and joins. Safe to call twice.
    void stop();

private:
    std::deque<boost::asio::io_context> contexts_;
    std::vector<std::thread> threads_;
    std::vector<boost::asio::executor_work_guard<executor>> guards_;
};

}  // namespace runtime
