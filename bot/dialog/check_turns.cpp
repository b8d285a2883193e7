// 505 711: what one turn holds, along every path from one wait to the next.
#include "bot/dialog/check.h"
#include "bot/dialog/placeholders.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

namespace dialog {
namespace {

constexpr std::size_t most_messages = 5;  // of one turn, whatever the channel

struct holds {
    bool education = false, contact = false;
    bool both() const { return education && contact; }
};

holds of_blocks(const say_blocks& blocks) {
    holds found;
    for (const say_block& one : blocks) {
        if (std::holds_alternative<snippet_use>(one)) found.education = true;
        if (std::holds_alternative<say_link>(one) || std::holds_alternative<say_mini>(one))
            found.contact = true;
        if (const auto* text = std::get_if<say_text>(&one))
            found.contact = found.contact || shows_contact(text->text);
    }
    return found;
}

holds of_node(const bundle& script, const node& one) {
    holds found = of_blocks(one.say);
    for (const say_block& block : one.say)
        if (const auto* use = std::get_if<snippet_use>(&block))
            if (const auto at = script.snippets.find(use->snippet); at != script.snippets.end())
                found.contact = found.contact || of_blocks(at->second.blocks).contact;
    if (std::holds_alternative<book_node>(one.what)) found.contact = true;
    if (const auto* ask = std::get_if<ask_node>(&one.what)) {
        found.contact = found.contact || shows_contact(ask->prompt);
        for (const option& each : ask->options)
            found.contact = found.contact || shows_contact(each.label);
    }
    return found;
}

// Follows turns through calls and returns. A turn that begins inside a flow may return to any of
// the flow's callers.
class turn_walker {
public:
    turn_walker(const check_input& input, const std::vector<flow_graph>& graphs)
        : input_(input), graphs_(graphs) {
        for (std::size_t f = 0; f < graphs.size(); ++f) {
            numbers_.emplace(graphs[f].of->id, f);
            for (std::size_t n = 0; n < graphs[f].size(); ++n)
                if (const auto* call = std::get_if<call_node>(&graphs[f].at(n).what))
                    if (!call->replace) callers_[call->flow].push_back({f, n});
        }
    }

    void check() {
        for (std::size_t f = 0; f < graphs_.size(); ++f) {
            if (graphs_[f].start < graphs_[f].size()) enter(f, graphs_[f].start, {}, {}, none_);
            for (std::size_t n = 0; n < graphs_[f].size(); ++n)
                if (waits(graphs_[f].at(n)))
                    for (const edge& one : graphs_[f].from[n]) enter(f, one.to, {}, {}, none_);
        }
        while (!open_.empty()) {
            const std::size_t here = open_.front();
            open_.pop_front();
            if (!waits(graphs_[steps_[here].flow].at(steps_[here].node))) leave(here);
        }
    }

private:
    struct place {
        std::size_t flow, node;
    };
    struct step_taken {
        std::size_t flow, node;
        holds held;
        std::vector<place> stack;
        std::size_t before;
    };
    static constexpr std::size_t none_ = static_cast<std::size_t>(-1);
    static constexpr std::size_t deepest = 8;

    void enter(std::size_t f, std::size_t n, holds held, std::vector<place> stack,
               std::size_t before) {
        const holds own = of_node(input_.script, graphs_[f].at(n));
        const bool was_bad = held.both();
        held.education = held.education || own.education;
        held.contact = held.contact || own.contact;
        std::string key = std::to_string(f) + "/" + std::to_string(n) + "/" +
                          std::to_string(held.education * 2 + held.contact);
        for (const place& one : stack)
            key += "/" + std::to_string(one.flow) + "." + std::to_string(one.node);
        if (!seen_.insert(std::move(key)).second) return;
        steps_.push_back({f, n, held, std::move(stack), before});
        if (held.both() && !was_bad) report(steps_.size() - 1);
        open_.push_back(steps_.size() - 1);
    }

