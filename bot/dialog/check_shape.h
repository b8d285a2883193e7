// Does a document have the shape its tables ask for? Codes 104-109. A document that passes can be
// decoded without further questions about kinds and required fields.
#pragma once

#include "bot/dialog/findings.h"
#include "bot/dialog/format.h"

namespace dialog {

void check_shape(const json_document& document, const shape& of, findings& found);

// Conditions have a grammar of their own (dialogs.md §3).
void check_condition_shape(const json_document& document, const json_value& given,
                           const json_path& path, findings& found);

// [a-z][a-z0-9-]*, at most `longest` characters.
bool is_name(std::string_view text, std::size_t longest) noexcept;

}  // namespace dialog
