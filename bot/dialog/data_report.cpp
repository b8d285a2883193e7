#include "bot/dialog/commands.h"
#include "bot/dialog/local_time.h"
#include "bot/dialog/value_text.h"

#include <fmt/format.h>

namespace dialog {
namespace {

void add_line(std::string& report, std::string_view label, std::string_view text) {
    report.append("\n").append(label).append("：").append(text);
}

// A text is reported as there, not repeated: the screen may be somebody else's.
void add_slots(std::string& report, const flow& script, slot_scope scope, const slot_values& held) {
    for (const slot& one : script.slots) {
        const auto found = held.find(one.id);
        if (one.scope != scope || one.type == slot_type::score || found == held.end()) continue;
        const std::string shown = text_of(one, found->second);
        add_line(report, one.label, shown.empty() ? std::string_view("已记录文字") : shown);
    }
}

}  // namespace

std::string data_report(const turn& ongoing) {
    const state& whole = ongoing.whole;
    std::string report = "目前记录的信息：";
    add_line(report, "同意状态",
             whole.consent_version.empty() ? std::string("未同意，不记录您的话")
                                           : fmt::format("已同意（{}，{}）", whole.consent_version,
                                                         day_text(whole.consent_at)));
    if (!whole.age_band.empty())
        add_line(report, "年龄段",
                 whole.age_band == "adult"   ? "成人"
                 : whole.age_band == "teen"  ? "14到17岁"
                 : whole.age_band == "child" ? "不满14岁"
                                             : "未说明");
    for (const auto* frames : {&whole.told, &whole.stack})
        for (const frame& place : *frames) {
            const flow* script = ongoing.script.find_flow(place.flow);
            if (script == nullptr) continue;
            add_slots(report, *script, slot_scope::flow, place.slots);
            add_slots(report, *script, slot_scope::visit, whole.visit_slots);
        }
    if (!whole.patient_slots.empty())
        for (const auto& [id, script] : ongoing.script.flows)
            add_slots(report, script, slot_scope::patient, whole.patient_slots);
    return report + "\n回复“删除我的数据”可以全部删除。";
}

}  // namespace dialog
