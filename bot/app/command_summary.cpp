// `daozhen summary --config FILE --account ACCOUNT --user USER [--format text|json]`: what one
// patient has told in his last visit, for the staff: each item with the words he said it in, as far
// as they are still kept. Reads the store; changes nothing.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/app/folder_command.h"
#include "bot/app/settings.h"
#include "bot/dialog/findings.h"
#include "bot/dialog/state_codec.h"
#include "bot/dialog/summary.h"
#include "bot/runtime/loops.h"
#include "bot/runtime/spawn.h"
#include "bot/session/saved_conversation.h"
#include "bot/store/open_store.h"

#include <fmt/format.h>

#include <cstdio>
#include <future>

namespace app {
namespace {

constexpr std::string_view usage =
    "usage: daozhen summary --config FILE --account ACCOUNT --user USER [--format text|json]\n";

struct found {
    core::result<store::conversation> last = core::errc::unavailable;
    core::result<std::vector<store::stored_turn>> turns = core::errc::unavailable;
};

runtime::task<> look_up(store::store& kept, core::conversation_key key, std::promise<found>& done) {
    found all;
    auto loading = kept.load(key);
    all.last = co_await std::move(loading);
    auto reading = kept.history(key);
    all.turns = co_await std::move(reading);
    done.set_value(std::move(all));
}

// Turns are counted by the state and by the store; the last one is the same turn for both.
std::vector<dialog::spoken_turn> spoken(const found& all, const dialog::state& whole) {
    std::vector<dialog::spoken_turn> turns;
    for (const store::stored_turn& one : *all.turns) {
        const std::uint64_t behind = all.last->version - one.version;
        if (one.record.patient_text.empty() || behind >= whole.turn) continue;
        turns.push_back({whole.turn - static_cast<std::uint32_t>(behind), one.record.patient_text});
    }
    return turns;
}

void print_text(const std::vector<dialog::summary_item>& items) {
    if (items.empty()) fmt::print("没有记下什么。\n");
    for (const dialog::summary_item& item : items)
        fmt::print("{}：{}{}{}\n", item.label, item.value,
                   item.turn == 0 ? std::string() : fmt::format("  [第 {} 轮]", item.turn),
                   item.words.empty() ? std::string() : "  “" + item.words + "”");
}

void print_json(const std::vector<dialog::summary_item>& items) {
    using dialog::json_string;
    std::string all;
    for (const dialog::summary_item& item : items)
        all += fmt::format("{}\n  {{\"label\": {}, \"value\": {}, \"turn\": {}, \"words\": {}}}",
                           all.empty() ? "" : ",", json_string(item.label), json_string(item.value),
                           item.turn, json_string(item.words));
    fmt::print("[{}\n]\n", all);
}

// The store answers on a loop of its own, which ends before the store does.
std::optional<found> fetch(const settings& configured, const core::conversation_key& key) {
    core::metrics registry;
    runtime::loops loops(1);
    store::settings kept;
    kept.url = configured.store;
    kept.keys = configured.encryption_key;
    auto opened = store::open_store(kept, registry);
    if (opened.value == nullptr) {
        fmt::print(stderr, "{}\n", opened.problem);
        return std::nullopt;
    }
    std::promise<found> done;
    auto answer = done.get_future();
    runtime::spawn(loops.at(0).get_executor(), "summary", look_up(*opened.value, key, done));
    loops.start();
    found all = answer.get();
    loops.stop();
    opened.value.reset();
    return all;
}

}  // namespace

int run_summary(const arguments& args) {
    const auto given = parse_command_line(args, {"--config", "--account", "--user", "--format"});
    const std::string format = given.value("--format", "text");
    const core::conversation_key key{given.value("--account"), given.value("--user")};
    if (given.wrong || !given.words.empty() || key.account.empty() || key.user.empty() ||
        given.value("--config").empty() || (format != "text" && format != "json")) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto configured = read_config(given.value("--config"));
    for (const auto& problem : configured.problems)
        fmt::print(stderr, "{}: {} {}\n", problem.file, problem.where, problem.message);
    if (!configured.values) return 1;
    const auto script = loaded_or_told(dialog::load_bundle(configured.values->dialogs));
    if (script == nullptr) return 1;
    const auto all = fetch(*configured.values, key);
    if (!all) return 1;
    if (!all->last || !all->turns) {
        fmt::print(stderr, "the store does not answer\n");
        return 1;
    }
    std::vector<dialog::summary_item> items;
    if (all->last->version > 0) {
        const auto saved = session::decode(all->last->state);
        const auto whole =
            saved ? dialog::decode_state(saved->state) : core::result<dialog::state>(saved.error());
        if (!whole) {
            fmt::print(stderr, "the conversation's record is damaged\n");
            return 1;
        }
        items = dialog::summarize(*script, *whole, spoken(*all, *whole));
    }
    format == "json" ? print_json(items) : print_text(items);
    return 0;
}

}  // namespace app
