// `daozhen publish`, `daozhen releases`, `daozhen rollback`: they speak to the store alone; running
// servers notice within two seconds. Exit code 0: done; 1: refused, the reason is printed; 2: wrong
// usage.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/app/operator_name.h"
#include "bot/app/settings.h"
#include "bot/dialog/differences.h"
#include "bot/dialog/local_time.h"
#include "bot/runtime/run_here.h"
#include "bot/session/publish.h"
#include "bot/session/release_library.h"
#include "bot/store/open_store.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdio>

namespace app {
namespace {

using outcome = session::published::outcome;

constexpr std::string_view publish_usage =
    "usage: daozhen publish --config FILE [--kind normal|urgent|recall] [--reason TEXT]"
    " [--author NAME]\n";
constexpr std::string_view rollback_usage =
    "usage: daozhen rollback --config FILE NUMBER [--kind recall|normal|urgent] [--reason TEXT]"
    " [--author NAME]\n";
constexpr std::string_view releases_usage = "usage: daozhen releases --config FILE [NUMBER]\n";

constexpr std::array<std::string_view, 3> kind_names = {"normal", "urgent", "recall"};
constexpr std::array<std::string_view, 3> kind_titles = {"普通", "紧急", "召回"};

std::optional<store::release_kind> kind_of(std::string_view name) {
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names[i] == name) return static_cast<store::release_kind>(i);
    return std::nullopt;
}

int wrong_usage(const command_line& line, std::string_view usage) {
    if (line.wrong) fmt::print(stderr, "{}\n", *line.wrong);
    fmt::print(stderr, "{}", usage);
    return 2;
}

// The store that a configuration names, and a thread's means to wait for it.
class workplace {
public:
    // False after saying why on standard error.
    bool open(const std::string& config_file) {
        auto read = read_config(config_file);
        for (const auto& problem : read.problems)
            fmt::print(stderr, "{}: {}{}{}\n", problem.file, problem.where,
                       problem.where.empty() ? "" : ": ", problem.message);
        if (!read.values) return false;
        settings_ = std::move(*read.values);
        store::settings kept;
        kept.url = settings_.store;
        kept.keys = settings_.encryption_key;
        auto opened = store::open_store(kept, metrics_);
        if (opened.value == nullptr) fmt::print(stderr, "daozhen: {}\n", opened.problem);
        store_ = std::move(opened.value);
        return store_ != nullptr;
    }

    store::store& store() { return *store_; }
    const std::string& dialogs() const { return settings_.dialogs; }
    template <class T>
    T run(runtime::task<T> work) {
        return runtime::run_here(context_, std::move(work));
    }

private:
    boost::asio::io_context context_{1};
    core::metrics metrics_;
    settings settings_;
    std::unique_ptr<store::store> store_;
};

// What an operator has to know; 0 if there is a new release.
int tell(const core::result<session::published>& made) {
    if (!made) {
        fmt::print(stderr, "没有发布：{}\n", made.error().message());
        return 1;
    }
    for (const auto& problem : made->problems)
        if (problem.weight != dialog::gravity::info) fmt::print("{}\n", to_line(problem));
    switch (made->how) {
        case outcome::done:
            fmt::print("已发布第 {} 版。{}\n", made->number, session::to_text(made->waiting));
            return 0;
        case outcome::unchanged:
            fmt::print("内容与当前的第 {} 版相同，没有发布。\n", made->number);
            return 0;
        case outcome::refused:
            fmt::print("没有发布：请先修正上面的错误。\n");
            return 1;
        case outcome::overtaken:
            fmt::print("没有发布：刚才有人发布了新版，请看过之后再试。\n");
            return 1;
        case outcome::replaced:
        case outcome::unknown:
            fmt::print("没有这一版，或它的文件已过保存期。\n");
            return 1;
    }
    return 1;
}

// The number on the command line, if that is all it holds.
std::optional<std::uint32_t> number_of(const command_line& line) {
    if (line.words.size() != 1) return std::nullopt;
    const std::string& word = line.words.front();
    std::uint32_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || read.ptr != word.data() + word.size()) return std::nullopt;
    return number;
}

