// A release of the dialogs as a store keeps it (dialogs.md §7): frozen when it is published, never
// changed afterwards but for the day it was retired.
#pragma once

#include "bot/core/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

enum class release_kind {
    normal,  // who is under way finishes with the release the visit began with
    urgent,  // everybody moves to this one with the next message
    recall,  // those under way with certain releases move, others stay
};

struct release_file {
    std::string path;  // relative to the bundle's folder, with '/'
    std::string text;
    bool operator==(const release_file&) const = default;
};

struct release {
    std::uint32_t number = 0;  // from 1, without a gap
    std::string content_hash;  // dialog::content_hash of the files
    release_kind kind = release_kind::normal;
    std::uint32_t recalls_from = 0;  // a recall moves those of this release and all after it
    std::string author, reason;
    std::string report;  // what publishing found: checks, differences, conversations under way
    core::wall_time published_at{};
    std::optional<core::wall_time> retired_at;  // nobody waits on it any longer
    std::vector<release_file> files;            // empty in a list, and once they were dropped
    bool operator==(const release&) const = default;
};

enum class publish_outcome {
    published,
    overtaken,  // its number is not the next one: another was published meanwhile
};

// A conversation's state, for who counts those under way.
struct kept_state {
    std::uint64_t place = 0;  // above that of the one before it
    std::string state;
};

}  // namespace store
