#include "bot/dialog/prover/sign_texts.h"

#include "bot/dialog/severity.h"
#include "bot/dialog/signs.h"

#include <set>

namespace dialog::prover {
namespace {

constexpr std::size_t words_tried = 12;  // of each concept

class maker {
public:
    explicit maker(const bundle& script) : script_(script) {}

    spoken make() {
        for (const interrupt& rule : script_.interrupts) {
            if (rule.what == interrupt_class::emergency) add_sign(rule);
            if (rule.what == interrupt_class::digression) add_aside(rule.concepts, rule.words);
        }
        for (const auto& [id, one] : script_.flows)
            for (const digression& each : one.digressions) add_aside(each.concepts, {});
        return std::move(made_);
    }

private:
    std::vector<std::string> words_of(const std::string& concept_id) const {
        const auto index = script_.ear.find(concept_id);
        if (!index) return {};
        const concept_source& one = script_.ear.concepts()[*index];
        std::vector<std::string> words = one.examples;
        words.insert(words.end(), one.phrases.begin(), one.phrases.end());
        for (const auto& pair : one.near)
            if (pair.size() == 2 && !pair[0].empty() && !pair[1].empty())
                words.push_back(pair[0].front() + pair[1].front());
        if (words.size() > words_tried) words.resize(words_tried);
        return words;
    }

    std::vector<std::string> words_of(const std::vector<std::string>& concepts) const {
        std::vector<std::string> all;
        for (const std::string& one : concepts)
            for (std::string& words : words_of(one)) all.push_back(std::move(words));
        return all;
    }

    const sign* first_sign(const std::string& text, std::vector<sign>& found) const {
        found = find_signs(script_, script_.ear.read(text), {});
        return found.empty() ? nullptr : &found.front();
    }

    // A graver rule that the same words set off as well answers in this one's stead.
    bool sets_off(const std::string& text, const interrupt& rule) const {
        std::vector<sign> found;
        const sign* first = first_sign(text, found);
        return first != nullptr && first->rule == &rule && first->meaning == polarity::present;
    }

    bool is_unclear(const std::string& text, const interrupt& rule) const {
        std::vector<sign> found;
        const sign* first = first_sign(text, found);
        return first != nullptr && first->rule == &rule && first->meaning != polarity::present &&
               first->meaning != polarity::absent;
    }

    // One of the concepts, and with it one of each further list.
    std::string present_text(const interrupt& rule) const {
        std::vector<std::string> texts = words_of(rule.concepts);
        for (const std::vector<std::string>& list : rule.with) {
            std::vector<std::string> longer;
            for (const std::string& more : words_of(list))
                for (const std::string& text : texts) {
                    longer.push_back(text + "，" + more);
                    longer.push_back(more + "，" + text);
                }
            texts = std::move(longer);
        }
        for (const std::string& text : texts)
            if (sets_off(text, rule)) return text;
        return {};
    }

    std::string unclear_text(const interrupt& rule) const {
        for (const std::string& words : words_of(rule.concepts))
            for (const std::string& text :
                 {"会不会" + words, words + "怎么办", "怕" + words, "我妈" + words, "以前" + words})
                if (is_unclear(text, rule)) return text;
        return {};
    }

    void add_sign(const interrupt& rule) {
        sign_text made{&rule, present_text(rule), {}};
        if (made.present.empty()) {
            made_.unheard.push_back(rule.id);
            return;
        }
        if (rule.with.empty() && urgency_of_level(script_, rule.level) == urgency::emergency)
            made.unclear = unclear_text(rule);
        made_.signs.push_back(std::move(made));
    }

    void add_aside(const std::vector<std::string>& concepts,
                   const std::vector<std::string>& words) {
        std::vector<std::string> all = words_of(concepts);
        all.insert(all.end(), words.begin(), words.end());
        if (!all.empty() && asides_.insert(all.front()).second) made_.asides.push_back(all.front());
    }

    const bundle& script_;
    spoken made_;
    std::set<std::string> asides_;
};

}  // namespace

spoken sentences(const bundle& script) {
    return maker(script).make();
}

}  // namespace dialog::prover
