// Problems as lines for people and as JSON for tools (dialogs.md §6).
#include "bot/dialog/load.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace dialog {
namespace {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(json_writer& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write(json_writer& out, const char* key, std::string_view text) {
    out.Key(key);
    write(out, text);
}

std::string_view name_of(gravity weight) {
    switch (weight) {
        case gravity::error:
            return "error";
        case gravity::warning:
            return "warning";
        case gravity::info:
            return "info";
    }
    return "error";
}

void write_fix(json_writer& out, const problem& found) {
    out.Key("fix");
    if (found.fix_title.empty()) {
        out.Null();
        return;
    }
    out.StartObject();
    write(out, "title", found.fix_title);
    out.Key("edits");
    out.StartArray();
    for (const edit& one : found.fix) {
        out.StartObject();
        out.Key("begin");
        out.Uint64(one.begin);
        out.Key("end");
        out.Uint64(one.end);
        write(out, "text", one.text);
        out.EndObject();
    }
    out.EndArray();
    out.EndObject();
}

void write_problem(json_writer& out, const problem& found) {
    out.StartObject();
    write(out, "code", "DLG" + std::to_string(found.code));
    write(out, "severity", name_of(found.weight));
    write(out, "file", found.file);
    out.Key("line");
    out.Uint(found.at.line);
    out.Key("column");
    out.Uint(found.at.column);
    write(out, "pointer", found.pointer);
    out.Key("message");
    out.StartObject();
    write(out, "zh", found.zh);
    write(out, "en", found.en);
    out.EndObject();
    write_fix(out, found);
    out.EndObject();
}

}  // namespace

std::string to_line(const problem& found) {
    std::string line(name_of(found.weight));
    line += " DLG" + std::to_string(found.code) + " " + found.file + ":" +
            std::to_string(found.at.line) + ":" + std::to_string(found.at.column) + " " +
            (found.pointer.empty() ? "/" : found.pointer) + "  " + found.zh;
    if (!found.fix_title.empty()) line += " 修正：" + found.fix_title;
    return line;
}

std::string to_json(const std::vector<problem>& problems) {
    rapidjson::StringBuffer buffer;
    json_writer out(buffer);
    out.StartArray();
    for (const problem& found : problems) write_problem(out, found);
    out.EndArray();
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace dialog
