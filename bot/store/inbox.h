// What was pulled from a platform and is still to be answered. A page of messages and the place
// where it ended are kept in one transaction: a message is never skipped, and never comes in twice
// (wecom §3.9). A feed is whatever has a cursor of its own, e.g. "hospital/wkOrtho01".
#pragma once

#include "bot/core/clock.h"
#include "bot/core/conversation_key.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"
#include "bot/store/leases.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

struct inbox_item {
    std::string id;  // unique in its feed, the platform's
    core::conversation_key key;
    std::string content;  // the session's; no store reads it. Sealed.
    bool matters = true;  // false: only its id is remembered
};

struct inbox_page {
    std::string feed;
    std::string cursor;  // where the next page begins; no secret
    std::vector<inbox_item> items;
    core::wall_time at{};
};

struct waiting_item {
    std::uint64_t number = 0;  // grows in the order of coming in
    std::string id;
    std::string content;
};

class inbox {
public:
    virtual ~inbox() = default;

    // Empty: nothing was pulled yet.
    virtual runtime::task<core::result<std::string>> find_cursor(std::string feed) = 0;

    // Durable when it returns. For each item its number, 0 for one that is known already or does
    // not matter. None, and nothing has changed: `under` has changed hands.
    virtual runtime::task<core::result<std::optional<std::vector<std::uint64_t>>>> take_page(
        lease under, inbox_page page) = 0;

    // At most `limit` items that are not settled, behind number `after`, in order.
    virtual runtime::task<core::result<std::vector<waiting_item>>> waiting_items(
        std::string feed, std::uint64_t after, std::size_t limit) = 0;

    // Answered, or never to be: the words go, the id stays as long as retention keeps texts.
    virtual runtime::task<core::result<void>> settle_items(std::vector<std::uint64_t> numbers) = 0;
};

}  // namespace store
