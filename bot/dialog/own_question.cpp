#include "bot/dialog/own_question.h"

#include "bot/dialog/fill.h"
#include "bot/dialog/items.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/texts.h"

namespace dialog {
namespace {

using kind = pending_question::kind;

std::string replaced(std::string_view text, std::string_view name, std::string_view by) {
    std::string done(text);
    const std::string hole = "{" + std::string(name) + "}";
    for (std::size_t at = done.find(hole); at != std::string::npos;
         at = done.find(hole, at + by.size()))
        done.replace(at, hole.size(), by);
    return done;
}

std::string or_else(const std::string& own, const char* built_in) {
    return own.empty() ? std::string(built_in) : own;
}

const option* option_of(const bundle& script, const state& whole, const std::string& node_id,
                        std::string_view pick) {
    if (whole.stack.empty()) return nullptr;
    const flow* running = script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(node_id);
    const auto* ask = at == nullptr ? nullptr : std::get_if<ask_node>(&at->what);
    if (ask == nullptr) return nullptr;
    for (const option& one : ask->options)
        if (one.pick == pick) return &one;
    return nullptr;
}

std::string short_text(const bundle& script, const state& whole, const std::string& node_id) {
    const flow* running = script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(node_id);
    const auto* ask = at == nullptr ? nullptr : std::get_if<ask_node>(&at->what);
    if (ask == nullptr) return {};
    const slot* asked = running->find_slot(ask->slot);
    return asked == nullptr ? ask->brief : asked->label;
}

own_question confirm_sign(const bundle& script, const pending_question& question) {
    std::string name, words;
    for (const interrupt& rule : script.interrupts)
        if (rule.id == question.topic) words = rule.confirm_say;
    std::string concept_id;
    for (const std::string& one : question.choices) {
        concept_id.append(concept_id.empty() ? "" : "-").append(one);
        const auto index = script.ear.find(one);
        if (!index) continue;
        name.append(name.empty() ? "" : "、").append(script.ear.concepts()[*index].name);
    }
    // The concepts are part of the answer's id: an old "no" must not deny another sign.
    return {"_sign",
            replaced(or_else(words, texts::confirm_sign), "concept", name),
            {{"yes-" + concept_id, texts::sign_yes}, {"no-" + concept_id, texts::sign_no}}};
}

own_question leave_flow(const bundle& script, const pending_question& question) {
    const flow* wanted = script.find_flow(question.topic);
    return {"_leave",
            replaced(texts::leave_question, "title", wanted == nullptr ? "" : wanted->title),
            {{"yes", texts::yes}, {"no", texts::no}}};
}

own_question correct(const bundle& script, const state& whole, const pending_question& question) {
    const std::string pick = question.choices.empty() ? std::string() : question.choices[0];
    const option* wanted = option_of(script, whole, question.topic, pick);
    std::string head =
        replaced(texts::correct_question, "question",
                 whole.stack.empty() ? "" : short_text(script, whole, question.topic));
    return {"_correct",
            replaced(head, "option", wanted == nullptr ? "" : wanted->label),
            {{"yes", texts::yes}, {"no", texts::no}}};
}

own_question which_option(const bundle& script, const state& whole,
                          const pending_question& question) {
    own_question made{question.topic, texts::which_one, {}};
    for (const std::string& pick : question.choices)
        if (const option* one = option_of(script, whole, question.topic, pick))
            made.choices.push_back({pick, one->label});
    return made;
}

own_question home(const bundle& script) {
    own_question made{std::string(own_picks::home), texts::home_head, {}};
    for (const flow* one : script.home)
        made.choices.push_back({one->id, one->menu_label.empty() ? one->title : one->menu_label});
    return made;
}

}  // namespace

own_question describe(const bundle& script, const state& whole, const pending_question& question) {
    const project& house = script.project;
    const auto filled = [&house](const std::string& text) { return fill(text, house, nullptr); };
    switch (question.what) {
        case kind::consent:
            return {"_consent",
                    filled(house.consent.text),
                    {{"yes", or_else(house.consent.yes_label, texts::consent_yes)},
                     {"no", or_else(house.consent.no_label, texts::consent_no)}}};
        case kind::age:
            return {"_age", filled(or_else(house.age.prompt, texts::age_prompt)), {}};
        case kind::confirm_sign:
            return confirm_sign(script, question);
        case kind::leave_flow:
            return leave_flow(script, question);
        case kind::correct:
            return correct(script, whole, question);
        case kind::which_option:
            return which_option(script, whole, question);
        case kind::resume:
            return {"_resume",
                    filled(or_else(house.resume_prompt, texts::resume_prompt)),
                    {{"yes", texts::resume_yes}, {"no", texts::resume_no}}};
        case kind::erase:
            return {"_erase", texts::erase_question, {{"no", texts::no}, {"yes", texts::yes}}};
        case kind::booking:
            return {"_booking", texts::booking_question, {{"yes", texts::yes}, {"no", texts::no}}};
        case kind::home:
            return home(script);
        case kind::updated:
            break;
    }
    return {};
}

std::string choice_in(const own_question& question, const heard& message) {
    if (message.pick) {
        if (message.pick->node != question.name) return {};
        for (const auto& one : question.choices)
            if (one.id == message.pick->option) return one.id;
        return {};
    }
    constexpr std::size_t longest_label = 128;
    if (question.choices.empty() || message.text.empty() || message.text.size() > longest_label)
        return {};
    const std::string& folded = message.folded();
    if (const std::size_t place = read_place(folded, question.choices.size()); place > 0)
        return question.choices[place - 1].id;
    for (const auto& one : question.choices)
        if (same_words(folded, one.label)) return one.id;
    return {};
}

}  // namespace dialog
