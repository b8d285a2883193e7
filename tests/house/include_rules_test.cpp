// Holds the sources to the table of docs/tour.md.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = DAOZHEN_SOURCE_DIR;

// What stands between backticks in one cell.
std::vector<std::string> in_backticks(const std::string& cell) {
    std::vector<std::string> words;
    for (std::size_t open = cell.find('`'); open != std::string::npos;
         open = cell.find('`', open)) {
        const auto close = cell.find('`', open + 1);
        if (close == std::string::npos) break;
        words.push_back(cell.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    return words;
}

struct rule {
    std::set<std::string> allowed;
    bool everything = false;
};

std::map<std::string, rule> table_of_the_tour() {
    std::map<std::string, rule> rules;
    std::ifstream in(root / "docs/tour.md");
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        std::size_t from = 1;
        for (auto bar = line.find('|', from); bar != std::string::npos;
             bar = line.find('|', from)) {
            cells.push_back(line.substr(from, bar - from));
            from = bar + 1;
        }
        const auto names = in_backticks(cells.at(0));
        const auto allowed = in_backticks(cells.at(2));
        rule parsed{{allowed.begin(), allowed.end()},
                    cells.at(2).find("everything") != std::string::npos};
        rules[names.at(0)] = parsed;
    }
    return rules;
}

std::vector<std::string> own_includes(const fs::path& file) {
    std::vector<std::string> found;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include \"")) continue;
        found.push_back(line.substr(10, line.find('"', 10) - 10));
    }
    return found;
}

bool permits(const rule& of_folder, const std::string& folder, const std::string& included) {
    if (of_folder.everything || included.starts_with(folder + "/")) return true;
    for (const auto& allowed : of_folder.allowed)
        if (included == allowed || included.starts_with(allowed + "/")) return true;
    return false;
}

TEST(House, TheTourNamesEveryFolderThatHoldsSources) {
    const auto rules = table_of_the_tour();
    for (const auto& entry : fs::directory_iterator(root / "bot"))
        if (entry.is_directory()) {
            EXPECT_TRUE(rules.contains("bot/" + entry.path().filename().string())) << entry.path();
        }
    EXPECT_TRUE(rules.contains("adapters"));
}

TEST(House, EveryIncludeIsPermittedByTheTour) {
    std::size_t checked = 0;
    for (const auto& [folder, of_folder] : table_of_the_tour()) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            for (const auto& included : own_includes(entry.path())) {
                ++checked;
                EXPECT_TRUE(permits(of_folder, folder, included))
                    << fs::relative(entry.path(), root) << " includes " << included;
            }
        }
    }
    EXPECT_GT(checked, 50U);
}

TEST(House, HeadersNameNoLibraryThatBelongsInSources) {
    const std::vector<std::string> hidden{
        "<boost/beast",      "<openssl/",         "<rapidjson/document",
        "<rapidjson/reader", "<rapidjson/writer", "<sqlite3",
        "<pugixml",          "<unicode/"};
    for (const auto& folder : {"bot", "adapters"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.path().extension() != ".h") continue;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                for (const auto& library : hidden)
                    EXPECT_FALSE(line.starts_with("#include " + library))
                        << fs::relative(entry.path(), root) << ": " << line;
        }
    }
}

}  // namespace
