// JSON Schema (draft-07) of the files of a bundle, for editors, from the tables the checks read.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dialog {

// One file kind each: "project" "flow" "stories" "translation" "interrupts" ...
std::span<const std::string_view> schema_kinds() noexcept;

// Pretty-printed, with a final newline. Empty if there is no such kind.
std::string json_schema(std::string_view kind);

}  // namespace dialog
