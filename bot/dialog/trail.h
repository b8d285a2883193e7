// The questions that a frame has answered, so that 上一步 can undo them one by one. Nearly every
// turn looks at the last of them at most, so the others lie packed, in the bytes the store keeps.
#pragma once

#include "bot/dialog/slot_values.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

// One question that was answered, and what its answer changed.
struct trail_entry {
    std::string node;
    slot_values before;              // slots as they were before the answer, only those it changed
    std::vector<std::string> unset;  // slots the answer set that were unset before
    std::uint32_t turn = 0;          // in which it was answered; 0: not known
    bool operator==(const trail_entry&) const = default;
};

class answer_trail {
public:
    static constexpr std::size_t limit = 64;  // dialogs.md §5, bounds

    answer_trail() = default;
    // Oldest first; what is beyond the limit is forgotten, oldest first.
    explicit answer_trail(std::vector<trail_entry> entries);

    bool empty() const noexcept { return size_ == 0; }
    std::size_t size() const noexcept { return size_; }
    // Only while not empty.
    trail_entry& last() noexcept { return last_; }
    const trail_entry& last() const noexcept { return last_; }

    void push(trail_entry entry);
    trail_entry pop();  // only while not empty
    void clear();
    void keep_only_last();

    // Oldest first: unpacks them all.
    std::vector<trail_entry> entries() const;
    bool answered(std::string_view node) const;

    // All but the last, for the store. What does not fit is refused, and the trail stays empty.
    std::string_view packed() const noexcept { return earlier_; }
    bool restore(std::string_view packed, trail_entry last);

    bool operator==(const answer_trail&) const = default;

private:
    std::string earlier_;  // each entry behind its length
    std::size_t size_ = 0;
    trail_entry last_;
};

}  // namespace dialog
