// 404 405: what is read or shown although the patient may not have said it.
#include "bot/dialog/check.h"
#include "bot/dialog/explore.h"
#include "bot/dialog/placeholders.h"
#include "bot/dialog/ranks.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace dialog {
namespace {

// For each node the slots that are set on every path to it.
class always_set {
public:
    explicit always_set(const flow_graph& graph) : graph_(graph), in_(graph.size()) {
        if (graph.start >= graph.size()) return;
        std::vector<bool> scores(graph.of->slots.size(), false);
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = graph.of->slots[i].type == slot_type::score;
        join(graph.start, scores);
        while (!open_.empty()) {
            const std::size_t here = open_.front();
            open_.pop_front();
            for (const edge& one : graph.from[here]) join(one.to, after(here, one));
        }
    }

    // After the node's own `set`; true also for nodes that no path reaches.
    bool at(std::size_t node_index, const std::string& slot_id) const {
        const auto place = graph_.of->slot_index.find(slot_id);
        if (place == graph_.of->slot_index.end() || in_[node_index].empty()) return true;
        return with_sets(node_index)[place->second];
    }

private:
    std::vector<bool> with_sets(std::size_t here) const {
        std::vector<bool> now = in_[here];
        for (const assignment& one : graph_.at(here).change.set) mark(now, one.slot);
        return now;
    }

    std::vector<bool> after(std::size_t here, const edge& one) const {
        std::vector<bool> now = with_sets(here);
        const auto* ask = std::get_if<ask_node>(&graph_.at(here).what);
        if (ask != nullptr &&
            (one.taken.kind == way_kind::next || one.taken.kind == way_kind::option))
            mark(now, ask->slot);
        if (ask != nullptr && one.taken.kind == way_kind::option)
            for (const assignment& each : ask->options[one.taken.place].change.set)
                mark(now, each.slot);
        if (const auto* action = std::get_if<action_node>(&graph_.at(here).what))
            if (one.taken.kind == way_kind::route && one.taken.name == "ok")
                for (const auto& [slot_id, pointer] : action->out) mark(now, slot_id);
        return now;
    }

    void mark(std::vector<bool>& set, const std::string& slot_id) const {
        const auto place = graph_.of->slot_index.find(slot_id);
        if (place != graph_.of->slot_index.end()) set[place->second] = true;
    }

    void join(std::size_t to, const std::vector<bool>& coming) {
        std::vector<bool>& held = in_[to];
        const bool first = held.empty() && !visited_.contains(to);
        bool changed = first;
        if (first) {
            held = coming;
            visited_.insert(to);
        }
        for (std::size_t i = 0; i < held.size(); ++i)
            if (held[i] && !coming[i]) {
                held[i] = false;
                changed = true;
            }
        if (changed) open_.push_back(to);
    }

    const flow_graph& graph_;
    std::vector<std::vector<bool>> in_;
    std::set<std::size_t> visited_;
    std::deque<std::size_t> open_;
};

bool tests_known(const flow& of, const condition& one, const std::string& slot_id, int depth = 0) {
    if (one.what == condition::kind::test)
        return one.test.slot == slot_id && one.test.known.has_value();
    if (one.what == condition::kind::named && depth < 16)
        if (const named_condition* named = of.find_condition(one.name))
            return tests_known(of, named->when, slot_id, depth + 1);
    return std::any_of(one.parts.begin(), one.parts.end(), [&](const condition& part) {
        return tests_known(of, part, slot_id, depth + 1);
    });
}

class unset_checker {
public:
    unset_checker(const check_input& input, const flow_graph& graph)
        : input_(input),
          graph_(graph),
          of_(*graph.of),
          document_(input.document(of_)),
          set_(graph) {
        for (const disposition& one : input.script.project.dispositions)
            if (one.how_soon == urgency::emergency)
                lowest_emergency_ = std::min(lowest_emergency_, one.rank);
        for (const named_condition& one : of_.conditions)
            if (!one.level.empty())
                for (std::string& slot_id : slots_read(of_, one.when))
                    levels_read_.insert(std::move(slot_id));
    }

    void check() {
        for (std::size_t i = 0; i < graph_.size(); ++i) {
            check_texts(i);
            if (const auto* branch = std::get_if<branch_node>(&graph_.at(i).what))
                check_branch(i, *branch);
        }
        for (const named_condition& one : of_.conditions)
            if (const auto rank = rank_of(input_.script.project, one.level))
                check_level(one, *rank);
    }

private:
    void check_texts(std::size_t index) {
        visit_texts(graph_.at(index), [&](const std::string& text, const std::string& pointer) {
            for (const std::string& name : placeholders_of(text).names) {
                const slot* shown = of_.find_slot(name);
                if (shown == nullptr || shown->blank || set_.at(index, name)) continue;
                const json_place declared = find_place(document_.root, "/slots/" + name);
                input_.found.add(
                    405, document_, "/nodes/" + graph_.at(index).id + pointer,
                    {"文字里的 {" + name + "} 可能还没有值，请给变量写 “blank”。",
                     "the text shows {" + name + "}, which may be unset and has no “blank”"},
                    {"给变量补上 “blank”",
                     {insertion(*declared.value, "blank", json_string("未说"))}});
            }
        });
    }

