#include "bot/dialog/near_name.h"

#include <algorithm>
#include <numeric>

namespace dialog {
namespace {

// Levenshtein's distance over bytes, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& known) {
    std::string best;
    std::size_t limit = std::max<std::size_t>(2, wrong.size() / 3) + 1;
    for (const std::string& candidate : known) {
        const std::size_t gap = candidate.size() > wrong.size() ? candidate.size() - wrong.size()
                                                                : wrong.size() - candidate.size();
        if (gap >= limit) continue;
        const std::size_t far = distance(wrong, candidate);
        if (far < limit && far < std::max(wrong.size(), candidate.size())) {
            limit = far;
            best = candidate;
        }
    }
    return best;
}

}  // namespace dialog
