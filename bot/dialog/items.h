// What a waiting question offers to tap or to number: its options, `skip`, and what the fallback
// ladder offers after misses. Showing a menu and reading a digit both ask here, so that the number
// a patient sees is the number we read.
#pragma once

#include "bot/dialog/turn.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

struct item {  // views into the bundle
    enum class kind { option, skip, command };
    kind what = kind::option;
    std::string_view id;  // option value, or command
    std::string_view label;
    const option* script = nullptr;  // for kind option
};

std::vector<item> items_of(const project& house, const waiting_question& question,
                           const frame& place);

// The step of the ladder a number of misses leads to; null: before the first, or after the last.
const fallback_step* step_of(const project& house, const ask_node& ask, std::size_t misses);

// Numbers are answers of their own at a number question, so its items are words only.
bool takes_digits(const ask_node& ask);

// What the patient wrote, if it is nothing but our own words (row a): numbers or labels of items;
// several only for `multi`. Empty if it is not. `folded` is the text by fold_answer().
std::vector<item> own_words(const waiting_question& question, const std::vector<item>& items,
                            std::string_view text, std::string_view folded);

// True if a folded text is this label or synonym.
bool same_words(std::string_view folded, std::string_view label);

// A number from 1 to `limit` that is all a folded text holds; 0 if it is not.
std::size_t read_place(std::string_view folded, std::size_t limit);

}  // namespace dialog
