// Conditions over slots (dialogs.md §3) in three-valued logic: a test on an unset slot is unknown,
// and only `yes` fires anything. Pure; nothing here can fail or loop.
#pragma once

#include "bot/dialog/slots.h"

#include <string_view>

namespace dialog {

enum class truth { no, unknown, yes };

truth evaluate(const condition& wanted, const slot_view& slots);

// A condition named in the flow; unknown if the flow has no such name.
truth evaluate_named(std::string_view condition_id, const slot_view& slots);

// One test on one value; null: the slot is unset.
truth evaluate_test(const slot_test& test, const value* held);

}  // namespace dialog
