#include "bot/dialog/prover/move.h"

#include "bot/dialog/findings.h"
#include "bot/dialog/items.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/own_question.h"
#include "bot/dialog/pick.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/stories/player.h"
#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog::prover {
namespace {

using kind = pending_question::kind;

struct command_word {
    const char* words;
    const char* id;
    move_kind what;
};
constexpr command_word command_words[] = {
    {"人工", "human", move_kind::human},
    {"上一步", "back", move_kind::back},
    {"退出", "quit", move_kind::quit},
    {"重新开始", "restart", move_kind::command},
    {"帮助", "help", move_kind::command},
    {"菜单", "home", move_kind::command},
    {"删除我的数据", "forget", move_kind::command},
    {"查看我的数据", "show-data", move_kind::command},
    {"看小结", "summary", move_kind::command},
    {"撤回同意", "withdraw", move_kind::command},
};

// The words a yes-answer of the engine's confirming question stands under in a story.
std::string story_choice(kind what, const std::string& id) {
    if (what != kind::confirm_sign) return id;
    return id.substr(0, id.find('-'));
}

class lister {
public:
    lister(const bundle& script, const abstraction& merged, const spoken& words,
           const std::vector<const sign_text*>& classes, const situation& here, bool first,
           std::size_t turn_of)
        : script_(script),
          merged_(merged),
          words_(words),
          classes_(classes),
          whole_(here.whole),
          first_(first),
          turn_of_(turn_of) {}

    std::vector<move> list() {
        if (whole_.mode == speaker::human)
            beside_desk();
        else if (!whole_.pending.empty())
            own_question();
        else if (const waiting_question waits = question_of(script_, whole_))
            question(waits);
        else
            at_home();
        return std::move(moves_);
    }

private:
    // ---- ways to say something ----

    move& say(move_kind what, const std::string& text) {
        move made;
        made.what = what;
        made.event.text = text;
        made.said = text;
        made.step = "{\"in\": " + json_string(text) + "}";
        moves_.push_back(std::move(made));
        return moves_.back();
    }

    move& tap(move_kind what, std::string_view node, std::string_view option,
              std::string_view label, const std::string& story_name) {
        move made;
        made.what = what;
        made.event.kind = core::inbound_kind::pick;
        made.event.pick = make_pick(whole_.turn, node, option);
        made.event.text = label;
        made.said = label;
        made.step = "{\"tap\": " + json_string(story_name) + "}";
        moves_.push_back(std::move(made));
        return moves_.back();
    }

    void command(const command_word& one) {
        move& made = say(one.what, one.words);
        if (first_) return;
        made.event.kind = core::inbound_kind::pick;
        made.event.pick = make_pick(whole_.turn, own_picks::command, one.id);
    }

    void commands() {
        for (const command_word& one : command_words)
            if (first_ || changes_something(one)) command(one);
    }

    static bool changes_something(const command_word& one) {
        return std::string_view(one.id) != "help" && std::string_view(one.id) != "show-data" &&
               std::string_view(one.id) != "summary";
    }

    void sign(const sign_text& one, bool unclear, bool again) {
        if (unclear && one.unclear.empty()) return;
        move& made = say(unclear ? move_kind::unclear : move_kind::sign,
                         unclear ? one.unclear : one.present);
        made.rule = one.rule;
        made.again = again;
    }

    void signs() {
        if (first_) {
            for (const sign_text& one : words_.signs)
                for (const bool unclear : {false, true})
                    for (const bool again : {false, true}) sign(one, unclear, again);
            return;
        }
        if (classes_.empty()) return;
        const sign_text& one = *classes_[turn_of_ % classes_.size()];
        sign(one, false, false);
        // The other ways to say it, in turn.
        constexpr std::pair<bool, bool> others[] = {{false, true}, {true, false}, {true, true}};
        const auto& [unclear, again] = others[turn_of_ / classes_.size() % 3];
        sign(one, unclear, again);
    }

    void asides() {
        for (const std::string& text : words_.asides)
            for (const bool again : {false, true}) say(move_kind::aside, text).again = again;
    }

    void picture() {
        move made;
        made.what = move_kind::other;
        made.event.kind = core::inbound_kind::media;
        made.event.media = "image";
        made.said = "[图片]";
        moves_.push_back(std::move(made));
    }

    void pause() {
        const minutes length = script_.project.idle + minutes(60);
        move& made = say(move_kind::pause, "你好");
        made.said = "[过了 " + duration_text(length) + "] 你好";
        made.waited = length;
        made.step = "{\"wait\": \"" + std::to_string(length.count()) + "m\"}, " + made.step;
    }

