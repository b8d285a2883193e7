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

}  // namespace

void resume_all(std::vector<parked> waiting) {
    const auto same_loop = [](const parked& left, const parked& right) {
        return std::less<>()(&left.home.context(), &right.home.context());
    };
    std::stable_sort(waiting.begin(), waiting.end(), same_loop);
    for (auto from = waiting.begin(); from != waiting.end();) {
        const auto to = std::upper_bound(from, waiting.end(), *from, same_loop);
        in_order there;
        there.waiting.assign(std::make_move_iterator(from), std::make_move_iterator(to));
        const auto home = there.waiting.front().home;
        boost::asio::post(home, std::move(there));
        from = to;
    }
}

}  // namespace store
