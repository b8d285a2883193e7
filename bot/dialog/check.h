// The static checks of dialogs.md §6 on a decoded bundle: one function per subject, each pure.
// They may assume that every document has its shape (check_shape.h), but not that names refer to
// anything: only check_references() may report that they do not.
#pragma once

#include "bot/dialog/findings.h"
#include "bot/dialog/flow_graph.h"

#include <map>
#include <set>

namespace dialog {

using bundle_documents = std::map<std::string, json_document, std::less<>>;

inline const each_runner one_by_one_runner = one_by_one;

struct check_input {
    const bundle& script;
    const bundle_documents& documents;
    findings& found;
    std::string_view today = {};  // "2026-03-02"; empty: review dates are not looked at
    const each_runner& run = one_by_one_runner;
    bool known_ear = false;  // its examples were heard when another bundle was loaded

    const json_document* document(std::string_view file) const {
        const auto at = documents.find(file);
        return at == documents.end() ? nullptr : &at->second;
    }
    const json_document& document(const flow& of) const { return *document(of.file); }
};

// Runs all of them.
void check_bundle(const check_input& input);

// 201 202 203 206 401. Returns the files of flows that refer to nodes, slots, conditions or
// dispositions that do not exist: what they would do is not worth checking.
std::set<std::string, std::less<>> check_references(const check_input& input);
// 109: two interrupts or dispositions of one id.
void check_duplicate_ids(const check_input& input);

// 205. Returns the files of flows whose conditions cannot be evaluated.
std::set<std::string, std::less<>> check_condition_circles(const check_input& input);

void check_flow_graph(const check_input& input, const flow_graph& graph);  // 301-303
void check_repeats(const check_input& input, const flow_graph& graph);     // 305
void check_calls(const check_input& input,
                 const std::vector<flow_graph>& graphs);              // 205 304 306 307
void check_routes(const check_input& input);                          // 204 804-807 810
void check_slots(const check_input& input);                           // 402 403 408 410
void check_privacy(const check_input& input);                         // 407 409
void check_unset(const check_input& input, const flow_graph& graph);  // 404 405
void check_silence(const check_input& input);                         // 801-803
void check_cases(const check_input& input, const flow_graph& graph);  // 308 309 406

void check_texts(const check_input& input);     // 501 509 511 512 713
void check_blocks(const check_input& input);    // 506 510
void check_sizes(const check_input& input);     // 502-504 708
void check_options(const check_input& input);   // 601 602
void check_concepts(const check_input& input);  // 603-605
void check_words(const check_input& input);     // 203 206 of word lists

void check_emergencies(const check_input& input);                      // 701 702 708
void check_levels(const check_input& input, const flow_graph& graph);  // 703 704 706 707
void check_digressions(const check_input& input, const std::vector<flow_graph>& graphs);  // 705
void check_turns(const check_input& input, const std::vector<flow_graph>& graphs);        // 505 711
void check_education(const check_input& input);                                           // 712 714
void check_reviews(const check_input& input);                                             // 909 910

}  // namespace dialog
