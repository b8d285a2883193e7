#include "bot/dialog/option_words.h"

#include "bot/dialog/items.h"
#include "bot/dialog/severity.h"

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

bool has_negator(std::string_view text) {
    constexpr std::array<std::string_view, 5> negators{"不", "没", "无", "未", "非"};
    return std::any_of(negators.begin(), negators.end(), [text](std::string_view one) {
        return text.find(one) != std::string_view::npos;
    });
}

// Some answers here lead into an emergency: a harmless label must not be found in a sentence that
// may go on with a dangerous one (大便正常，尿得费劲).
bool is_safety_question(const heard& message) {
    const flow& script = *message.question.script;
    return std::any_of(message.question.ask->options.begin(), message.question.ask->options.end(),
                       [&](const option& one) {
                           const node* at = one.go.empty() ? nullptr : script.find_node(one.go);
                           const auto* call =
                               at == nullptr ? nullptr : std::get_if<call_node>(&at->what);
                           return call != nullptr && is_emergency_flow(message.script, call->flow);
                       });
}

void erase_all(std::string& text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
        text.erase(at, word.size());
}

// A negator in these denies nothing: 有劲，走路没事; 老毛病，也不重.
std::string without_reassurance(std::string text) {
    for (const std::string_view one :
         {"没什么事", "没啥事", "没有事", "没事", "没什么问题", "没有问题", "没啥问题", "没问题",
          "没关系", "没毛病", "不错", "不重", "不厉害", "不严重", "没加重", "没有加重"})
        erase_all(text, one);
    return text;
}

// Words around a label, as in 是左腿吧: only where nothing in the sentence could deny it. A label
// that denies by itself (没顾上 in 没顾上去呢), or at a question about safety, has to be nearly
// all there is. 说不清 may stand anywhere: it is never the easy way out.
options with_label_inside(const heard& message) {
    constexpr std::size_t two_characters = 6, four_characters = 12;
    const std::string said = without_reassurance(message.folded());
    const bool strict = is_safety_question(message);
    const auto holds = [&](const option& one) {
        std::string rest = said;
        bool found = false, negative = false;
        const auto look_for = [&](const std::string& label) {
            if (label.size() < two_characters || rest.find(label) == std::string::npos) return;
            found = true;
            negative = negative || has_negator(label);
            erase_all(rest, label);
        };
        look_for(one.label);
        for (const std::string& word : one.also) look_for(word);
        if (!found || (one.pick == "unsure" && negative)) return found;
        if (has_negator(rest)) return false;
        const bool nearly_all = rest.size() <= four_characters;
        return nearly_all || (!negative && (!strict || !one.go.empty()));
    };
    options found;
    for (const option& one : message.question.ask->options)
        if (holds(one)) found.push_back(&one);
    return found;
}

options read_multi(const heard& message) {
    const ask_node& ask = *message.question.ask;
    options found = with_present_concept(message);
    if (!found.empty()) return found;
    if (message.words().unsure) return single(with_pick(ask, "unsure"));
    if (message.words().yes == false)
        for (const option& one : ask.options)
            if (one.none) return {&one};
    found = with_label_inside(message);
    std::erase_if(found, [](const option* one) { return one->none; });
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
    if (const option* side = with_pick(ask, message.words().side)) return {side};
    // 替我妈问的 at a question whose options are self and family.
    const person who = message.words().who;
    if (found.empty() && who != person::unstated)
        return single(with_pick(ask, who == person::other ? "family" : "self"));
    return found;
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
