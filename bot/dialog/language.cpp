#include "bot/dialog/language.h"

namespace dialog {
namespace {

constexpr std::string_view slot_name = "language";

}  // namespace

const bundle& in_language_of(const bundle& script, const state& whole) {
    if (script.translations.empty()) return script;
    const auto chosen = whole.patient_slots.find(slot_name);
    if (chosen == whole.patient_slots.end()) return script;
    const auto* language = std::get_if<std::string>(&chosen->second);
    if (language == nullptr) return script;
    const auto found = script.translations.find(*language);
    return found == script.translations.end() ? script : *found->second;
}

void note_language(const bundle& script, std::string_view account, state& whole) {
    const auto& accounts = script.project.account_languages;
    if (const auto found = accounts.find(account); found != accounts.end())
        whole.patient_slots.try_emplace(std::string(slot_name), found->second);
}

}  // namespace dialog
