// A turn as every store keeps it: names hashed, words sealed. Made on the caller's loop, so that
// the thread which commits does nothing but commit.
#pragma once

#include "bot/store/sealing.h"
#include "bot/store/store.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace store {

struct sealed_outgoing {
    std::uint64_t place = 0;  // what the seal is bound to
    std::string body;         // sealed
    core::wall_time due{};
};

struct sealed_consequences {
    std::vector<sealed_outgoing> messages;
    std::vector<timer> timers;
    std::uint64_t fired = 0, withdrawn = 0;
};

struct sealed_turn {
    lookup conversation{};
    std::string account;
    std::string user;  // sealed; empty unless the conversation is new
    std::uint64_t expected_version = 0;
    std::string state;          // sealed
    std::int64_t delivery = 0;  // hash of the delivery key
    std::string words;          // sealed: delivery key, reply, both texts
    turn_record codes;          // without its texts
    core::wall_time at{};
    bool erase_history = false;
    std::unique_ptr<const sealed_consequences> more;  // null: none
};

// What stands in the words of a turn, opened.
struct turn_words {
    recorded_reply reply;
    std::string patient_text;
    std::string reply_text;
};

// By value: what was sealed is not kept in the clear while the seal waits for the disk.
sealed_turn seal(const sealer& with, const name_hasher& names, turn change);

// errc::corrupt as sealer::open, and when the words are no words.
core::result<turn_words> open_words(const sealer& with, const lookup& conversation,
                                    std::uint64_t version, std::string_view sealed);
core::result<std::string> open_outgoing(const sealer& with, const lookup& conversation,
                                        std::uint64_t place, std::string_view sealed);
core::result<std::string> open_user(const sealer& with, const lookup& conversation,
                                    std::string_view sealed);
core::result<std::string> open_state(const sealer& with, const lookup& conversation,
                                     std::uint64_t version, std::string_view sealed);

}  // namespace store
