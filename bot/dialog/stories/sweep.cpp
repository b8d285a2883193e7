#include "bot/dialog/stories/sweep.h"

#include "bot/dialog/findings.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/signs.h"
#include "bot/dialog/stories/player.h"

#include <algorithm>

namespace dialog::stories {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

// What a text must at least bring about.
struct demand {
    const interrupt* rule = nullptr;
    int rank = 0;
    bool takes_over = false;
};

struct question {
    std::string place;
    state waits;
};

class sweeper {
public:
    sweeper(const bundle& script, findings& found) : script_(script), found_(found) {
        for (const auto& [id, one] : script.flows)
            for (const node& at : one.nodes)
                if (std::holds_alternative<ask_node>(at.what))
                    questions_.push_back({id + "/" + at.id, waiting_at(script, one, at)});
        done_.questions = questions_.size();
    }

    swept run(const json_document& document) {
        const auto& concepts = script_.ear.concepts();
        for (std::size_t c = 0; c < concepts.size(); ++c) {
            if (!is_sign(concepts[c].id)) continue;
            for (std::size_t i = 0; i < concepts[c].examples.size(); ++i)
                try_example(document, concepts[c], i);
            for (std::size_t i = 0; i < concepts[c].counter.size(); ++i)
                try_counter(document, c, i);
        }
        return done_;
    }

private:
    bool is_sign(const std::string& concept_id) const {
        return std::any_of(
            script_.interrupts.begin(), script_.interrupts.end(), [&](const interrupt& rule) {
                return rule.what == interrupt_class::emergency && holds(rule.concepts, concept_id);
            });
    }

    bool mentions_any(const reading& heard, const std::vector<std::string>& ids) const {
        return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
            const auto index = script_.ear.find(id);
            const auto meaning = index ? heard.meaning_of(*index) : std::nullopt;
            return meaning && *meaning != polarity::absent;
        });
    }

    // The gravest rule that needs nothing but this concept.
    demand demand_of(const std::string& concept_id, const std::string& text) const {
        const reading heard = script_.ear.read(text);
        demand most;
        for (const interrupt& rule : script_.interrupts) {
            if (rule.what != interrupt_class::emergency || !rule.with.empty() ||
                !holds(rule.concepts, concept_id) || mentions_any(heard, rule.unless))
                continue;
            const int rank = rank_of(script_, rule.level);
            if (rank <= most.rank) continue;
            most = {&rule, rank, urgency_of_level(script_, rule.level) == urgency::emergency};
        }
        return most;
    }

    turn_result write(const question& at, const std::string& text) {
        core::inbound event;
        event.text = text;
        ++done_.turns;
        return step(script_, at.waits, event, monday_morning);
    }

    bool is_met(const demand& wanted, const turn_result& turn) const {
        if (!turn.why.fault.empty()) return false;
        // An option's own words: its route answers, a merely urgent one at the end of the flow.
        if (turn.why.reading == "answer" && !wanted.takes_over) return true;
        if (rank_of(script_, turn.next.worst) < wanted.rank) return false;
        return !wanted.takes_over || (!turn.next.stack.empty() &&
                                      is_emergency_flow(script_, turn.next.stack.front().flow));
    }

    void try_example(const json_document& document, const concept_source& of, std::size_t i) {
        const std::string& text = of.examples[i];
        const demand wanted = demand_of(of.id, text);
        if (wanted.rule == nullptr) return;  // it is a sign only beside others
        ++done_.examples;
        for (const question& at : questions_) {
            const turn_result turn = write(at, text);
            if (is_met(wanted, turn)) continue;
            report(document, pointer_to(pointer_to("", of.id) + "/examples", i),
                   {"例句 “" + text + "” 写在 “" + at.place + "”，应到 “" + wanted.rule->level +
                        "”，实际当作 " + turn.why.reading + "。",
                    "example “" + text + "” at “" + at.place + "” did not reach “" +
                        wanted.rule->level + "”"});
            return;
        }
    }

    void try_counter(const json_document& document, std::size_t concept_index, std::size_t i) {
        const concept_source& of = script_.ear.concepts()[concept_index];
        const std::string& text = of.counter[i];
        // Another sign in the same sentence may rightly raise its own alarm.
        const std::vector<sign> signs = find_signs(script_, script_.ear.read(text), {});
        const bool other_sign = std::any_of(signs.begin(), signs.end(), [&](const sign& one) {
            return one.meaning == polarity::present && one.concept_index != concept_index;
        });
        if (other_sign) return;
        ++done_.counters;
        for (const question& at : questions_) {
            const turn_result turn = write(at, text);
            if (turn.why.fault.empty() && turn.why.reading != "emergency") continue;
            report(document, pointer_to(pointer_to("", of.id) + "/counter", i),
                   {"反例 “" + text + "” 写在 “" + at.place + "”，误报了急症 “" + turn.why.detail +
                        "”。",
                    "counter-example “" + text + "” at “" + at.place + "” raised “" +
                        turn.why.detail + "”"});
            return;
        }
    }

    void report(const json_document& document, const std::string& pointer, advice words) {
        done_.problems.push_back(found_.add(905, document, pointer, std::move(words)));
    }

    const bundle& script_;
    findings& found_;
    std::vector<question> questions_;
    swept done_;
};

}  // namespace

state waiting_at(const bundle& script, const flow& in, const node& question) {
    state made = admitted_patient(script);
    made.turn = 1;
    made.visit_turn = 2;
    made.visit_began = made.last_at = monday_morning;
    made.stack.push_back({in.id, question.id, 0, {}, {}, 1});
    return made;
}

swept sweep(const bundle& script, const std::vector<source_file>& files) {
    json_document document{"shared/concepts.json", {}, {}};
    for (const source_file& file : files)
        if (file.path == document.file) document.text = file.text;
    std::vector<problem> ignored;  // the bundle has been loaded from the same text
    parse_json(document, ignored);
    findings found;
    return sweeper(script, found).run(document);
}

}  // namespace dialog::stories
