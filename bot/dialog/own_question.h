// The words of the engine's own questions, and reading what was tapped or numbered of them.
#pragma once

#include "bot/dialog/heard.h"

#include <string>
#include <vector>

namespace dialog {

struct own_question {
    struct choice {
        std::string id, label;
    };
    std::string name;  // stands in the pick ids where a node would
    std::string head;
    std::vector<choice> choices;  // none: answered in words
};

own_question describe(const bundle& script, const state& whole, const pending_question& question);

// Id of the choice a message is, by tap, digit or exact label; empty if it is none.
std::string choice_in(const own_question& question, const heard& message);

}  // namespace dialog
