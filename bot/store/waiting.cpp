#include "bot/store/waiting.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <functional>
#include <iterator>

namespace store {
namespace {

// Resumes coroutines one after another; should one throw, the others still get their turn.
struct in_order {
    std::vector<parked> waiting;
    std::size_t next = 0;

    void operator()() {
        const auto home = waiting.front().home;
        try {
            while (next < waiting.size()) {
                const auto rest = std::move(waiting[next++].rest);
                rest->resume();
            }
        } catch (...) {
            if (next < waiting.size()) boost::asio::post(home, std::move(*this));
            throw;
        }
    }
};

void post_in_order(std::vector<parked> same_loop) {
    const auto home = same_loop.front().home;
    boost::asio::post(home, in_order{std::move(same_loop)});
}

}  // namespace

void resume_all(std::vector<parked> waiting) {
    const auto by_loop = [](const parked& left, const parked& right) {
        return std::less<>()(&left.home.context(), &right.home.context());
    };
    if (waiting.empty()) return;
    if (!std::is_sorted(waiting.begin(), waiting.end(), by_loop))
        std::stable_sort(waiting.begin(), waiting.end(), by_loop);
    if (!by_loop(waiting.front(), waiting.back())) return post_in_order(std::move(waiting));
    for (auto from = waiting.begin(); from != waiting.end();) {
        const auto to = std::upper_bound(from, waiting.end(), *from, by_loop);
        post_in_order({std::make_move_iterator(from), std::make_move_iterator(to)});
        from = to;
    }
}

}  // namespace store
