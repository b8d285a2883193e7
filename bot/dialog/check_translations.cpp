// 206 507 508 509 708: translations are whole, and still say what the source says.
#include "bot/core/text.h"
#include "bot/dialog/format.h"
#include "bot/dialog/placeholders.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/translation.h"

#include <algorithm>

namespace dialog {
namespace {

// What is said to somebody in danger.
bool saves_lives(const bundle& script, std::string_view file, std::string_view pointer) {
    if (file == "project.json")
        return pointer == "/emergencyBuiltin" || pointer == "/errorLine" ||
               (pointer.starts_with("/dispositions/") && pointer.ends_with("/advice"));
    return std::any_of(script.flows.begin(), script.flows.end(), [&](const auto& one) {
        return one.second.file == file && is_emergency_flow(script, one.first);
    });
}

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names = placeholders_of(text).names;
    std::sort(names.begin(), names.end());
    return names;
}

std::string listed(const std::vector<std::string>& pointers) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(pointers.size(), 3); ++i)
        text += (i == 0 ? "" : ", ") + pointers[i];
    return text + (pointers.size() > 3 ? " …" : "");
}

class translation_checker {
public:
    translation_checker(const check_input& input, const json_document& source,
                        const json_document& translation)
        : input_(input),
          source_(source),
          translation_(translation),
          entries_(*translation.root.find("texts")),
          texts_(translatable_texts(source)) {}

    void check() {
        for (const json_member& entry : entries_.members)
            if (!is_note(entry)) check_entry(entry);
        std::vector<std::string> missing, saving;
        for (const auto& [pointer, text] : texts_) {
            if (!text.shown || entries_.find(pointer) != nullptr) continue;
            const bool saves = saves_lives(input_.script, source_.file, pointer);
            (saves ? saving : missing).push_back(pointer);
        }
        if (!saving.empty()) report_missing(708, saving);
        if (!missing.empty()) report_missing(507, missing);
    }

private:
    void check_entry(const json_member& entry) {
        const std::string here = pointer_to("/texts", entry.key.text);
        const auto known = texts_.find(entry.key.text);
        if (known == texts_.end()) {
            input_.found.add_at_key(508, translation_, here,
                                    {"原文里已经没有这一条，请删去。",
                                     "the source has no such text any more; delete it"},
                                    {"删去", {deletion(translation_, here)}});
            return;
        }
        const json_value &from = *entry.value.find("from"), &to = *entry.value.find("to");
        const std::string& now = known->second.value->text;
        if (from.text != now)
            input_.found.add(508, translation_, here + "/from",
                             {"原文已改为 “" + now + "”，请核对译文。",
                              "the source now says “" + now + "”; look at the translation"},
                             {"译文仍然对", {replacement(from, now)}});
        if (core::trimmed(to.text).empty())
            input_.found.add(saves_lives(input_.script, source_.file, entry.key.text) ? 708 : 507,
                             translation_, here + "/to", {"还没有翻译。", "not translated yet"});
        else if (names_in(to.text) != names_in(from.text))
            input_.found.add(509, translation_, here + "/to",
                             {"译文里的 { } 和原文不一样。",
                              "the placeholders differ from those of the source"});
    }

    void report_missing(int code, const std::vector<std::string>& pointers) {
        proposal fix{"补上空的条目", {}};
        std::string members;
        for (const std::string& pointer : pointers)
            members += (members.empty() ? "" : ",\n    ") + json_string(pointer) +
                       ": {\"from\": " + json_string(texts_.at(pointer).value->text) +
                       ", \"to\": \"\"}";
        const bool first = entries_.members.empty();
        const std::size_t at = first ? entries_.begin + 1 : entries_.members.back().value.end;
        fix.edits.push_back({at, at, first ? members : ",\n    " + members});
        const std::string count = std::to_string(pointers.size());
        input_.found.add(code, translation_, "/texts",
                         {"还有 " + count + " 条没有译文：" + listed(pointers) + "。",
                          count + " texts have no translation: " + listed(pointers)},
                         std::move(fix));
    }

