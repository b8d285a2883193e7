#include "bot/dialog/heard.h"

#include "bot/core/text.h"

namespace dialog {
namespace {

constexpr std::size_t scanned_characters = 2000;
constexpr std::size_t answer_characters = 500;

std::string_view first_characters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++count > limit) break;
    return text.substr(0, at);
}

}  // namespace

heard::heard(const bundle& all, const state& before, const core::inbound& event,
             core::wall_time now)
    : script(all), whole(before), time(now), question(question_of(all, before)) {
    switch (event.kind) {
        case core::inbound_kind::text:
            text = core::trimmed(event.text);
            break;
        case core::inbound_kind::pick:
            pick = parse_pick(event.pick);
            if (!pick) text = core::trimmed(event.text);  // not an id of ours: the words count
            break;
        case core::inbound_kind::menu:
            key = event.pick;
            break;
        default:
            break;
    }
}

const reading& heard::words() const {
    if (!words_) words_ = text.empty() ? reading{} : script.ear.read(text, scanned_characters);
    return *words_;
}

const std::vector<sign>& heard::signs() const {
    if (!signs_) signs_ = find_signs(script, words(), whole.masked);
    return *signs_;
}

std::string_view heard::answer_text() const {
    return first_characters(text, answer_characters);
}

const std::string& heard::folded() const {
    if (!folded_) folded_ = fold_answer(answer_text());
    return *folded_;
}

std::optional<polarity> heard::meaning_of(std::string_view concept_id) const {
    if (words().mentions.empty()) return std::nullopt;
    const auto index = script.ear.find(concept_id);
    return index ? words().meaning_of(*index) : std::nullopt;
}

bool heard::mentions(std::string_view concept_id) const {
    const auto meaning = meaning_of(concept_id);
    return meaning && *meaning != polarity::absent;
}

}  // namespace dialog
