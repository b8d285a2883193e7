// 801-803: reminders and follow-ups can be sent, are few, and let people sleep.
#include "bot/dialog/check.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/silence.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr int minutes_of_day = 24 * 60;

const channel_profile* shortest_window(const project& of) {
    const auto found =
        std::min_element(of.channels.begin(), of.channels.end(),
                         [](const auto& a, const auto& b) { return a.window < b.window; });
    return found == of.channels.end() ? nullptr : &*found;
}

// Of the moments at which a patient is awake and is asked, most would be reminded asleep.
bool disturbs(const quiet_hours& quiet, minutes after) {
    int awake = 0, disturbed = 0;
    for (int asked = 0; asked < minutes_of_day; ++asked) {
        if (is_within(quiet, minutes(asked))) continue;
        ++awake;
        if (is_within(quiet, (minutes(asked) + after) % minutes_of_day)) ++disturbed;
    }
    return disturbed * 2 > awake;
}

class silence_checker {
public:
    silence_checker(const check_input& input, const flow& of)
        : input_(input),
          document_(input.document(of)),
          window_(shortest_window(input.script.project)),
          may_wake_(is_emergency_flow(input.script, of.id)) {}

    void check(const ask_node& ask, const std::string& pointer) {
        std::size_t said = 0;
        for (std::size_t i = 0; i < ask.silence.size(); ++i) {
            const silence_step& step = ask.silence[i];
            const std::string here = pointer_to(pointer + "/silence", i);
            if (!step.say.empty()) ++said;
            if (said > 2 || (!step.go.empty() && i + 1 < ask.silence.size()))
                report(802, here,
                       {"最多提醒两次，然后转到别处，转走必须是最后一步。",
                        "at most two reminders, then one way on, which must come last"});
            else if (step.say.empty() == step.go.empty())
                report(802, here,
                       {"每一步要么 “say”，要么 “go”。", "a step either says or goes on"});
            else if (i > 0 && step.after <= ask.silence[i - 1].after)
                report(802, here + "/after",
                       {"时间要一次比一次长，都从提问时算起。",
                        "reminders must come later and later, counted from the question"});
            else
                check_moment(step.after, here + "/after");
        }
    }

    // What the window does not allow is not sent: a follow-up that reaches some is better than
    // none.
    void check(const follow_up& promised, const std::string& pointer) {
        if (problem* found = check_moment(promised.after, pointer + "/after"))
            found->weight = gravity::warning;
    }

private:
    // Null if nothing is wrong with it.
    problem* check_moment(minutes moment, const std::string& here) {
        if (window_ != nullptr && moment > window_->window) {
            const std::string after = hours(moment), may = hours(window_->window);
            return &report(801, here,
                           {"这时已经过了 " + after + " 小时，渠道 " + window_->id + " 只能在 " +
                                may + " 小时内主动发消息，请提前。",
                            "falls due after " + after + " h, channel " + window_->id +
                                " may be written to for " + may + " h; shorten"});
        }
        if (const auto& quiet = input_.script.project.quiet;
            quiet && !may_wake_ && disturbs(*quiet, moment))
            return &report(803, here,
                           {"多半会落在免打扰时间里，到时会推迟到免打扰结束；可以接受就说明理由。",
                            "would mostly fall in quiet hours and is put off to their end"});
        return nullptr;
    }

    static std::string hours(minutes span) {
        const auto whole = span.count() / 60, tenths = span.count() % 60 / 6;
        return std::to_string(whole) + (tenths == 0 ? "" : "." + std::to_string(tenths));
    }

    problem& report(int code, const std::string& here, advice words) {
        return input_.found.add(code, document_, here, std::move(words));
    }

    const check_input& input_;
    const json_document& document_;
    const channel_profile* window_;
    bool may_wake_;
};

}  // namespace

void check_silence(const check_input& input) {
    for (const auto& [id, of] : input.script.flows) {
        silence_checker checker(input, of);
        for (const node& one : of.nodes) {
            if (const auto* ask = std::get_if<ask_node>(&one.what))
                checker.check(*ask, "/nodes/" + one.id);
            else if (const auto* end = std::get_if<end_node>(&one.what); end && end->later)
                checker.check(*end->later, "/nodes/" + one.id + "/followUp");
        }
    }
}

}  // namespace dialog