    void timer(const std::string& node_id, minutes after) {
        move made;
        made.what = move_kind::silence;
        made.timer = {whole_.last_at + after, node_id, whole_.turn};
        made.waited = after;
        made.said = "[过了 " + duration_text(after) + "]";
        made.step = "{\"wait\": \"" + std::to_string(after.count()) + "m\"}";
        moves_.push_back(std::move(made));
    }

    // ---- situations ----

    void question(const waiting_question& waits) {
        answers(waits);
        say(move_kind::miss, move_list::nonsense);
        commands();
        for (const silence_step& one : waits.ask->silence)
            if (!one.go.empty()) timer(waits.at->id, one.after);
        signs();
        if (first_) {
            asides();
            old_taps();
            two_options(*waits.ask);
            picture();
        }
        pause();
    }

    void answers(const waiting_question& waits) {
        const ask_node& ask = *waits.ask;
        const std::string& node_id = waits.at->id;
        if (ask.kind == slot_type::multi) {
            several(waits);
        } else {
            for (const option& one : ask.options)
                tap(move_kind::answer, node_id, one.pick, one.label, one.pick).chosen = {&one};
        }
        if (ask.options.empty()) typed(waits);
        if (!ask.skip) return;
        move& made = tap(move_kind::answer, node_id, own_picks::skip, ask.skip->label, "skip");
        made.skipped = true;
        // A number question shows no menu: its way round is a word.
        if (!takes_digits(ask)) made.step = "{\"in\": " + json_string(ask.skip->label) + "}";
    }

    // Choices of a multi that something in the flow can tell apart.
    void several(const waiting_question& waits) {
        const ask_node& ask = *waits.ask;
        const outlook& ahead = merged_.of(waits.script->id);
        std::vector<const option*> real;
        for (const option& one : ask.options) {
            if (one.none)
                tap(move_kind::answer, waits.at->id, one.pick, one.label, "none").chosen = {&one};
            else
                real.push_back(&one);
        }
        constexpr std::size_t most = 10;
        const std::size_t count = std::min(real.size(), most);
        std::set<std::string> classes;
        // By number of choices: the simplest answer stands for its class.
        for (std::size_t size = 1; size <= count; ++size)
            for (std::size_t mask = 1; mask < (std::size_t{1} << count); ++mask) {
                std::vector<const option*> chosen;
                for (std::size_t i = 0; i < count; ++i)
                    if ((mask >> i & 1) != 0) chosen.push_back(real[i]);
                if (chosen.size() != size) continue;
                const bool is_new = classes.insert(class_of(ahead, ask, chosen)).second;
                if (is_new || size == 1) choose(waits, chosen);
            }
    }

    static std::string class_of(const outlook& ahead, const ask_node& ask,
                                const std::vector<const option*>& chosen) {
        std::vector<std::string> ids;
        std::string made, go;
        for (const option* one : chosen) {
            ids.push_back(one->pick);
            if (go.empty()) go = one->go;
            if (!one->change.set.empty() || !one->change.add.empty() || !one->concepts.empty())
                made += one->pick + "+";
        }
        const value held = ids;
        return made + ">" + go + ">" + ahead.class_of(ask.slot, &held);
    }

    void choose(const waiting_question& waits, const std::vector<const option*>& chosen) {
        const ask_node& ask = *waits.ask;
        if (chosen.size() == 1) {
            tap(move_kind::answer, waits.at->id, chosen[0]->pick, chosen[0]->label, chosen[0]->pick)
                .chosen = chosen;
            return;
        }
        std::string text;
        for (const option* one : chosen)
            text += (text.empty() ? "" : " ") + std::to_string(one - ask.options.data() + 1);
        say(move_kind::answer, text).chosen = chosen;
    }

    void typed(const waiting_question& waits) {
        switch (waits.ask->kind) {
            case slot_type::number:
            case slot_type::duration:
                for (const value& one :
                     merged_.of(waits.script->id).typed_samples(*waits.asked, *waits.ask))
                    say(move_kind::answer, text_of(*waits.asked, one));
                break;
            case slot_type::date:
                say(move_kind::answer, "2026-02-01");
                break;
            case slot_type::phone:
                say(move_kind::answer, "13800138000");
                break;
            default:
                say(move_kind::answer, "一两句话");
                break;
        }
    }

    // An option of the question before this one: a correction.
    void old_taps() {
        const frame& place = whole_.stack.back();
        if (place.trail.empty()) return;
        const node* before = flow_of_top()->find_node(place.trail.last().node);
        const auto* ask = before == nullptr ? nullptr : std::get_if<ask_node>(&before->what);
        if (ask == nullptr) return;
        for (const option& one : ask->options)
            tap(move_kind::other, before->id, one.pick, one.label, one.pick).step.clear();
    }

