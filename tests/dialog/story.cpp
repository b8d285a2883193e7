#include "tests/dialog/story.h"

#include <rapidjson/document.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace trial {
namespace {

std::string text_of(const rapidjson::Value& value) {
    if (value.IsString()) return value.GetString();
    if (value.IsInt()) return std::to_string(value.GetInt());
    throw std::runtime_error("a story holds a value that is neither text nor a whole number");
}

std::string member(const rapidjson::Value& object, const char* name) {
    return object.HasMember(name) ? text_of(object[name]) : std::string{};
}

story story_of(const rapidjson::Value& from, const std::string& flow) {
    story made;
    made.flow = flow;
    made.name = member(from, "name");
    for (const auto& step : from["steps"].GetArray())
        for (const auto& [name, value] : step.GetObject())
            made.steps.push_back({text_of(name), text_of(value)});
    if (!from.HasMember("expect")) return made;
    const auto& expect = from["expect"];
    made.outcome = member(expect, "outcome");
    made.disposition = member(expect, "disposition");
    if (expect.HasMember("slots"))
        for (const auto& [name, value] : expect["slots"].GetObject())
            made.slots[text_of(name)] = text_of(value);
    return made;
}

}  // namespace

void PrintTo(const story& told, std::ostream* out) {
    *out << told.flow << ": " << told.name;
}

std::vector<story> read_stories(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    rapidjson::Document root;
    root.Parse(text.str().c_str());
    if (root.HasParseError() || !root.IsObject() || member(root, "format") != "dialog-tests/1")
        throw std::runtime_error(file.string() + " holds no stories");
    std::vector<story> made;
    for (const auto& one : root["stories"].GetArray())
        made.push_back(story_of(one, member(root, "flow")));
    return made;
}

}  // namespace trial
