#include "bot/app/commands.h"
#include "bot/app/version.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <string_view>

namespace {

struct command {
    std::string_view name;
    int (*run)(const app::arguments&);
    std::string_view usage;
};

constexpr std::array commands{
    command{"serve", app::run_serve, "serve --config FILE           answer webhooks until SIGTERM"},
    command{"check", app::run_check,
            "check [DIR] [--format text|json]   every problem of a folder of dialogs"},
    command{"schema", app::run_schema,
            "schema [KIND] | --write DIR    JSON Schemas of the dialogs' files, for editors"},
    command{"fmt", app::run_fmt, "fmt [DIR] [--check]           lay the files of a folder out"},
    command{"test", app::run_test,
            "test [DIR] [--format text|json]    tell the stories, measure what they cover"},
    command{"prove", app::run_prove,
            "prove [DIR] [--format text|json] [--save FILE]   prove that no patient is led wrong"},
    command{"publish", app::run_publish,
            "publish --config FILE [--kind normal|urgent|recall] [--reason TEXT]   make the "
            "dialogs a release"},
    command{"releases", app::run_releases,
            "releases --config FILE [N]    list the releases, or say what release N changed"},
    command{"rollback", app::run_rollback,
            "rollback --config FILE NUMBER [--kind recall|normal|urgent]   publish an older "
            "release again"},
    command{"doctor", app::run_doctor,
            "doctor --config FILE          look for what keeps the platforms from reaching us"},
    command{"chat", app::run_chat,
            "chat [DIR] [--flow F] [--why] talk to the dialogs in the terminal"},
    command{"summary", app::run_summary,
            "summary --config FILE --account A --user U   what a patient told in the last visit"},
    command{"understand", app::run_understand,
            "understand [DIR]              what the ear hears in each line of standard input"},
};

void print_usage(std::FILE* to) {
    fmt::print(to, "usage: daozhen COMMAND ...\n\n");
    for (const auto& known : commands) fmt::print(to, "  {}\n", known.usage);
    fmt::print(to, "  --version                     print the version\n");
}

}  // namespace

int main(int count, char** values) {
    const std::vector<std::string> words(values + 1, values + count);
    if (words.empty()) {
        print_usage(stderr);
        return 2;
    }
    if (words[0] == "--version") {
        fmt::print("daozhen {}\n", app::version);
        return 0;
    }
    if (words[0] == "--help" || words[0] == "help") {
        print_usage(stdout);
        return 0;
    }
    for (const auto& known : commands) {
        if (known.name != words[0]) continue;
        try {
            return known.run({words.begin() + 1, words.end()});
        } catch (const std::exception& fault) {
            fmt::print(stderr, "daozhen {}: {}\n", known.name, fault.what());
            return 1;
        }
    }
    fmt::print(stderr, "daozhen: unknown command “{}”\n\n", words[0]);
    print_usage(stderr);
    return 2;
}
