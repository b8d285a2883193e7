#include "bot/session/turn_content.h"

#include <variant>

namespace session {
namespace {

struct reader {
    std::string& out;

    void line(const std::string& text) const {
        if (text.empty()) return;
        if (!out.empty()) out += '\n';
        out += text;
    }
    void operator()(const core::text_block& block) const { line(block.text); }
    void operator()(const core::image_block& block) const { line(block.alt); }
    void operator()(const core::link_block& block) const { line(block.title + " " + block.url); }
    void operator()(const core::mini_block& block) const { line(block.title); }
    void operator()(const core::menu_block& block) const {
        line(block.head);
        for (std::size_t i = 0; i < block.items.size(); ++i) {
            line(std::to_string(i + 1));
            out.append(". ").append(block.items[i].label);
        }
        line(block.tail);
    }
    void operator()(const core::handoff_block& block) const { line("[" + block.desk + "]"); }
};

}  // namespace

turn_content content_of(std::vector<dialog::effect> effects) {
    turn_content content;
    for (auto& effect : effects) {
        if (auto* said = std::get_if<dialog::send>(&effect)) {
            content.blocks.push_back(std::move(said->what));
        } else if (auto* desk = std::get_if<dialog::open_handoff>(&effect)) {
            content.blocks.emplace_back(core::handoff_block{desk->queue});
            content.notices.push_back({std::move(desk->queue), {}, std::move(desk->summary), {}});
        } else if (auto* alarm = std::get_if<dialog::alert_desk>(&effect)) {
            content.notices.push_back({{}, std::move(alarm->interrupt), {}, {}});
        } else if (auto* timer = std::get_if<dialog::set_timer>(&effect)) {
            content.timers.push_back({timer->due, std::move(timer->node), timer->turn});
        } else if (std::holds_alternative<dialog::forget_patient>(effect)) {
            content.forget = true;
        }
    }
    return content;
}

std::string readable(const std::vector<core::block>& blocks) {
    std::string text;
    text.reserve(512);  // most replies fit
    for (const auto& block : blocks) std::visit(reader{text}, block);
    return text;
}

store::turn_record record_of(const dialog::turn_result& result, const core::inbound& message,
                             const std::vector<core::block>& blocks,
                             std::chrono::nanoseconds step_time) {
    store::turn_record record;
    if (result.may_store_text) record.patient_text = message.text;
    record.reply_text = readable(blocks);
    record.reading = result.why.reading;
    record.flow = result.why.flow;
    record.node = result.why.node;
    record.disposition = result.next.worst;
    record.release = result.next.release;
    record.cpu_us = static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(step_time).count());
    return record;
}

}  // namespace session
