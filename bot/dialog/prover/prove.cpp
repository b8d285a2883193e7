#include "bot/dialog/prover/prove.h"

#include "bot/dialog/findings.h"

#include <algorithm>
#include <deque>

namespace dialog::prover {
namespace {

class prover {
public:
    explicit prover(const bundle& script)
        : script_(script),
          merged_(script),
          words_(sentences(script)),
          rules_(script, merged_),
          search_(script, merged_, words_) {}

    proof run(const search::limits& most) {
        made_.complete = search_.run(
            [&](const turn_seen& seen) {
                const bool good = look(seen);
                if (most.stop_at_first && !made_.against.empty()) return search::verdict::stop;
                return good ? search::verdict::go_on : search::verdict::leave_it;
            },
            most);
        finish_question();
        if (made_.complete) find_dead_ends();
        made_.situations = search_.all().size();
        made_.turns = search_.turns();
        made_.unheard = words_.unheard;
        return std::move(made_);
    }

private:
    bool look(const turn_seen& seen) {
        if (seen.from != at_) {
            finish_question();
            at_ = seen.from;
        }
        if (const auto found = rules_.check(seen)) {
            report(*found, seen.from, &seen.by);
            return false;
        }
        const bool answers = seen.by.what == move_kind::answer || seen.by.what == move_kind::miss;
        if (answers && seen.before.whole.pending.empty()) answers_.push_back(rules_.look_at(seen));
        return true;
    }

    void finish_question() {
        if (at_ != nowhere)
            if (const auto found = rules_.check_unknown(search_.all()[at_].here, answers_))
                report(found->found, at_, &found->by);
        answers_.clear();
    }

    // From where answering never leads out of the flow.
    void find_dead_ends() {
        const auto& all = search_.all();
        std::vector<std::vector<std::size_t>> before(all.size());
        std::vector<bool> ends(all.size(), false);
        std::deque<std::size_t> open;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (const std::size_t to : search_.answers()[i]) before[to].push_back(i);
            const state& whole = all[i].here.whole;
            ends[i] =
                (whole.stack.empty() && whole.pending.empty()) || whole.mode == speaker::human;
            if (ends[i]) open.push_back(i);
        }
        for (; !open.empty(); open.pop_front())
            for (const std::size_t from : before[open.front()])
                if (!ends[from]) {
                    ends[from] = true;
                    open.push_back(from);
                }
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!ends[i] && !all[i].here.whole.stack.empty()) {
                const frame& place = all[i].here.whole.stack.back();
                report({303, place.flow + "/" + place.node, "怎么回答都走不出去。",
                        "no answer ever leads out of here"},
                       i, nullptr);
            }
    }

    void report(const breach& found, std::size_t from, const move* last) {
        if (!reported_.insert(std::to_string(found.code) + found.place).second) return;
        std::vector<const move*> way = search_.way_to(from);
        if (last != nullptr) way.push_back(last);
        std::size_t root = from;
        while (search_.all()[root].from != nowhere) root = search_.all()[root].from;
        const origin& began = search_.all()[root].began;
        counter_example made;
        made.found = found;
        made.messages = way.size();
        made.chat = tell(script_, began, way);
        const bool tellable = std::none_of(way.begin(), way.end(), [](const move* one) {
            return one->step.empty() || one->again;
        });
        made.story_flow = began.flow.empty() ? script_.flows.begin()->first : began.flow;
        if (tellable) made.story = story_text(found.zh, began, way);
        made_.against.push_back(std::move(made));
    }

    const bundle& script_;
    abstraction merged_;
    spoken words_;
    rules rules_;
    search search_;
    proof made_;
    std::size_t at_ = nowhere;
    std::vector<rules::answer_seen> answers_;
    std::set<std::string> reported_;
};

}  // namespace

proof prove(const bundle& script, const search::limits& most) {
    return prover(script).run(most);
}

std::string story_text(const std::string& name, const origin& from,
                       const std::vector<const move*>& way) {
    std::string steps;
    for (const move* one : way) steps += (steps.empty() ? "" : ", ") + one->step;
    return "{\"name\": " + json_string(name) +
           (from.flow.empty() ? ", \"given\": {\"patient\": \"new\"}" : "") + ", \"steps\": [" +
           steps + "]}";
}

std::vector<stories::exchange> tell(const bundle& script, const origin& from,
                                    const std::vector<const move*>& way) {
    situation here;
    std::vector<stories::exchange> told;
    if (!from.flow.empty()) {
        stories::player who(script, stories::admitted_patient(script));
        who.press(from.flow);
        told = who.told();
        here.whole = who.where();
    }
    for (const move* one : way) {
        const turn_result turn = make(script, here, *one);
        told.push_back(
            {one->said + (one->again ? "（不是第一次说）" : ""), stories::words_of(turn.effects)});
        here.whole = turn.next;
    }
    return told;
}

}  // namespace dialog::prover