    void leave(std::size_t here) {
        const step_taken at = steps_[here];
        const node& one = graphs_[at.flow].at(at.node);
        const auto* call = std::get_if<call_node>(&one.what);
        const auto* end = std::get_if<end_node>(&one.what);
        if (call != nullptr) {
            const auto callee = numbers_.find(call->flow);
            if (callee == numbers_.end() || at.stack.size() >= deepest) return;
            std::vector<place> stack = at.stack;
            if (call->replace)
                stack.clear();
            else
                stack.push_back({at.flow, at.node});
            const flow_graph& graph = graphs_[callee->second];
            if (graph.start < graph.size())
                enter(callee->second, graph.start, at.held, std::move(stack), here);
        } else if (end != nullptr) {
            std::vector<place> stack = at.stack;
            std::vector<place> returns;
            if (!stack.empty()) {
                returns.push_back(stack.back());
                stack.pop_back();
            } else if (const auto known = callers_.find(graphs_[at.flow].of->id);
                       known != callers_.end()) {
                returns = known->second;
            }
            for (const place& to : returns)
                for (const edge& way_on : graphs_[to.flow].from[to.node])
                    if (way_on.taken.name == end->outcome)
                        enter(to.flow, way_on.to, at.held, stack, here);
        } else {
            for (const edge& way_on : graphs_[at.flow].from[at.node])
                enter(at.flow, way_on.to, at.held, at.stack, here);
        }
    }

    void report(std::size_t last) {
        std::string path;
        for (std::size_t at = last; at != none_; at = steps_[at].before) {
            const flow_graph& graph = graphs_[steps_[at].flow];
            const std::string& id = graph.at(steps_[at].node).id;
            const std::string name =
                steps_[at].flow == steps_[last].flow ? id : graph.of->id + "/" + id;
            path = path.empty() ? name : name + " → " + path;
        }
        const flow_graph& graph = graphs_[steps_[last].flow];
        const std::string pointer = "/nodes/" + graph.at(steps_[last].node).id;
        if (!reported_.insert(graph.of->file + pointer).second) return;
        input_.found.add_at_key(
            711, input_.document(*graph.of), pointer,
            {"同一轮里既有科普，又有预约或联系方式：" + path + "，请在中间加一个问题。",
             "education and booking or contact details in one turn: " + path +
                 "; put a question between"});
    }

    const check_input& input_;
    const std::vector<flow_graph>& graphs_;
    std::map<std::string, std::size_t, std::less<>> numbers_;
    std::map<std::string, std::vector<place>, std::less<>> callers_;
    std::vector<step_taken> steps_;
    std::deque<std::size_t> open_;
    std::unordered_set<std::string> seen_;
    std::set<std::string> reported_;
};

// A snippet shown in between is followed by the question's short form, in the same turn.
void check_reasked(const check_input& input, const flow& of) {
    const bool taught =
        std::any_of(of.digressions.begin(), of.digressions.end(),
                    [](const digression& one) { return !one.snippet.empty(); }) ||
        std::any_of(input.script.interrupts.begin(), input.script.interrupts.end(),
                    [&of](const interrupt& one) {
                        return one.what == interrupt_class::digression && !one.snippet.empty() &&
                               std::find(of.digressions_off.begin(), of.digressions_off.end(),
                                         one.id) == of.digressions_off.end();
                    });
    if (!taught) return;
    for (const node& one : of.nodes) {
        const auto* ask = std::get_if<ask_node>(&one.what);
        if (ask == nullptr || !shows_contact(ask->brief.empty() ? ask->prompt : ask->brief))
            continue;
        input.found.add_at_key(711, input.document(of), "/nodes/" + one.id,
                               {"插话讲完科普会重问这个问题，而问题里有联系方式，请去掉。",
                                "a digression's education is followed by this question, which "
                                "holds contact details"});
    }
}

// 505: most messages of one turn inside a flow. Texts merge up to a channel's limit.
class message_counter {
public:
    struct load {
        std::size_t bytes = 0, others = 0;
        std::size_t reminders = 0;  // of the question it ends at
        std::size_t messages(const channel_profile& on) const {
            return others + (bytes + on.text_bytes - 1) / on.text_bytes;
        }
    };

