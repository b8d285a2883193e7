// Every DLG code (dialogs.md §6, §9) in one table: how grave it is, who reports it, what it is
// about. Codes are never reused.
#pragma once

#include "bot/dialog/load.h"

#include <span>
#include <string_view>

namespace dialog {

enum class reporter {
    check,    // load_bundle(): `daozhen check`, the server, publishing
    layout,   // `daozhen check` and `daozhen fmt --check`: nothing a server asks for
    stories,  // `daozhen test`
    prover,   // `daozhen prove`
    publish,  // compares with the running release
};

struct code_entry {
    int code;
    gravity weight;
    reporter by;
    std::string_view zh;
};

// By code, each once.
std::span<const code_entry> all_codes() noexcept;

// The weight of a code (404 and 712 can be milder: the caller lowers it). Error for unknown codes.
gravity weight_of(int code) noexcept;

}  // namespace dialog
