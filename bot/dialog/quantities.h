// Numbers in any script, how long, which side: what a sentence measures. Reads folded letters.
#pragma once

#include "bot/dialog/fold.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dialog {

struct written_number {
    double value = 0;
    std::size_t begin = 0, end = 0;  // letters
};

// Every number in order: 12, 3.5, 十二, 两百五, 一百零五, 一点五. 半 alone is none.
std::vector<written_number> find_numbers(std::u16string_view letters);

struct written_duration {
    std::chrono::minutes length{0};
    std::size_t begin = 0, end = 0;
};

// Every duration in order: 三天, 2周, 半年, 一个多月, 两三天, 好几年, 昨天开始. `numbers`: those of
// find_numbers() for the same letters.
std::vector<written_duration> find_durations(std::u16string_view letters,
                                             const std::vector<written_number>& numbers);

// 每天, 一天比一天, 一天三次: says how often, not how long.
bool is_rate(std::u16string_view letters, const written_duration& said);

// "left", "right", "both" or empty. Left here and right there is both.
std::string find_side(std::u16string_view letters);

}  // namespace dialog
