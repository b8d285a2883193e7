// Questions as blocks. A menu comes last in a reply; its items are what items_of() gives.
#pragma once

#include "bot/dialog/heard.h"

#include <string>

namespace dialog {

enum class wording { full, brief };

// The question the top frame waits at. Nothing if it waits for something else.
void show_question(turn& ongoing, wording words);

void show_home(turn& ongoing);

// The flow a digit or a label chooses from the home menu; empty if the message is neither, or if
// no menu has been shown in this visit.
std::string home_choice(const heard& message);

// Text, snippets and pictures of a node or a snippet, filled.
void say_blocks_of(turn& ongoing, const say_blocks& blocks);
void say_snippet(turn& ongoing, std::string_view snippet_id);

// Texts of the project and of the ladder, filled with what the top frame knows.
void say_filled(turn& ongoing, std::string_view text);

}  // namespace dialog
