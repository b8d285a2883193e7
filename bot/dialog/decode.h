// From checked JSON to the model of script.h. Expects documents that passed check_shape(); what a
// name refers to is not looked at here.
#pragma once

#include "bot/dialog/json_value.h"

namespace dialog {

flow decode_flow(const json_document& document);
project decode_project(const json_value& root);

std::map<std::string, snippet, std::less<>> decode_snippets(const json_value& root);
std::map<std::string, booking, std::less<>> decode_bookings(const json_value& root);
std::map<std::string, queue, std::less<>> decode_queues(const json_value& root);
std::map<std::string, action, std::less<>> decode_actions(const json_value& root);
// `words`: the lists of shared/words.json, which stand in for `@name` in near and except.
std::vector<concept_source> decode_concepts(const json_value& root, const json_value& words);
std::vector<interrupt> decode_interrupts(const json_value& root);

// A call's `with` is written in the caller, but its values have the types of the callee's slots.
void fit_call_arguments(bundle& made);

}  // namespace dialog
