#include "bot/dialog/option_words.h"

#include "bot/dialog/items.h"

#include <algorithm>
#include <array>

namespace dialog {
namespace {

using options = std::vector<const option*>;

const option* with_pick(const ask_node& ask, std::string_view pick) {
    for (const option& one : ask.options)
        if (one.pick == pick) return &one;
    return nullptr;
}

options single(const option* one) {
    return one == nullptr ? options{} : options{one};
}

options with_present_concept(const heard& message) {
    options found;
    for (const option& one : message.question.ask->options)
        if (std::any_of(one.concepts.begin(), one.concepts.end(), [&](const std::string& id) {
                return message.meaning_of(id) == polarity::present;
            }))
            found.push_back(&one);
    return found;
}

bool is_sign(const bundle& script, const std::string& concept_id) {
    return std::any_of(
        script.interrupts.begin(), script.interrupts.end(), [&concept_id](const interrupt& rule) {
            return rule.what == interrupt_class::emergency &&
                   std::find(rule.concepts.begin(), rule.concepts.end(), concept_id) !=
                       rule.concepts.end();
        });
}

// A denied concept of the yes-option is a no, but only if nothing dangerous is left unsaid:
// 小便正常 does not answer a question about 大小便.
bool denies(const heard& message, const option& yes) {
    bool denied = false;
    for (const std::string& id : yes.concepts) {
        const auto meaning = message.meaning_of(id);
        if (meaning && *meaning != polarity::absent) return false;
        if (meaning) denied = true;
        if (!meaning && is_sign(message.script, id)) return false;
    }
    return denied;
}

options read_yesno(const heard& message) {
    const ask_node& ask = *message.question.ask;
    const reading& words = message.words();
    if (words.unsure) return single(with_pick(ask, "unsure"));
    options found = with_present_concept(message);
    if (!found.empty()) return found;
    if (words.yes) return single(with_pick(ask, *words.yes ? "yes" : "no"));
    const option* yes = with_pick(ask, "yes");
    return yes != nullptr && denies(message, *yes) ? single(with_pick(ask, "no")) : options{};
}

options read_multi(const heard& message) {
    const ask_node& ask = *message.question.ask;
    options found = with_present_concept(message);
    if (!found.empty()) return found;
    if (message.words().unsure) return single(with_pick(ask, "unsure"));
    if (message.words().yes == false)
        for (const option& one : ask.options)
            if (one.none) return {&one};
    return {};
}

// Words around a label, as in 是左腿吧: only where nothing in the sentence could deny it.
options with_label_inside(const heard& message) {
    constexpr std::array<std::string_view, 5> negators{"不", "没", "无", "未", "非"};
    constexpr std::size_t two_characters = 6;
    const std::string& folded = message.folded();
    if (std::any_of(negators.begin(), negators.end(), [&folded](std::string_view one) {
            return folded.find(one) != std::string::npos;
        }))
        return {};
    const auto holds = [&folded](const std::string& label) {
        return label.size() >= two_characters && folded.find(label) != std::string::npos;
    };
    options found;
    for (const option& one : message.question.ask->options)
        if (holds(one.label) || std::any_of(one.also.begin(), one.also.end(), holds))
            found.push_back(&one);
    return found;
}

bool says_either(std::string_view text) {
    return text.find("或") != std::string_view::npos || text.find("还是") != std::string_view::npos;
}

options read_choice(const heard& message) {
    const ask_node& ask = *message.question.ask;
    options found = with_present_concept(message);
    if (!found.empty()) return found;
    if (message.words().unsure) return single(with_pick(ask, "unsure"));
    found = with_label_inside(message);
    // 左腿右腿都麻 names two labels and means the third; 左腿或者右腿 is undecided.
    if (found.size() == 1 || says_either(message.text)) return found;
    const option* side = with_pick(ask, message.words().side);
    return side == nullptr ? found : options{side};
}

}  // namespace

std::vector<const option*> read_options(const heard& message) {
    switch (message.question.ask->kind) {
        case slot_type::yesno:
            return read_yesno(message);
        case slot_type::choice:
            return read_choice(message);
        case slot_type::multi:
            return read_multi(message);
        default:
            return {};
    }
}

}  // namespace dialog
