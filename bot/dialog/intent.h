// What the patient wants. Concepts that carry an intent vote and the weightiest wins; a topic of
// treatment (手术, 膏药) is a wish only in a sentence that asks, else part of the story. Where the
// rules are silent, the model learnt from the examples may answer.
#pragma once

#include "bot/dialog/intent_model.h"
#include "bot/dialog/understanding.h"

#include <string>
#include <vector>

namespace dialog {

class intent_guess {
public:
    explicit intent_guess(const std::vector<concept_source>& concepts);

    struct answer {
        std::string_view intent;  // empty if nothing in the text speaks for any
        // What led to it: a mention, or else letters of the text.
        const mention* from = nullptr;
        std::uint32_t begin = 0, end = 0;
    };
    answer guess(std::u16string_view letters, const std::vector<mention>& mentions) const;

private:
    std::vector<std::string> intent_of_;  // by concept
    intent_model model_;
};

}  // namespace dialog
