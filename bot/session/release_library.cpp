#include "bot/session/release_library.h"

#include "bot/core/log.h"

#include <algorithm>

namespace session {
namespace {

release_ptr refuse(const store::release& listed, std::string_view why) {
    core::log(core::severity::error, "release-refused", {{"release", listed.number}, {"why", why}});
    return nullptr;
}

release_ptr compile(const store::release& kept, const dialog::bundle* like) {
    if (kept.files.empty()) return refuse(kept, "its files are not kept any longer");
    auto files = files_of(kept);
    auto loaded = dialog::load_bundle(files, {.release = kept.number, .like = like});
    if (loaded.script == nullptr)
        return refuse(kept, loaded.problems.empty() ? "it does not load"
                                                    : dialog::to_line(loaded.problems.front()));
    if (loaded.script->content_hash != kept.content_hash)
        return refuse(kept, "its files are not those that were published");
    auto parts = dialog::emergency_parts_of(*loaded.script, files);
    return std::make_shared<const compiled_release>(compiled_release{
        kept.number, std::move(loaded.script), std::move(files), std::move(parts)});
}

}  // namespace

std::vector<dialog::source_file> files_of(const store::release& kept) {
    std::vector<dialog::source_file> files;
    files.reserve(kept.files.size());
    for (const auto& [path, text] : kept.files) files.push_back({path, text});
    return files;
}

std::vector<store::release_file> frozen(const std::vector<dialog::source_file>& files) {
    std::vector<store::release_file> kept;
    kept.reserve(files.size());
    for (const auto& [path, text] : files) kept.push_back({path, text});
    return kept;
}

runtime::task<core::result<release_ptr>> release_library::find(store::release listed) {
    const auto known = releases_.find(listed.number);
    if (known != releases_.end()) co_return known->second;
    auto kept = co_await store_.find_release(listed.number);
    if (!kept) co_return kept.error();
    release_ptr made =
        *kept ? compile(**kept, like_.get()) : refuse(listed, "the store does not know it");
    releases_[listed.number] = made;
    if (made != nullptr) like_ = made->script;
    co_return made;
}

std::shared_ptr<const dialog::bundle> release_library::mix(const compiled_release& own,
                                                           const compiled_release& current) {
    if (own.emergencies == current.emergencies) return own.script;
    const auto [at, is_new] = mixes_.try_emplace({own.number, current.number});
    if (!is_new) return at->second;
    auto loaded = dialog::load_bundle(dialog::with_emergencies(own.files, current.emergencies),
                                      {.release = own.number, .like = current.script.get()});
    if (loaded.script == nullptr)
        core::log(core::severity::warning, "release-not-pinned",
                  {{"release", own.number},
                   {"why", "it does not hold together with the emergencies of the current one"},
                   {"current", current.number}});
    at->second = std::move(loaded.script);
    return at->second;
}

void release_library::keep_only(const std::vector<std::uint32_t>& numbers) {
    const auto needed = [&](std::uint32_t number) {
        return std::ranges::find(numbers, number) != numbers.end();
    };
    std::erase_if(releases_,
                  [&](const auto& one) { return one.second != nullptr && !needed(one.first); });
    std::erase_if(mixes_, [&](const auto& one) {
        return !needed(one.first.first) || !needed(one.first.second);
    });
}

}  // namespace session
