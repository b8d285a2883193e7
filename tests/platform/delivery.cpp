#include "tests/platform/delivery.h"

namespace platform {

std::string_view delivery::agreement(const verdict& answer) const {
    if (answer.outcome == ruling::illegal) return {};
    if (!first_answer_) return "first";
    return *first_answer_ == answer.plaintext ? "same" : "different";
}

bool delivery::take(const verdict& answer) {
    if (answer.outcome != ruling::illegal && !first_answer_) first_answer_ = answer.plaintext;
    const bool counts = !settled_;
    settled_ = true;
    return counts;
}

bool delivery::give_up() {
    const bool counts = !settled_;
    settled_ = true;
    return counts;
}

}  // namespace platform