    message_counter(const bundle& script, const flow_graph& graph, const channel_profile& on)
        : script_(script), graph_(graph), on_(on), memo_(graph.size()), state_(graph.size(), 0) {}

    const load& from(std::size_t here) {
        if (state_[here] != 0) return memo_[here];
        state_[here] = 1;
        load most;
        if (!waits(graph_.at(here)))
            for (const edge& one : graph_.from[here]) {
                const load& next = from(one.to);
                if (next.messages(on_) > most.messages(on_)) most = next;
            }
        const load own = own_load(graph_.at(here));
        memo_[here] = {most.bytes + own.bytes, most.others + own.others,
                       most.reminders + own.reminders};
        return memo_[here];
    }

private:
    load own_load(const node& one) const {
        load sum;
        add(one.say, sum);
        if (const auto* ask = std::get_if<ask_node>(&one.what)) {
            sum.bytes += ask->prompt.size();
            for (const option& each : ask->options) sum.bytes += each.label.size() + 5;
            for (const silence_step& each : ask->silence) sum.reminders += each.say.empty() ? 0 : 1;
        }
        return sum;
    }

    void add(const say_blocks& blocks, load& sum) const {
        for (const say_block& block : blocks) {
            if (const auto* text = std::get_if<say_text>(&block)) {
                sum.bytes += text->text.size() + 1;
            } else if (const auto* link = std::get_if<say_link>(&block)) {
                sum.bytes += link->title.size() + link->url.size() + 2;
            } else if (const auto* use = std::get_if<snippet_use>(&block)) {
                const auto at = script_.snippets.find(use->snippet);
                if (at != script_.snippets.end()) add(at->second.blocks, sum);
            } else {
                ++sum.others;
            }
        }
    }

    const bundle& script_;
    const flow_graph& graph_;
    const channel_profile& on_;
    std::vector<load> memo_;
    std::vector<char> state_;
};

// Nothing answers between a reply and its reminders, so they share what a channel allows.
void report_reminders(const check_input& input, const flow_graph& graph, std::size_t at,
                      std::size_t needed, std::size_t reminders) {
    const std::string said = std::to_string(needed), later = std::to_string(reminders),
                      may = std::to_string(most_messages);
    input.found.add_at_key(505, input.document(*graph.of), "/nodes/" + graph.at(at).id,
                           {"从这里到下一个问题要发 " + said + " 条，再提醒 " + later +
                                " 次，一次来信最多发 " + may + " 条，请合并或删减。",
                            "from here to the next question takes " + said + " messages and " +
                                later + " reminders; one inbound message allows " + may});
}

void check_messages(const check_input& input, const flow_graph& graph) {
    for (const channel_profile& on : input.script.project.channels) {
        const std::size_t allowed = std::min(on.messages_per_inbound, most_messages);
        message_counter counter(input.script, graph, on);
        for (std::size_t i = 0; i < graph.size(); ++i) {
            const auto& load = counter.from(i);
            const std::size_t needed = load.messages(on);
            if (needed + load.reminders > most_messages && needed <= allowed)
                return report_reminders(input, graph, i, needed, load.reminders);
            if (needed <= allowed || allowed == 0) continue;
            input.found.add_at_key(
                505, input.document(*graph.of), "/nodes/" + graph.at(i).id,
                {"从这里到下一个问题要发 " + std::to_string(needed) + " 条，渠道 " + on.id +
                     " 每次只能 " + std::to_string(allowed) + " 条，请合并或删减。",
                 "from here to the next question takes " + std::to_string(needed) +
                     " messages, channel " + on.id + " allows " + std::to_string(allowed)});
            return;
        }
    }
}

}  // namespace

void check_turns(const check_input& input, const std::vector<flow_graph>& graphs) {
    turn_walker(input, graphs).check();
    for (const flow_graph& graph : graphs) {
        check_reasked(input, *graph.of);
        check_messages(input, graph);
    }
}

}  // namespace dialog
