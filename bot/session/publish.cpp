#include "bot/session/publish.h"

#include "bot/dialog/check_upgrade.h"
#include "bot/session/release_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace session {
namespace {

using outcome = published::outcome;

bool has_error(const std::vector<dialog::problem>& problems) {
    return std::ranges::any_of(
        problems, [](const dialog::problem& one) { return one.weight == dialog::gravity::error; });
}

auto count_of(const std::vector<dialog::problem>& problems, dialog::gravity weight) {
    return std::ranges::count(problems, weight, &dialog::problem::weight);
}

// Releases that somebody is in, compiled; null where one cannot be had.
using known_releases = std::map<std::uint32_t, release_ptr>;

const store::release* find(const std::vector<store::release>& listed, std::uint32_t number) {
    const auto at = std::ranges::find(listed, number, &store::release::number);
    return at == listed.end() ? nullptr : &*at;
}

bool had(const std::vector<store::release>& listed, const std::string& content_hash) {
    return std::ranges::find(listed, content_hash, &store::release::content_hash) != listed.end();
}

runtime::task<core::result<known_releases>> compile_used(store::store& memory,
                                                         release_library& library,
                                                         std::vector<store::release> listed,
                                                         core::wall_time now) {
    const auto used = co_await releases_in_use(memory, now);
    if (!used) co_return used.error();
    known_releases known;
    for (const std::uint32_t number : *used) {
        const store::release* row = find(listed, number);
        if (row == nullptr) continue;
        auto found = co_await library.find(*row);
        if (!found) co_return found.error();
        known[number] = *found;
    }
    co_return known;
}

runtime::task<core::result<waiting_count>> count_for(store::store& memory, release_library& library,
                                                     std::vector<store::release> listed,
                                                     const dialog::bundle& after,
                                                     core::wall_time now) {
    const auto known = co_await compile_used(memory, library, std::move(listed), now);
    if (!known) co_return known.error();
    bundle_of before = [&](std::uint32_t number) -> const dialog::bundle* {
        const auto at = known->find(number);
        return at == known->end() || at->second == nullptr ? nullptr : at->second->script.get();
    };
    co_return co_await count_waiting(memory, std::move(before), after, now);
}

std::string report_of(const published& made) {
    return fmt::format("检查：{} 个错误，{} 个警告。\n{}",
                       count_of(made.problems, dialog::gravity::error),
                       count_of(made.problems, dialog::gravity::warning), to_text(made.waiting));
}

// The last act: what was checked becomes the release after `previous`.
runtime::task<core::result<published>> freeze(store::store& memory, published made,
                                              store::release release) {
    release.number = made.number;
    release.report = report_of(made);
    const auto stored = co_await memory.publish(std::move(release));
    if (!stored) co_return stored.error();
    made.how = *stored == store::publish_outcome::published ? outcome::done : outcome::overtaken;
    co_return made;
}

store::release release_of(const publish_wish& wish, std::string hash,
                          std::vector<store::release_file> files, core::wall_time now) {
    store::release made;
    made.content_hash = std::move(hash);
    made.kind = wish.kind;
    made.author = wish.author;
    made.reason = wish.reason;
    made.published_at = now;
    made.files = std::move(files);
    return made;
}

}  // namespace

runtime::task<core::result<published>> publish(store::store& memory,
                                               std::vector<dialog::source_file> files,
                                               publish_wish wish, core::wall_time now) {
    const auto listed = co_await memory.releases();
    if (!listed) co_return listed.error();
    const std::uint32_t last = listed->empty() ? 0 : listed->back().number;
    published made;
    made.number = last + 1;
    auto loaded = dialog::load_bundle(files, wish.today, made.number);
    made.problems = std::move(loaded.problems);
    if (loaded.script == nullptr) co_return made;
    const dialog::bundle& script = *loaded.script;
    if (last != 0 && listed->back().content_hash == script.content_hash) {
        made.how = outcome::unchanged;
        made.number = last;
        co_return made;
    }
    if (wish.only_new && had(*listed, script.content_hash)) {
        made.how = outcome::replaced;
        co_return made;
    }
    release_library library(memory);
    auto counted = co_await count_for(memory, library, *listed, script, now);
    if (!counted) co_return counted.error();
    made.waiting = std::move(*counted);
    if (last != 0) {
        const auto before = co_await library.find(listed->back());
        if (!before) co_return before.error();
        if (*before != nullptr)
            std::ranges::move(
                dialog::check_upgrade(*(*before)->script, script, files, made.waiting.disturbed),
                std::back_inserter(made.problems));
    }
    if (has_error(made.problems)) co_return made;
    auto release = release_of(wish, script.content_hash, frozen(files), now);
    if (wish.kind == store::release_kind::recall) release.recalls_from = last;
    auto work = freeze(memory, std::move(made), std::move(release));
    co_return co_await std::move(work);
}

runtime::task<core::result<published>> roll_back(store::store& memory, std::uint32_t to,
                                                 publish_wish wish, core::wall_time now) {
    const auto listed = co_await memory.releases();
    if (!listed) co_return listed.error();
    published made;
    made.how = outcome::unknown;
    const store::release* wanted = find(*listed, to);
    if (wanted == nullptr) co_return made;
    auto kept = co_await memory.find_release(to);
    if (!kept) co_return kept.error();
    if (!*kept || (*kept)->files.empty()) co_return made;
    made.number = listed->back().number;
    made.how = outcome::unchanged;
    if (listed->back().content_hash == wanted->content_hash) co_return made;
    ++made.number;
    made.how = outcome::refused;
    auto loaded = dialog::load_bundle(files_of(**kept), {}, made.number);
    made.problems = std::move(loaded.problems);
    if (loaded.script == nullptr) co_return made;
    release_library library(memory);
    auto counted = co_await count_for(memory, library, *listed, *loaded.script, now);
    if (!counted) co_return counted.error();
    made.waiting = std::move(*counted);
    auto release = release_of(wish, wanted->content_hash, std::move((*kept)->files), now);
    if (wish.kind == store::release_kind::recall) release.recalls_from = to + 1;
    auto work = freeze(memory, std::move(made), std::move(release));
    co_return co_await std::move(work);
}

std::string to_text(const waiting_count& count) {
    return fmt::format(
        "进行中的对话 {} 个：原处继续 {}，同一题重问 {}，转到指定节点 {}，重新开始 {}。",
        count.waiting, count.kept, count.asked_again, count.upgraded, count.restarted);
}

}  // namespace session