    const check_input& input_;
    const json_document& source_;
    const json_document& translation_;
    const json_value& entries_;
    std::map<std::string, translatable> texts_;
};

// A language of project.json into which a file is not translated at all.
void check_missing_files(const check_input& input, const bundle_documents& translations,
                         std::size_t place) {
    const std::string& language = input.script.project.languages[place];
    std::vector<std::string> missing, saving;
    for (const auto& [file, document] : input.documents) {
        const auto texts = translatable_texts(document);
        const bool shows = std::any_of(texts.begin(), texts.end(),
                                       [](const auto& one) { return one.second.shown; });
        const std::string wanted = file.substr(0, file.size() - 4) + language + ".json";
        if (!shows || translations.contains(wanted)) continue;
        const bool saves =
            std::any_of(texts.begin(), texts.end(), [&, &path = file](const auto& one) {
                return saves_lives(input.script, path, one.first);
            });
        (saves ? saving : missing).push_back(wanted);
    }
    const auto report = [&](int code, const std::vector<std::string>& files) {
        if (files.empty()) return;
        input.found.add(code, *input.document("project.json"), pointer_to("/languages", place),
                        {"语言 “" + language + "” 还缺翻译文件：" + listed(files) + "。",
                         "no translation into “" + language + "”: " + listed(files)});
    };
    report(708, saving);
    report(507, missing);
}

// 206, 109: a translation nobody will see, or that says it is another one.
bool is_of_use(const check_input& input, const json_document& translation,
               const translation_name& name) {
    const auto& languages = input.script.project.languages;
    const json_value& said = *translation.root.find("language");
    if (said.text != name.language) {
        input.found.add(
            109, translation, said, "/language",
            {"语言 “" + said.text + "” 和文件名里的 “" + name.language + "” 不同。",
             "language “" + said.text + "” is not the file name's “" + name.language + "”"},
            {"改为 “" + name.language + "”", {replacement(said, name.language)}});
        return false;
    }
    if (std::find(languages.begin(), languages.end(), name.language) != languages.end())
        return true;
    input.found.add(206, translation, said, "/language",
                    {"project.json 的 languages 里没有 “" + name.language + "”，用不到。",
                     "project.json's languages do not list “" + name.language + "”"});
    return false;
}

}  // namespace

void check_translations(const check_input& input, const bundle_documents& translations) {
    for (const auto& [file, translation] : translations) {
        const auto name = translation_of(file);
        const json_document* source = name ? input.document(name->source) : nullptr;
        if (source == nullptr || !is_of_use(input, translation, *name)) continue;
        translation_checker(input, *source, translation).check();
    }
    for (std::size_t i = 1; i < input.script.project.languages.size(); ++i)
        check_missing_files(input, translations, i);
}

void check_translated_bundle(const check_input& given, const bundle_documents& translations,
                             std::string_view language, findings& found) {
    std::vector<flow_graph> graphs;
    for (const auto& [id, of] : given.script.flows) graphs.emplace_back(of);
    check_texts(given);
    check_blocks(given);
    check_sizes(given);
    check_options(given);
    check_emergencies(given);
    check_turns(given, graphs);
    for (problem& one : given.found.all()) {
        const auto told = [&one](const problem& other) {
            return other.code == one.code && other.file == one.file && other.pointer == one.pointer;
        };
        if (std::any_of(found.all().begin(), found.all().end(), told)) continue;
        const std::string file =
            one.file.substr(0, one.file.size() - 4) + std::string(language) + ".json";
        const auto translation = translations.find(file);
        if (translation == translations.end()) continue;
        const json_value* entry = translation->second.root.find("texts")->find(one.pointer);
        const std::string place =
            entry == nullptr ? "/texts" : pointer_to("/texts", one.pointer) + "/to";
        found.add(one.code, translation->second, place, {std::move(one.zh), std::move(one.en)});
    }
}

}  // namespace dialog
