#include "bot/dialog/times.h"

#include <algorithm>
#include <map>

namespace dialog {
namespace {

using mentions = std::vector<const mention*>;

bool is_complaint(const concept_source& source) {
    return source.intent == "symptom_report" || source.intent == "other_disease";
}

// Complaints and words of time by clause, in order of the text.
std::map<std::uint32_t, mentions> by_clause(const lexicon& ear, const reading& heard) {
    std::map<std::uint32_t, mentions> clauses;
    for (const mention& one : heard.mentions) {
        const concept_source& source = ear.concepts()[one.concept_index];
        if (source.lasting || is_complaint(source)) clauses[one.clause].push_back(&one);
    }
    for (auto& [number, in_clause] : clauses)
        std::stable_sort(in_clause.begin(), in_clause.end(),
                         [](const mention* a, const mention* b) { return a->begin < b->begin; });
    return clauses;
}

}  // namespace

bool is_timed(const lexicon& ear, const reading& heard, std::size_t complaint, std::size_t time) {
    const auto is_time = [&ear](const mention* one) {
        return ear.concepts()[one->concept_index].lasting.has_value();
    };
    const auto is_wanted = [complaint](const mention* one) {
        return one->concept_index == complaint && one->meaning == polarity::present;
    };
    const auto clauses = by_clause(ear, heard);
    const auto complaints_of = [&](std::uint32_t number) {
        mentions found;
        if (const auto at = clauses.find(number); at != clauses.end())
            std::copy_if(at->second.begin(), at->second.end(), std::back_inserter(found),
                         [&](const mention* one) { return !is_time(one); });
        return found;
    };
    std::size_t timed = 0;
    const auto count = [&](const mentions& some) {
        timed += static_cast<std::size_t>(std::count_if(some.begin(), some.end(), is_wanted));
    };
    for (const auto& [number, in_clause] : clauses) {
        const bool alone = std::all_of(in_clause.begin(), in_clause.end(), is_time);
        mentions before, here;     // complaints since the last words of time; before these
        std::size_t time_end = 0;  // of the words of time last seen: 三年 may be two concepts
        bool open = false;         // these speak of what follows
        bool counted = false;
        for (const mention* one : in_clause) {
            if (!is_time(one)) {
                before.push_back(one);
                if (open) count({one});
                continue;
            }
            if (one->begin >= time_end) {
                here = open ? mentions{} : std::move(before);
                before.clear();
                open = counted = false;
            }
            time_end = std::max(time_end, one->end);
            if (counted || one->concept_index != time || one->meaning != polarity::present)
                continue;
            counted = true;
            const mentions earlier = alone && number > 0 ? complaints_of(number - 1) : mentions{};
            if (alone) count(earlier.empty() ? complaints_of(number + 1) : earlier);
            open = here.empty();
            count(here);
        }
    }
    const auto wanted = static_cast<std::size_t>(
        std::count_if(heard.mentions.begin(), heard.mentions.end(),
                      [&](const mention& one) { return is_wanted(&one); }));
    return wanted > 0 && timed >= wanted;
}

}  // namespace dialog
