#include "bot/dialog/intent.h"

#include "bot/dialog/fold.h"

#include <algorithm>
#include <array>

namespace dialog {
namespace {

// A special question says more about the wish than a general one, any question more than a
// complaint.
int weight_of(const std::string& intent) {
    if (intent == "chitchat") return 1;
    if (intent == "other_disease") return 2;
    if (intent == "symptom_report") return 3;
    if (intent == "ask_treatment_conservative" || intent == "ask_cause") return 4;
    if (intent == "ask_minimally_invasive") return 6;
    if (intent == "ask_booking" || intent == "ask_price") return 7;
    return 5;
}

// Words by which a sentence asks or requests.
constexpr std::array<std::u16string_view, 49> asking = {
    u"?",    u"吗",   u"么",   u"呢",   u"怎",   u"咋",   u"啥",   u"哪",   u"几",   u"多久",
    u"多少", u"多长", u"能不", u"能否", u"可以", u"可不", u"可否", u"需要", u"是否", u"是不",
    u"要不", u"该不", u"好不", u"行不", u"有没", u"还是", u"或者", u"建议", u"求",   u"咨询",
    u"请问", u"想问", u"问一", u"想做", u"想要", u"想知", u"希望", u"如何", u"什",   u"为何",
    u"适合", u"推荐", u"帮我", u"想了", u"预约", u"想约", u"联系", u"方法", u"方案"};

bool asks(std::u16string_view letters) {
    return std::any_of(asking.begin(), asking.end(), [letters](std::u16string_view word) {
        return letters.find(word) != std::u16string_view::npos;
    });
}

bool is_wish(std::string_view intent) {
    return intent.starts_with("ask_");
}

}  // namespace

intent_guess::intent_guess(const std::vector<concept_source>& concepts) {
    std::vector<intent_model::example> examples;
    for (const auto& source : concepts) {
        intent_of_.push_back(source.intent);
        if (source.intent.empty()) continue;
        for (const std::string& text : source.examples)
            examples.push_back({fold_word(text), source.intent});
    }
    model_ = intent_model(examples);
}

intent_guess::answer intent_guess::guess(std::u16string_view letters,
                                         const std::vector<mention>& mentions) const {
    const bool asking_now = asks(letters);
    answer best;
    int weight = 0;
    bool own_field = false, other_field = false, complaint = false;
    const mention* elsewhere = nullptr;
    for (const mention& said : mentions) {
        const std::string& intent = intent_of_[said.concept_index];
        own_field |= intent == "symptom_report";
        complaint |= intent == "symptom_report" && said.meaning == polarity::present;
        if (intent == "other_disease" && said.meaning != polarity::absent) {
            other_field = true;
            elsewhere = &said;
        }
    }
    for (const mention& said : mentions) {
        const std::string& intent = intent_of_[said.concept_index];
        if (intent.empty() || weight_of(intent) < weight) continue;  // the last wish counts
        if (is_wish(intent) && said.meaning != polarity::present) continue;
        if (is_wish(intent) && complaint && !asking_now) continue;
        best = {intent, &said, 0, 0};
        weight = weight_of(intent);
    }
    // Whatever is asked, it is asked about something that these dialogs do not treat.
    if (other_field && !own_field) return {"other_disease", elsewhere, 0, 0};
    if (!best.intent.empty() && !(best.intent == "symptom_report" && asking_now)) return best;
    const intent_model::answer learnt = model_.guess(letters, !best.intent.empty());
    if (learnt.intent.empty()) return best;
    return {learnt.intent, nullptr, learnt.begin, learnt.end};
}

}  // namespace dialog
