// The static checks of dialogs.md §6 on a decoded bundle: one function per subject, each pure.
// They may assume that every document has its shape (check_shape.h).
#pragma once

#include "bot/dialog/findings.h"

#include <map>

namespace dialog {

struct bundle_documents {
    std::map<std::string, json_document, std::less<>> by_file;
    const json_document* find(std::string_view file) const {
        const auto found = by_file.find(file);
        return found == by_file.end() ? nullptr : &found->second;
    }
};

// Runs all of them.
void check_bundle(const bundle& script, const bundle_documents& documents, findings& found);

}  // namespace dialog
