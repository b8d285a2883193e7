// A story: a dialog that must keep working, told in a file beside its flow (dialogs.md §8).
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/load.h"

#include <optional>
#include <string>
#include <vector>

namespace dialog::stories {

struct story_step {
    enum class kind { in, tap, wait, desk, at, shows, hides };
    kind what = kind::in;
    std::string value;
    position at;
    std::string pointer;
};

struct expected_slot {
    std::string slot;
    value wanted;
    position at;
    std::string pointer;
};

struct story {
    std::string file, flow, name;
    bool newcomer = false;  // nobody has agreed to anything yet, and no flow is running
    std::optional<core::wall_time> now;
    std::vector<story_step> steps;
    std::string outcome, disposition;  // empty: not expected
    std::vector<expected_slot> slots;  // as they stood at the last question
    position at;
    std::string pointer;  // of the story
};

struct story_files {
    std::vector<story> stories;  // by file, in the author's order
    std::vector<problem> problems;
};

// Reads the story files among `files` (others are passed over) and holds every name in them against
// the bundle: 101-109 for their shape, 902 for a node, option, flow or slot that does not exist.
story_files read_stories(const bundle& script, std::vector<source_file> files);

}  // namespace dialog::stories
