// A loaded bundle of dialogs as plain data (dialogs.md §1, §2). Filled by load_bundle(), immutable
// afterwards and shared by all loops. Names are kept as written; what refers to a name has been
// checked.
#pragma once

#include "bot/core/string_map.h"
#include "bot/dialog/understanding.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dialog {

using minutes = std::chrono::minutes;

// Where something stands in its file, counted from 1; columns in characters.
struct position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

// ---- values ----

enum class slot_type { yesno, choice, multi, number, duration, date, phone, text, score };
enum class slot_scope { flow, visit, patient };

// yesno, choice: one id. multi: ids (none chosen: empty list). number, score: number. duration:
// minutes. date, phone, text: text.
using value = std::variant<std::string, std::vector<std::string>, double, minutes>;

struct choice_value {
    std::string id;
    std::string label;
};

struct slot {
    std::string id;
    slot_type type = slot_type::text;
    std::string label;
    std::vector<choice_value> values;  // choice and multi, in author order; yesno: yes, no, unsure
    std::optional<double> min, max;    // number and score
    bool integer = false;
    std::string unit;                // shown behind a number
    std::optional<minutes> longest;  // duration's max
    slot_scope scope = slot_scope::flow;
    std::optional<minutes> keep;       // patient scope
    bool secret = false;               // `private`
    std::optional<std::string> blank;  // shown when unset
    position at;
};

// ---- conditions (dialogs.md §3) ----

struct slot_test {
    std::string slot;
    std::vector<std::string> one_of;              // value or [values]
    std::vector<std::string> not_one_of;          // {not}
    std::vector<std::string> any_of, all_of;      // multi
    std::optional<double> min, max, over, under;  // numbers as such, durations in minutes
    std::optional<double> count_min, count_max;   // multi's {count}
    std::optional<bool> known;
};

struct condition;
using condition_list = std::vector<condition>;

// A tree: leaves are slot tests and names of conditions.
struct condition {
    enum class kind { all, any, none, named, test };
    kind what = kind::all;
    condition_list parts;  // all, any, none
    std::string name;      // named
    slot_test test;        // test
    position at;
};

struct named_condition {
    std::string id;
    condition when;
    std::string level;  // disposition that follows at least; empty: none
    position at;
};

// ---- nodes ----

struct snippet_use {
    std::string snippet;
};
struct say_text {
    std::string text;
};  // may hold {slot}, {hospital.name}, {hospital.phone}, {hospital.address}
struct say_image {
    std::string image, alt;
};
struct say_link {
    std::string title, url, alt;
};
struct say_mini {
    std::string app_id, path, title, alt;
};
using say_block = std::variant<say_text, snippet_use, say_image, say_link, say_mini>;
using say_blocks = std::vector<say_block>;

struct assignment {
    std::string slot;
    value to;
};
struct addition {
    std::string score;
    double amount = 0;
};
struct changes {
    std::vector<assignment> set;
    std::vector<addition> add;
};

struct option {
    std::string pick;  // value id; "none" for the none-option of a multi
    bool none = false;
    std::string label;              // resolved: own label, or the slot value's
    std::string go;                 // empty: the node's next
    std::vector<std::string> also;  // synonyms, folded at load (fold_words.h)
    std::vector<std::string> concepts;
    changes change;
    position at;
};

struct skip_way {
    std::string label, next;
};
struct band {
    double min = 0;
    double add = 0;
};
struct score_bands {
    std::string score;
    std::vector<band> bands;  // first match wins
};

enum class offer { skip, human, menu, back };
struct fallback_step {
    std::string say;
    std::vector<offer> offers;
};
struct fallback_ladder {
    std::vector<fallback_step> steps;
    std::string then;
};
struct silence_step {
    minutes after{0};
    std::string say;  // either a reminder
    std::string go;   // or a way on
};

struct say_node {
    std::string next;
};
struct ask_node {
    slot_type kind = slot_type::text;
    std::string slot;
    std::string prompt, brief;  // `short`
    std::vector<option> options;
    std::optional<skip_way> skip;
    std::vector<score_bands> bands;
    std::optional<fallback_ladder> fallback;  // none: the project's
    std::vector<silence_step> silence;
    std::string next;
};
struct branch_case {
    condition when;
    std::string go;
    position at;
};
struct branch_node {
    std::vector<branch_case> cases;
    std::string otherwise;  // `else`
};
struct call_node {
    std::string flow;
    std::vector<assignment> with;
    bool replace = false;
    std::map<std::string, std::string> on;
};
struct action_node {
    std::string action;
    std::map<std::string, value> in_constants;
    std::map<std::string, std::string> in_slots;
    std::map<std::string, std::string> out;  // slot -> JSON pointer
    std::map<std::string, std::string> on;
};
struct book_node {
    std::string booking, next, unavailable;
};
struct handoff_node {
    std::string queue;
    std::vector<std::string> summary;
    std::string next, closed;
    minutes timeout{0};
    std::string timeout_go;
};
// Some days after the end, if nothing else has begun by then: a line, and a flow to ask in.
struct follow_up {
    minutes after{0};
    std::string say, flow;  // flow may be empty
};
struct end_node {
    std::string outcome, disposition;
    std::optional<follow_up> later;
};

