// Doing what a patient commands (dialogs.md §9.7).
#pragma once

#include "bot/dialog/turn.h"

#include <string_view>

namespace dialog {

void do_command(turn& ongoing, std::string_view id);

// What is kept about this patient, in words (查看我的数据).
std::string data_report(const turn& ongoing);

// Forgets everything but the turn counter, which numbers menus and says nothing about a person.
void forget_everything(turn& ongoing);

}  // namespace dialog
