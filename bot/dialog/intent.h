// What the patient wants: the concepts that carry an intent vote, the weightiest wins.
#pragma once

#include "bot/dialog/understanding.h"

#include <string>
#include <vector>

namespace dialog {

class intent_guess {
public:
    explicit intent_guess(const std::vector<concept_source>& concepts);

    // Empty if nothing in the text speaks for any intent.
    std::string guess(std::u16string_view letters, const std::vector<mention>& mentions) const;

private:
    std::vector<std::string> intent_of_;  // by concept
};

}  // namespace dialog