    void check_branch(std::size_t index, const branch_node& branch) {
        for (std::size_t k = 0; k < branch.cases.size(); ++k) {
            const condition& when = branch.cases[k].when;
            std::string unset;
            for (const std::string& slot_id : slots_read(of_, when))
                if (!set_.at(index, slot_id) && !tests_known(of_, when, slot_id))
                    unset += (unset.empty() ? "" : ", ") + slot_id;
            if (unset.empty()) continue;
            problem& found = input_.found.add(
                404, document_,
                "/nodes/" + graph_.at(index).id + "/cases/" + std::to_string(k) + "/if",
                {"走到这里时可能还没有值：" + unset + "；没有值时条件当作不成立。",
                 "may be unset here, and the case will not fire then: " + unset});
            found.weight = gravity::info;
        }
    }

    // A question was asked and left open; whoever reads its slot must say what that means.
    void check_level(const named_condition& wanted, int rank) {
        for (const std::string& slot_id : slots_read(of_, wanted.when)) {
            if (is_handled(slot_id)) continue;
            for (std::size_t i = 0; i < graph_.size(); ++i) {
                const auto* ask = std::get_if<ask_node>(&graph_.at(i).what);
                if (ask == nullptr || ask->slot != slot_id) continue;
                const std::vector<std::size_t> path = unnoticed_path(i, wanted, rank);
                if (path.empty()) continue;
                const std::string text = path_text(of_, path);
                input_.found.add_at_key(
                    404, document_, "/conditions/" + wanted.id,
                    {"问题 “" + graph_.at(i).id + "” 可以不答就过去（" + text +
                         "），条件却没有测试 “" + slot_id + "” 的 known。不知道不等于没有。",
                     "question “" + graph_.at(i).id + "” can be left open (" + text +
                         ") and the condition does not test `known` of “" + slot_id + "”"});
                return;
            }
        }
    }

    bool is_handled(const std::string& slot_id) const {
        return std::any_of(of_.conditions.begin(), of_.conditions.end(),
                           [&](const named_condition& one) {
                               return !one.level.empty() && tests_known(of_, one.when, slot_id);
                           });
    }

    // From a way that leaves the question open to an end below `rank`, without a node that asks
    // for something else the condition reads, or sets a slot that some level condition reads. Who
    // is sent to an emergency department has not been overlooked.
    std::vector<std::size_t> unnoticed_path(std::size_t asked, const named_condition& wanted,
                                            int rank) const {
        const std::vector<std::string> read = slots_read(of_, wanted.when);
        std::vector<std::size_t> from(graph_.size(), graph_.size());
        std::deque<std::size_t> open;
        const auto enter = [&](std::size_t to, std::size_t before) {
            const auto* ask = std::get_if<ask_node>(&graph_.at(to).what);
            const bool again =
                ask != nullptr && std::find(read.begin(), read.end(), ask->slot) != read.end();
            if (from[to] != graph_.size() || again || notices(graph_.at(to))) return;
            from[to] = before;
            open.push_back(to);
        };
        for (const edge& one : graph_.from[asked])
            if (one.taken.kind == way_kind::skip || one.taken.kind == way_kind::fallback ||
                one.taken.kind == way_kind::silence)
                enter(one.to, asked);
        while (!open.empty()) {
            const std::size_t here = open.front();
            open.pop_front();
            const auto exit = lowest_exit(input_.script, graph_.at(here));
            if (exit && *exit < rank && *exit < lowest_emergency_) {
                std::vector<std::size_t> path{here};
                while (path.front() != asked) path.insert(path.begin(), from[path.front()]);
                return path;
            }
            for (const edge& one : graph_.from[here]) enter(one.to, here);
        }
        return {};
    }

    bool notices(const node& one) const {
        return std::any_of(
            one.change.set.begin(), one.change.set.end(),
            [this](const assignment& each) { return levels_read_.contains(each.slot); });
    }

    const check_input& input_;
    const flow_graph& graph_;
    const flow& of_;
    const json_document& document_;
    always_set set_;
    std::set<std::string> levels_read_;  // slots that conditions with a level read
    int lowest_emergency_ = std::numeric_limits<int>::max();
};

}  // namespace

void check_unset(const check_input& input, const flow_graph& graph) {
    unset_checker(input, graph).check();
}

}  // namespace dialog
