// A one-shot box: one coroutine fills it, any number of others wait for it, each up to its own
// limit. All of them run on one loop. Usually held by shared_ptr: whoever waits keeps a share until
// wait() returned.
#pragma once

#include "bot/runtime/timer.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace runtime {

template <class T>
class once {
public:
    explicit once(executor loop) : loop_(std::move(loop)) {}
    once(const once&) = delete;
    once& operator=(const once&) = delete;

    // The first value stays; a later one is dropped and false returned. Waiters resume after the
    // running handler has ended, in the order of their waiting.
    bool set(T value) {
        if (value_) return false;
        value_.emplace(std::move(value));
        for (timer* waiter : waiters_) waiter->cancel();
        return true;
    }

    // Null while the box is empty.
    const T* value() const noexcept { return value_ ? &*value_ : nullptr; }

    // The value, as soon as it is there; null when `until` comes first. The pointer lives as long
    // as the box.
    task<const T*> wait(std::chrono::steady_clock::time_point until) {
        if (value_) co_return &*value_;
        timer alarm(loop_, until);
        const listed place(waiters_, &alarm);
        co_await alarm.async_wait(use_task);
        co_return value();
    }
    task<const T*> wait(std::chrono::steady_clock::duration limit) {
        return wait(std::chrono::steady_clock::now() + limit);
    }

private:
    // A place in the list, given up too when the waiting coroutine is destroyed unfinished.
    struct listed {
        listed(std::vector<timer*>& in, timer* me) : list(in), self(me) { list.push_back(self); }
        ~listed() { list.erase(std::find(list.begin(), list.end(), self)); }
        listed(const listed&) = delete;
        listed& operator=(const listed&) = delete;
        std::vector<timer*>& list;
        timer* self;
    };

    executor loop_;
    std::optional<T> value_;
    std::vector<timer*> waiters_;
};

}  // namespace runtime