struct node {
    std::string id;
    std::variant<say_node, ask_node, branch_node, call_node, action_node, book_node, handoff_node,
                 end_node>
        what;
    say_blocks say;  // say, book, handoff, end
    changes change;  // `set`, `add` on entry
    position at;
};

// ---- flow ----

struct digression {
    std::vector<std::string> concepts;
    std::string snippet, flow;  // one of both
};

struct flow {
    std::string id, title, owner, file;
    std::string author, reviewed_by, review_until;
    std::string menu_label;           // entry.menu
    std::vector<std::string> called;  // menu label and title as fold_words() makes them
    std::vector<std::string> entry_concepts;
    std::vector<std::string> outcomes, params;
    std::vector<slot> slots;
    std::vector<named_condition> conditions;
    std::vector<digression> digressions;
    std::vector<std::string> digressions_off;
    std::string start;
    std::vector<node> nodes;  // author order
    std::map<std::string, std::string> renamed;
    std::string on_upgrade;

    // Built by the loader: id -> place in the vectors above.
    core::string_map<std::size_t> node_index, slot_index, condition_index;
    const node* find_node(std::string_view node_id) const;
    const slot* find_slot(std::string_view slot_id) const;
    const named_condition* find_condition(std::string_view condition_id) const;
};

// ---- shared libraries ----

struct snippet {
    std::string id;
    say_blocks blocks;
    std::string source, author, reviewed_by, review_until;
    std::vector<std::string> tags;
    position at;
};

struct booking {
    std::string id, title, url;  // https
    std::string alt;             // words shown where links are not
    std::vector<std::string> parameters;
    std::string hours;
    position at;
};

struct queue {
    std::string id, name, hours;
    position at;
};

struct action {
    std::string id, method, url;
    std::uint32_t timeout_ms = 8000;
    bool idempotent = false;
    std::string waiting;
    std::vector<std::string> outcomes;
    position at;
};

enum class interrupt_class { emergency, human, command, digression };

// Something that may cut in at any question. `concepts` are alternatives. A class-emergency
// interrupt whose level is merely urgent (project.json) advises and lets the dialog go on; a real
// emergency replaces the stack by `flow`.
struct interrupt {
    std::string id;
    interrupt_class what = interrupt_class::digression;
    int priority = 0;
    std::vector<std::string> concepts, words;
    std::vector<std::vector<std::string>> with;  // each list: at least one of it present too
    std::vector<std::string> unless;             // none of these present
    std::string flow, snippet, level, command;
    std::string confirm_say;  // may hold {concept}
    bool once = false;
    position at;
};

enum class urgency { none, urgent, emergency };

struct disposition {
    std::string id;
    int rank = 0;
    std::string name;
    urgency how_soon = urgency::none;
    std::string advice;  // standing advice appended when an end is lower than the worst
};

struct channel_profile {
    std::string id;
    std::size_t text_bytes = 2048;
    std::size_t menu_head_bytes = 1024, menu_items = 10, label_bytes = 128, item_id_bytes = 64;
    std::size_t messages_per_inbound = 1;
    bool native_menu = false;
    minutes window{48 * 60};
};

struct quiet_hours {  // since midnight; `from` after `to`: over midnight
    minutes from{0}, to{0};
};

struct consent_rule {
    std::string version, text, yes_label, no_label, declined;
    bool required = false;
};
struct age_rule {
    std::string prompt, child, teen;  // question; text under 14; text for 14-17
    bool required = false;
};

struct project {
    std::vector<channel_profile> channels;
    std::vector<disposition> dispositions;  // any order; rank decides
    std::vector<std::string> languages;     // the first is the one the files are written in
    std::map<std::string, std::string, std::less<>> account_languages;  // account -> language
    fallback_ladder fallback;
    std::map<std::string, std::vector<std::string>> commands;  // command id -> words
    std::vector<std::string> banned_words;
    std::vector<std::string> allowed_hosts;
    std::vector<std::string> home_menu;  // flow ids
    std::string greeting, unsupported, error_line, busy_line, emergency_builtin, help, goodbye;
    std::string resume_prompt, safety_net, program_notice;
    consent_rule consent;
    age_rule age;
    std::map<std::string, std::string> hospital;  // name, phone, address, departments
    std::map<std::string, std::string> images;    // id -> file or media name
    minutes idle{24 * 60};
    std::optional<quiet_hours> quiet;
    std::string human_queue;
    const disposition* find_disposition(std::string_view id) const;
};

struct bundle {
    std::uint32_t release = 1;
    std::string content_hash;  // hex SHA-256 over all files, by name
    struct project project;
    std::map<std::string, flow, std::less<>> flows;
    std::map<std::string, snippet, std::less<>> snippets;
    std::map<std::string, booking, std::less<>> bookings;
    std::map<std::string, queue, std::less<>> queues;
    std::map<std::string, action, std::less<>> actions;
    std::vector<interrupt> interrupts;  // highest priority first, then id
    lexicon ear;                        // all concepts, compiled
    std::string ear_hash;               // of the files it was compiled from
    // Both built by fold_words(): the flows of the home menu in its order, and what commands and
    // interrupts are called by -> the command.
    std::vector<const flow*> home;
    core::string_map<std::string> command_words;
    // By language: the same bundle with its texts in it. This one speaks project.languages[0].
    std::map<std::string, std::shared_ptr<const bundle>, std::less<>> translations;
    const flow* find_flow(std::string_view id) const;
};

}  // namespace dialog
