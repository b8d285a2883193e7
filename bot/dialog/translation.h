// A language is a bundle of its own: the same documents with the texts of `<file>.<language>.json`
// put in their places, decoded and checked like the original. What is not translated stays as it
// is.
#pragma once

#include "bot/dialog/check.h"

namespace dialog {

// The documents with the texts of one language in their places; positions stay the original's.
bundle_documents translated(const bundle_documents& sources, const bundle_documents& translations,
                            std::string_view language);

// Texts of a document that patients see, and words they may say (`also`, commands ...), by pointer.
struct translatable {
    const json_value* value = nullptr;
    bool shown = false;  // patients see it: a translation is expected
};
std::map<std::string, translatable> translatable_texts(const json_document& document);

// 206 507 508 509 708: what the translations leave out, and what no longer fits the source.
void check_translations(const check_input& input, const bundle_documents& translations);

// What the checks of texts and sizes find in one language that they do not find in the original,
// told at the places of the translation. `given`: the language's own bundle and documents.
void check_translated_bundle(const check_input& given, const bundle_documents& translations,
                             std::string_view language, findings& found);

}  // namespace dialog
