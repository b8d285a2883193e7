// One message as the rows of decide.h look at it. What the ear makes of a text is read once, and
// only if a row asks: a tap or a digit never wakes the ear.
#pragma once

#include "bot/dialog/pick.h"
#include "bot/dialog/signs.h"
#include "bot/dialog/turn.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

class heard {
public:
    heard(const bundle& script, const state& whole, const core::inbound& event,
          core::wall_time time);

    const bundle& script;
    const state& whole;
    core::wall_time time;
    std::string_view text;        // trimmed; empty unless the patient wrote
    std::optional<pick_id> pick;  // of a tapped item
    std::string_view key;         // of a button of the account's own menu
    waiting_question question;    // what waits, if anything

    // The first 2,000 characters, and the signs in them that `masked` leaves.
    const reading& words() const;
    const std::vector<sign>& signs() const;
    // The first 500 characters, which are all that may answer a question.
    std::string_view answer_text() const;
    // Those, as fold_answer() makes them: for comparing with words folded at load.
    const std::string& folded() const;
    std::optional<polarity> meaning_of(std::string_view concept_id) const;
    bool mentions(std::string_view concept_id) const;  // in any meaning but absent

private:
    mutable std::optional<std::string> folded_;
    mutable std::optional<reading> words_;
    mutable std::optional<std::vector<sign>> signs_;
};

}  // namespace dialog
