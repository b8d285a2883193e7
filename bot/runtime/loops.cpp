#include "bot/runtime/loops.h"

#include <algorithm>

namespace runtime {
namespace {

struct place {
    const loops* house = nullptr;
    std::size_t index = 0;
};
thread_local place here;

}  // namespace

loops::loops(std::size_t count) {
    if (count == 0) count = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i) {
        contexts_.emplace_back(1);
        guards_.emplace_back(contexts_.back().get_executor());
    }
}

loops::~loops() {
    stop();
}

std::size_t loops::current() const noexcept {
    return here.house == this ? here.index : size();
}

void loops::start() {
    for (std::size_t i = 0; i < contexts_.size(); ++i) {
        threads_.emplace_back([this, i] {
            here = {this, i};
            contexts_[i].run();
        });
    }
}

void loops::stop() {
    for (auto& context : contexts_) context.stop();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

}  // namespace runtime
