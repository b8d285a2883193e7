// Sentences that bring a bundle's warning signs and digressions about, made from its own examples:
// what the prover's patient says.
#pragma once

#include "bot/dialog/script.h"

#include <string>
#include <vector>

namespace dialog::prover {

struct sign_text {
    const interrupt* rule = nullptr;
    std::string present;  // the rule is the first sign the ear finds in it
    std::string unclear;  // the same as a question about it; empty: the ear hears none
};

struct spoken {
    std::vector<sign_text> signs;
    std::vector<std::string> unheard;  // rules for which no sentence was found
    std::vector<std::string> asides;   // digressions: of the project and of flows
};

spoken sentences(const bundle& script);

}  // namespace dialog::prover
