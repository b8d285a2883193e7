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

// The first duration: 三天, 2周, 半年, 一个多月, 两三天, 好几年, 昨天开始.
std::optional<written_duration> find_duration(std::u16string_view letters);

// "left", "right", "both" or empty. Left here and right there is both.
std::string find_side(std::u16string_view letters);

}  // namespace dialog
