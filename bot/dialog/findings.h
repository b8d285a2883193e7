// Collects problems with their places while a bundle is read and checked.
#pragma once

#include "bot/dialog/codes.h"
#include "bot/dialog/json_value.h"

#include <string>
#include <vector>

namespace dialog {

struct advice {  // what is wrong and what to do, in both languages
    std::string zh, en;
};

struct proposal {  // a fix the table offers; no edits: only words
    std::string title;
    std::vector<edit> edits;
};

class findings {
public:
    // At a value of a document.
    problem& add(int code, const json_document& document, const json_value& given,
                 std::string pointer, advice words, proposal fix = {});
    // At what stands at `pointer`, or at the last value on the way there.
    problem& add(int code, const json_document& document, std::string_view pointer, advice words,
                 proposal fix = {});
    // At the key of the member that stands at `pointer`.
    problem& add_at_key(int code, const json_document& document, std::string_view pointer,
                        advice words, proposal fix = {});

    void take(findings&& later);  // behind those that are here
    bool has_errors() const;
    std::vector<problem>& all() { return all_; }
    const std::vector<problem>& all() const { return all_; }

private:
    std::vector<problem> all_;
};

// The edit that makes a JSON string at `value` say `text`.
edit replacement(const json_value& given, std::string_view text);
// The edit that inserts `"key": json` as the last member of an object.
edit insertion(const json_value& object, std::string_view key, std::string_view json);
// The edit that deletes the member standing at `pointer`, or the list's item, with its comma.
edit deletion(const json_document& document, std::string_view pointer);

// `text` as a JSON string, in quotes.
std::string json_string(std::string_view text);

}  // namespace dialog
