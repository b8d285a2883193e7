// `daozhen doctor`: looks for what keeps the platforms from reaching us, and says how to mend it.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/app/doctor_certificate.h"
#include "bot/app/doctor_handshake.h"
#include "bot/app/finding.h"
#include "bot/app/settings.h"
#include "bot/dialog/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <sys/stat.h>
#include <sys/timex.h>

namespace app {
namespace {

std::string_view mark_of(health how) {
    switch (how) {
        case health::good:
            return "ok     ";
        case health::doubtful:
            return "warning";
        case health::bad:
            return "error  ";
    }
    return "error  ";
}

void print(const finding& found) {
    fmt::print("{} {}\n", mark_of(found.how), found.what);
    if (found.how == health::good) return;
    if (!found.chinese.empty()) fmt::print("        {}\n", found.chinese);
    if (!found.mend.empty()) fmt::print("        mend: {}\n", found.mend);
}

// Platforms' signatures carry a time; ours must be within the window they allow.
finding examine_clock(core::wall_time now) {
    timex kernel{};
    const int state = ::adjtimex(&kernel);
    if (core::unix_seconds(now) < 1'700'000'000)
        return {health::bad, "the system clock is years behind",
                "set the clock and run a time service", "系统时间不对。"};
    if (state == TIME_ERROR || (kernel.status & STA_UNSYNC) != 0)
        return {health::doubtful, "the system clock is not synchronised",
                "run a time service, e.g. systemd-timesyncd: messages outside max_clock_skew_s are "
                "refused",
                "系统时间没有同步。"};
    return {health::good, "the system clock is synchronised", "", ""};
}

finding examine_key_file(const std::string& config_file) {
    struct stat about {};
    if (::stat(config_file.c_str(), &about) == 0 && (about.st_mode & (S_IRGRP | S_IROTH)) != 0)
        return {health::doubtful,
                fmt::format("{} can be read by others than its owner", config_file),
                fmt::format("chmod 600 {}", config_file), "配置文件权限太宽，其他用户也能读。"};
    return {health::good, "the configuration is readable for its owner only", "", ""};
}

finding examine_dialogs(const std::string& folder) {
    const auto loaded = dialog::load_bundle(std::filesystem::path(folder));
    const auto errors =
        std::count_if(loaded.problems.begin(), loaded.problems.end(),
                      [](const auto& problem) { return problem.weight == dialog::gravity::error; });
    if (loaded.script == nullptr)
        return {health::bad, fmt::format("the dialogs in {} have {} errors", folder, errors),
                fmt::format("run: daozhen check {}", folder), "对话脚本有错误，无法载入。"};
    return {health::good,
            fmt::format("the dialogs in {} load: {} flows", folder, loaded.script->flows.size()),
            "", ""};
}

}  // namespace

int run_doctor(const arguments& args) {
    const auto line = parse_command_line(args, {"--config"});
    const auto config_file = line.value("--config");
    if (line.wrong || !line.words.empty() || config_file.empty()) {
        fmt::print(stderr, "usage: daozhen doctor --config FILE\n");
        return 2;
    }
    const auto read = read_config(config_file);
    findings all;
    for (const auto& problem : read.problems)
        all.push_back({health::bad, fmt::format("{}: {}", problem.file, problem.where),
                       problem.message, "配置有误。"});
    const core::system_clock clock;
    if (read.values) {
        all.push_back({health::good, "the configuration is complete", "", ""});
        all.push_back(examine_key_file(config_file));
        all.push_back(examine_clock(clock.now()));
        all.push_back(examine_dialogs(read.values->dialogs));
        if (read.values->server.tls)
            for (auto& found : examine_certificate(*read.values->server.tls, clock.now()))
                all.push_back(std::move(found));
        for (auto& found : examine_handshakes(*read.values, clock)) all.push_back(std::move(found));
    }
    for (const auto& found : all) print(found);
    const bool sound = std::none_of(all.begin(), all.end(),
                                    [](const auto& found) { return found.how == health::bad; });
    return sound ? 0 : 1;
}

}  // namespace app