// Nothing, after saying so, if the store has no such files.
std::optional<std::vector<dialog::source_file>> files_of_release(workplace& here,
                                                                 std::uint32_t number) {
    const auto found = here.run(here.store().find_release(number));
    if (found && *found && !(*found)->files.empty()) return session::files_of(**found);
    fmt::print("没有第 {} 版，或它的文件已过保存期。\n", number);
    return std::nullopt;
}

// What a release changed against the one before it: the exit code.
int tell_changes(workplace& here, std::uint32_t number) {
    const auto before = files_of_release(here, number - 1);
    const auto after = before ? files_of_release(here, number) : std::nullopt;
    if (!after) return 1;
    const auto changes = dialog::differences(*before, *after);
    fmt::print("第 {} 版比第 {} 版改了 {} 处：\n", number, number - 1, changes.size());
    for (const auto& one : changes) fmt::print("  {}\n", to_line(one));
    return 0;
}

std::optional<session::publish_wish> wish_of(const command_line& line, std::string_view usual) {
    const auto kind = kind_of(line.value("--kind", usual));
    if (!kind) return std::nullopt;
    session::publish_wish wish;
    wish.kind = *kind;
    wish.author = line.value("--author", operator_name());
    wish.reason = line.value("--reason");
    return wish;
}

std::string day_of(core::wall_time at) {
    const auto seconds = std::chrono::system_clock::to_time_t(
        std::chrono::system_clock::time_point(at.time_since_epoch()));
    return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::localtime(seconds));
}

}  // namespace

int run_publish(const arguments& args) {
    const auto line = parse_command_line(args, {"--config", "--kind", "--reason", "--author"});
    auto wish = wish_of(line, "normal");
    if (line.wrong || !line.words.empty() || !wish || line.value("--config").empty())
        return wrong_usage(line, publish_usage);
    workplace here;
    if (!here.open(line.value("--config"))) return 1;
    auto files = dialog::read_bundle_files(here.dialogs());
    const core::system_clock clock;
    wish->today = dialog::day_text(clock.now());
    return tell(here.run(session::publish(here.store(), std::move(files), *wish, clock.now())));
}

int run_rollback(const arguments& args) {
    const auto line = parse_command_line(args, {"--config", "--kind", "--reason", "--author"});
    const auto wish = wish_of(line, "recall");
    const auto number = number_of(line);
    if (line.wrong || !number || !wish || line.value("--config").empty())
        return wrong_usage(line, rollback_usage);
    workplace here;
    if (!here.open(line.value("--config"))) return 1;
    const core::system_clock clock;
    return tell(here.run(session::roll_back(here.store(), *number, *wish, clock.now())));
}

int run_releases(const arguments& args) {
    const auto line = parse_command_line(args, {"--config"});
    const auto number = number_of(line);
    if (line.wrong || (!line.words.empty() && !number) || line.value("--config").empty())
        return wrong_usage(line, releases_usage);
    workplace here;
    if (!here.open(line.value("--config"))) return 1;
    if (number) return tell_changes(here, *number);
    const auto listed = here.run(here.store().releases());
    if (!listed) {
        fmt::print(stderr, "daozhen releases: {}\n", listed.error().message());
        return 1;
    }
    for (const store::release& one : *listed) {
        const bool current = one.number == listed->back().number;
        fmt::print("{:>4}  {}  {}  {}  {}  {}{}\n", one.number, day_of(one.published_at),
                   one.content_hash.substr(0, 12),
                   kind_titles.at(static_cast<std::size_t>(one.kind)), one.author, one.reason,
                   current          ? "  ← 当前"
                   : one.retired_at ? "  已退役"
                                    : "");
    }
    return 0;
}

}  // namespace app
