// Lets one coroutine at a time into each conversation, in the order they came: a turn may suspend
// on the store, and the next message has to wait behind it. One turnstile per loop, touched on that
// loop only. Passes may outlive it.
#pragma once

#include "bot/core/conversation_key.h"
#include "bot/runtime/timer.h"

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>

namespace runtime {

class turnstile {
    // The waiting ones of one conversation, the next first; someone is inside while a lane exists.
    using lane = std::list<timer*>;
    using lanes = std::unordered_map<core::conversation_key, lane>;

public:
    // Being inside. Its end lets the next one in.
    class pass {
    public:
        pass(pass&&) noexcept = default;
        pass& operator=(pass&&) = delete;
        ~pass();

    private:
        friend class turnstile;
        pass(std::shared_ptr<lanes> all, lanes::iterator place)
            : all_(std::move(all)), place_(place) {}
        std::shared_ptr<lanes> all_;
        lanes::iterator place_;
    };

    explicit turnstile(executor loop);

    // None while somebody is inside.
    std::optional<pass> try_enter(const core::conversation_key& key);

    // Waits without limit: ask population() first when there is one.
    task<pass> enter(core::conversation_key key);

    // How many are inside (0 or 1) and waiting.
    std::size_t population(const core::conversation_key& key) const;

private:
    executor loop_;
    std::shared_ptr<lanes> lanes_;
};

}  // namespace runtime
