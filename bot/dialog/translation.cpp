#include "bot/dialog/translation.h"

#include "bot/dialog/format.h"

namespace dialog {
namespace {

void put_texts(json_value& at, const std::string& pointer,
               const std::map<std::string, std::string>& texts) {
    if (at.is(json_value::kind::text)) {
        if (const auto found = texts.find(pointer); found != texts.end()) at.text = found->second;
        return;
    }
    for (std::size_t i = 0; i < at.items.size(); ++i)
        put_texts(at.items[i], pointer_to(pointer, i), texts);
    for (json_member& member : at.members)
        put_texts(member.value, pointer_to(pointer, member.key.text), texts);
}

// Only texts: an entry for a name or a type must not change what the bundle does.
std::map<std::string, std::string> entries_for(const json_document& source,
                                               const json_document& translation) {
    std::map<std::string, std::string> texts;
    const auto known = translatable_texts(source);
    for (const json_member& entry : translation.root.find("texts")->members) {
        if (is_note(entry)) continue;
        const json_value& to = *entry.value.find("to");
        if (!to.text.empty() && known.contains(entry.key.text)) texts[entry.key.text] = to.text;
    }
    return texts;
}

}  // namespace

std::map<std::string, translatable> translatable_texts(const json_document& document) {
    std::map<std::string, translatable> found;
    walk_shapes(document.root, *format_of(document.file), {},
                [&found](const json_value& given, const shape& of, const json_path& path) {
                    if (of.what == shape::kind::text)
                        found[path.pointer()] = {&given, !given.text.empty()};
                    else if (of.what == shape::kind::word && path.in_list)
                        found[path.pointer()] = {&given, false};
                });
    return found;
}

bundle_documents translated(const bundle_documents& sources, const bundle_documents& translations,
                            std::string_view language) {
    bundle_documents made = sources;
    for (const auto& [file, translation] : translations) {
        const auto name = translation_of(file);
        const auto source = name ? made.find(name->source) : made.end();
        if (source == made.end() || name->language != language) continue;
        put_texts(source->second.root, "", entries_for(source->second, translation));
    }
    return made;
}

}  // namespace dialog
