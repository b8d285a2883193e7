// What one visit has told, for the doctor: a list of items in the order in which the author's
// hand-over lists them, each with the turn that said it. Pure. The patient's own words are not part
// of the state (they go with consent and retention); who holds the stored turns links them.
#pragma once

#include "bot/dialog/state.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

struct summary_item {
    std::string label, value;
    std::string words;       // what the patient wrote; empty: a tap, or not kept
    std::uint32_t turn = 0;  // state::turn in which it was said; 0: not known
    bool operator==(const summary_item&) const = default;
};

// One message of the patient, as it was stored.
struct spoken_turn {
    std::uint32_t turn = 0;
    std::string_view text;
};

// Answers of the flows this visit went through, then the warning signs it was answered for. A text
// the patient typed into a slot is left out unless `turns` holds it.
std::vector<summary_item> summarize(const bundle& script, const state& whole,
                                    const std::vector<spoken_turn>& turns = {});

// The items of one frame: `slot_ids` in that order, only what is set.
std::vector<summary_item> items_of_frame(const bundle& script, const state& whole,
                                         const frame& place,
                                         const std::vector<std::string>& slot_ids);

// 部位：左腿；病程：3 周
std::string in_one_line(const std::vector<summary_item>& items);

// One line an item, at most about `limit` bytes, never a cut item.
std::string in_lines(const std::vector<summary_item>& items, std::size_t limit);

}  // namespace dialog
