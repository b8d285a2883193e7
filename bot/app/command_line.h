// The few flags our commands take: `--name VALUE`, `--name`, and words.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct command_line {
    std::map<std::string, std::string, std::less<>> values;  // "--config" -> "config.json"
    std::set<std::string, std::less<>> switches;             // "--why"
    std::vector<std::string> words;
    std::optional<std::string> wrong;  // what is not understood

    std::string value(std::string_view name, std::string_view otherwise = {}) const {
        const auto found = values.find(name);
        return found == values.end() ? std::string(otherwise) : found->second;
    }
};

// `with_value` and `without` name the flags the command knows.
inline command_line parse_command_line(const std::vector<std::string>& args,
                                       const std::set<std::string, std::less<>>& with_value,
                                       const std::set<std::string, std::less<>>& without = {}) {
    command_line parsed;
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (with_value.contains(args[i])) {
            if (i + 1 == args.size()) {
                parsed.wrong = args[i] + " needs a value";
                return parsed;
            }
            parsed.values[args[i]] = args[i + 1];
            ++i;
        } else if (without.contains(args[i])) {
            parsed.switches.insert(args[i]);
        } else if (args[i].starts_with("--")) {
            parsed.wrong = "unknown option " + args[i];
            return parsed;
        } else {
            parsed.words.push_back(args[i]);
        }
    }
    return parsed;
}

}  // namespace app
