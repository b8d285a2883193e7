// `daozhen understand [DIR]`: one utterance a line in, one JSON object a line out, in order; what
// the ear heard, with the bytes that led to it.
#include "bot/app/folder_command.h"
#include "bot/dialog/signs.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace app {
namespace {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(json_writer& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

std::string_view name_of(dialog::urgency how_soon) {
    switch (how_soon) {
        case dialog::urgency::none:
            return "none";
        case dialog::urgency::urgent:
            return "urgent";
        case dialog::urgency::emergency:
            return "emergency";
    }
    return "none";
}

std::string_view name_of(dialog::person who) {
    switch (who) {
        case dialog::person::unstated:
            return "unstated";
        case dialog::person::self:
            return "self";
        case dialog::person::other:
            return "other";
    }
    return "unstated";
}

void write_mentions(json_writer& out, const dialog::lexicon& ear, const dialog::reading& heard) {
    out.StartArray();
    for (const dialog::mention& said : heard.mentions) {
        out.StartObject();
        out.Key("id");
        write(out, ear.concepts()[said.concept_index].id);
        out.Key("polarity");
        write(out, dialog::name_of(said.meaning));
        out.Key("span");
        out.StartArray();
        out.Uint64(said.begin);
        out.Uint64(said.end);
        out.EndArray();
        out.Key("person");
        write(out, name_of(said.who));
        out.EndObject();
    }
    out.EndArray();
}

// Present anywhere is yes; denied or over, and nowhere present, is no.
void write_symptoms(json_writer& out, const dialog::lexicon& ear, const dialog::reading& heard) {
    std::map<std::string_view, std::string_view> symptoms;
    for (const auto& source : ear.concepts())
        if (!source.symptom.empty()) symptoms.emplace(source.symptom, "unknown");
    for (const dialog::mention& said : heard.mentions) {
        const std::string& symptom = ear.concepts()[said.concept_index].symptom;
        if (symptom.empty()) continue;
        std::string_view& value = symptoms[symptom];
        if (said.meaning == dialog::polarity::present)
            value = "yes";
        else if (value == "unknown" && (said.meaning == dialog::polarity::absent ||
                                        said.meaning == dialog::polarity::past))
            value = "no";
    }
    out.StartObject();
    for (const auto& [symptom, value] : symptoms) {
        out.Key(symptom.data(), static_cast<rapidjson::SizeType>(symptom.size()));
        write(out, value);
    }
    out.EndObject();
}

std::string describe(const dialog::bundle& script, std::string_view text) {
    const dialog::reading heard = script.ear.read(text);
    const dialog::urgency level = dialog::urgency_of(script, dialog::find_signs(script, heard, {}));
    rapidjson::StringBuffer buffer;
    json_writer out(buffer);
    out.StartObject();
    out.Key("text");
    write(out, text);
    out.Key("concepts");
    write_mentions(out, script.ear, heard);
    out.Key("level");
    write(out, name_of(level));
    out.Key("symptoms");
    write_symptoms(out, script.ear, heard);
    out.Key("side");
    write(out, heard.side.empty() ? "none" : std::string_view(heard.side));
    out.Key("duration");
    if (heard.duration)
        write(out, heard.duration_text);
    else
        out.Null();
    out.Key("intent");
    write(out, heard.intent);
    out.Key("intent_span");
    out.StartArray();
    out.Uint64(heard.intent_begin);
    out.Uint64(heard.intent_end);
    out.EndArray();
    out.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

int run_understand(const arguments& args) {
    const auto wanted = read_folder_command(args, "usage: daozhen understand [DIR] < utterances\n");
    if (!wanted) return 2;
    const auto script = loaded_or_told(dialog::load_bundle(wanted->folder));
    if (script == nullptr) return 1;
    for (std::string line; std::getline(std::cin, line);)
        std::cout << describe(*script, line) << '\n';
    return 0;
}

}  // namespace app
