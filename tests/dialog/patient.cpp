#include "tests/dialog/patient.h"

#include "bot/dialog/load.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace trial {
namespace {

using namespace std::chrono_literals;

// A Monday morning, so that desks are open and no hour is quiet.
constexpr core::wall_time monday_morning{std::chrono::milliseconds{1'772'416'800'000}};

std::string words_of(const core::block& block) {
    struct reader {
        std::string operator()(const core::text_block& b) const { return b.text; }
        std::string operator()(const core::image_block& b) const { return b.alt; }
        std::string operator()(const core::link_block& b) const {
            return b.title + "\n" + b.url + "\n" + b.alt;
        }
        std::string operator()(const core::mini_block& b) const { return b.title + "\n" + b.alt; }
        std::string operator()(const core::menu_block& b) const {
            std::string all = b.head;
            for (const auto& item : b.items) all += "\n" + item.label;
            return all + "\n" + b.tail;
        }
        std::string operator()(const core::handoff_block&) const { return {}; }
    };
    return std::visit(reader{}, block);
}

std::string_view option_of(std::string_view pick) {
    return pick.substr(pick.rfind('.') + 1);
}

}  // namespace

const dialog::bundle& project_bundle() {
    static const auto loaded = [] {
        auto result = dialog::load_bundle(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs");
        for (const auto& problem : result.problems)
            if (problem.weight == dialog::gravity::error) ADD_FAILURE() << dialog::to_line(problem);
        if (!result.script) throw std::runtime_error("the project's dialogs do not load");
        return result.script;
    }();
    return *loaded;
}

patient::patient(const dialog::bundle& script) : script_(&script), now_(monday_morning) {}

patient patient::admitted(const dialog::bundle& script) {
    patient made(script);
    made.state_.release = script.release;
    made.state_.consent_version = script.project.consent.version;
    made.state_.consent_at = monday_morning;
    made.state_.age_band = "adult";
    made.state_.greeted = true;
    return made;
}

patient patient::in_flow(const dialog::bundle& script, std::string_view flow) {
    patient made = admitted(script);
    made.say("菜单");
    made.say(script.find_flow(flow)->menu_label);
    return made;
}

patient patient::in_release(const dialog::bundle& script, dialog::state moved) const {
    patient made = *this;
    made.script_ = &script;
    made.state_ = std::move(moved);
    return made;
}

const std::string& patient::say(std::string_view text) {
    core::inbound event;
    event.text = text;
    return take(std::move(event));
}

const std::string& patient::tap(std::string_view option) {
    for (const auto& item : menu_)
        if (option_of(item.pick) == option || option_of(item.pick) == "_" + std::string(option)) {
            core::inbound event;
            event.kind = core::inbound_kind::pick;
            event.pick = item.pick;
            event.text = item.label;
            return take(std::move(event));
        }
    ADD_FAILURE() << "no option " << option << " at " << waits_at() << "\n" << reply_;
    return reply_;
}

const std::string& patient::come_back_after(std::chrono::minutes pause) {
    now_ += pause;
    return say("你好");
}

std::string patient::waits_at() const {
    if (state_.stack.empty()) return {};
    return state_.stack.back().flow + "/" + state_.stack.back().node;
}

std::string patient::flow() const {
    return state_.stack.empty() ? std::string{} : state_.stack.back().flow;
}

bool patient::in_emergency() const {
    return flow().starts_with("emergency-");
}

const std::string& patient::take(core::inbound event) {
    now_ += 30s;
    event.account = "test";
    event.user = "patient";
    event.sent_at = now_;
    dialog::turn_result turn = dialog::step(*script_, std::move(state_), event, now_);
    EXPECT_EQ(turn.why.fault, "") << "after " << event.text;
    state_ = std::move(turn.next);
    visited_ = std::move(turn.why.visited);
    note_blocks(turn.effects);
    note_ends(visited_);
    raise(state_.worst);
    if (!state_.stack.empty()) answers_ = state_.stack.front().slots;
    return reply_;
}

void patient::note_blocks(const std::vector<dialog::effect>& effects) {
    reply_.clear();
    menu_.clear();
    link_ = false;
    for (const auto& effect : effects) {
        const auto* sent = std::get_if<dialog::send>(&effect);
        if (sent == nullptr) continue;
        reply_ += words_of(sent->what) + "\n";
        link_ = link_ || std::holds_alternative<core::link_block>(sent->what) ||
                std::holds_alternative<core::mini_block>(sent->what);
        if (const auto* menu = std::get_if<core::menu_block>(&sent->what)) menu_ = menu->items;
    }
}

void patient::note_ends(const std::vector<std::string>& visited) {
    for (const std::string& place : visited) {
        const auto slash = place.find('/');
        const dialog::flow* flow = script_->find_flow(place.substr(0, slash));
        const dialog::node* node = flow ? flow->find_node(place.substr(slash + 1)) : nullptr;
        if (node == nullptr) continue;
        if (const auto* end = std::get_if<dialog::end_node>(&node->what)) {
            outcome_ = end->outcome;
            raise(end->disposition);
        }
    }
}

void patient::raise(std::string_view disposition) {
    const auto* reached = script_->project.find_disposition(disposition);
    const auto* before = script_->project.find_disposition(gravest_);
    if (reached != nullptr && (before == nullptr || reached->rank > before->rank))
        gravest_ = reached->id;
}

}  // namespace trial