    const flow* flow_of_top() const { return script_.find_flow(whole_.stack.back().flow); }

    void two_options(const ask_node& ask) {
        if (ask.kind != slot_type::choice || ask.options.size() < 2) return;
        say(move_kind::other, ask.options[0].label + "还是" + ask.options[1].label);
    }

    void own_question() {
        const pending_question& top = whole_.pending.back();
        const dialog::own_question shown = describe(script_, whole_, top);
        for (const auto& one : shown.choices)
            tap(top.what == kind::which_option ? move_kind::answer : move_kind::own, shown.name,
                one.id, one.label, story_choice(top.what, one.id));
        if (top.what == kind::age)
            for (const char* years : {"45", "15", "8", "不知道"}) say(move_kind::own, years);
        say(move_kind::own, move_list::nonsense);
        for (const command_word& one : command_words)
            if (first_ || one.what != move_kind::command) command(one);
        signs();
        if (first_) {
            asides();
            picture();
        }
    }

    void beside_desk() {
        say(move_kind::other, "好的");
        commands();
        signs();
        for (const desk_report report : {desk_report::released, desk_report::closed}) {
            move made;
            made.what = move_kind::desk;
            made.report = report;
            const bool closed = report == desk_report::closed;
            made.said = closed ? "[服务台没人接]" : "[服务台放手]";
            made.step = closed ? R"({"desk": "closed"})" : R"({"desk": "released"})";
            moves_.push_back(std::move(made));
        }
        if (whole_.stack.empty()) return;
        const node* at = flow_of_top()->find_node(whole_.stack.back().node);
        const auto* desk = at == nullptr ? nullptr : std::get_if<handoff_node>(&at->what);
        if (desk != nullptr && desk->timeout.count() > 0) timer(at->id, desk->timeout);
    }

    void at_home() {
        for (const flow* one : script_.home)
            tap(move_kind::start, own_picks::home, one->id, one->menu_label, one->id);
        for (const auto& [id, one] : script_.flows)
            if (!one.entry_concepts.empty())
                if (const auto index = script_.ear.find(one.entry_concepts.front()))
                    if (const auto& examples = script_.ear.concepts()[*index].examples;
                        !examples.empty())
                        say(move_kind::start, examples.front());
        say(move_kind::other, "你好");
        say(move_kind::other, move_list::nonsense);
        commands();
        signs();
        asides();
        picture();
        move made;
        made.what = move_kind::other;
        made.event.kind = core::inbound_kind::follow;
        made.said = "[关注]";
        moves_.push_back(std::move(made));
    }

    const bundle& script_;
    const abstraction& merged_;
    const spoken& words_;
    const std::vector<const sign_text*>& classes_;
    const state& whole_;
    bool first_;
    std::size_t turn_of_;
    std::vector<move> moves_;
};

void say_it_was_heard(const bundle& script, const move& one, state& whole) {
    if (one.what == move_kind::sign) {
        whole.warned.push_back(one.rule->id);
        whole.warned.push_back("@" + one.rule->level);
        if (rank_of(script, one.rule->level) > rank_of(script, whole.worst))
            whole.worst = one.rule->level;
    }
    if (one.what == move_kind::unclear)
        whole.masked.insert(whole.masked.end(), one.rule->concepts.begin(),
                            one.rule->concepts.end());
}

}  // namespace

move_list::move_list(const bundle& script, const abstraction& merged, const spoken& words)
    : script_(script), merged_(merged), words_(words) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const bool unclear : {true, false})  // the one that can be asked about is worth more
        for (const sign_text& one : words.signs)
            if (one.unclear.empty() != unclear &&
                seen.insert({one.rule->flow, one.rule->level}).second)
                classes_.push_back(&one);
}

std::vector<move> move_list::of(const situation& here, bool first, std::size_t turn_of) const {
    return lister(script_, merged_, words_, classes_, here, first, turn_of).list();
}

turn_result make(const bundle& script, const situation& here, const move& one) {
    state before = here.whole;
    core::wall_time now = std::max(stories::monday_morning, before.last_at);
    now += std::chrono::seconds(30);
    if (one.what == move_kind::silence) return wake(script, std::move(before), one.timer, now);
    if (one.what == move_kind::desk) return hear_desk(script, std::move(before), one.report, now);
    if (one.what == move_kind::pause) now += script.project.idle + minutes(60);
    if (one.again) {
        say_it_was_heard(script, one, before);
        if (one.what == move_kind::aside) {
            const state told = step(script, before, one.event, now).next;
            before.last_digression = told.last_digression;
            before.digression_repeats = 2;
            before.warned.push_back(told.last_digression);
        }
    }
    return step(script, std::move(before), one.event, now);
}

}  // namespace dialog::prover
