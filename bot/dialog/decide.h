// What a message *is*: the ordered table a-i of dialogs.md §5. The first row that applies wins.
// Pure: looks, changes nothing.
#pragma once

#include "bot/dialog/heard.h"

#include <string>
#include <variant>
#include <vector>

namespace dialog {

struct answered {                       // a, e
    std::vector<const option*> chosen;  // of the waiting question
    std::optional<value> typed;         // for types without options
    bool skipped = false;               // the question's `skip`
    bool own_words = false;             // a tap, a number, a label: row a
};
struct sign_found {  // b
    const interrupt* rule = nullptr;
};
struct sign_unclear {  // c
    const interrupt* rule = nullptr;
    std::string concept_id;
};
struct command_given {  // d
    std::string id;
};
struct value_out_of_range {  // e, not an answer
    std::string say;
};
struct several_options {  // e, ask which
    std::vector<const option*> chosen;
};
struct old_pick {  // f
    std::string node;
    const option* chosen = nullptr;   // null: nothing it could still mean
    const interrupt* sign = nullptr;  // the option names a warning sign
};
struct digression_wanted {  // g
    std::string id, snippet, flow;
    bool once = false;
};
struct flow_wanted {  // h
    std::string flow;
    bool tapped = false;  // chosen from a menu, not guessed from words
};
struct nothing {};  // i

using decision =
    std::variant<nothing, answered, sign_found, sign_unclear, command_given, value_out_of_range,
                 several_options, old_pick, digression_wanted, flow_wanted>;

decision decide(const heard& message);

// Single rows, for messages that meet one of the engine's own questions first.
decision row_b_sign_present(const heard& message);
decision row_c_sign_unclear(const heard& message);
decision row_d_command(const heard& message);
decision row_g_digression(const heard& message);
decision row_h_other_flow(const heard& message);

inline bool applies(const decision& one) {
    return !std::holds_alternative<nothing>(one);
}

}  // namespace dialog
