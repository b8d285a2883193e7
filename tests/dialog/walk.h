// Finds every question a patient can be brought to by answering what is asked, and remembers a few
// different ways to each: what has been said before decides what may come after.
#pragma once

#include "tests/dialog/patient.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace trial {

// "flow/node" of a waiting question -> patients who stand there.
using places = std::map<std::string, std::vector<patient>>;

// `after_each_turn` sees every turn of the walk, also those that lead nowhere new.
places every_question(const dialog::bundle& script, std::string_view flow,
                      const std::function<void(const patient&)>& after_each_turn = {});

// The text of each snippet that the last reply shows.
std::vector<std::string> snippets_in(const dialog::bundle& script, const std::string& reply);

}  // namespace trial
