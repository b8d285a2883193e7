// 712: education is reviewed. 714: nothing about health is stored before consent.
#include "bot/core/text.h"
#include "bot/dialog/check.h"

namespace dialog {
namespace {

void check_review(const check_input& input, const snippet& one) {
    const json_document& document = *input.document("shared/snippets.json");
    std::string missing;
    const auto need = [&missing](std::string_view name, const std::string& text) {
        if (core::trimmed(text).empty())
            missing += (missing.empty() ? "" : ", ") + std::string(name);
    };
    need("source", one.source);
    need("reviewedBy", one.reviewed_by);
    need("reviewUntil", one.review_until);
    const std::string at = pointer_to("", one.id);
    if (!missing.empty())
        input.found.add_at_key(712, document, at,
                               {"科普片段 “" + one.id + "” 缺少 " + missing + "，请补上。",
                                "snippet “" + one.id + "” has no " + missing});
    else if (one.reviewed_by.starts_with("待"))
        input.found
            .add(712, document, at + "/reviewedBy",
                 {"科普片段 “" + one.id + "” 还没有医生签字，上线前请补上审核人。",
                  "snippet “" + one.id + "” is not signed by a doctor yet"})
            .weight = gravity::warning;
}

void check_consent(const check_input& input) {
    const consent_rule& rule = input.script.project.consent;
    if (rule.required && !core::trimmed(rule.text).empty()) return;
    for (const auto& [id, of] : input.script.flows) {
        const flow_graph graph(of);
        const std::vector<bool> seen = graph.reachable_from(graph.start);
        for (std::size_t i = 0; i < graph.size(); ++i) {
            if (!seen[i] || !std::holds_alternative<ask_node>(graph.at(i).what)) continue;
            const std::string path = id + "：" + of.start + " → " + graph.at(i).id;
            input.found.add(714, *input.document("project.json"), "/consent/required",
                            {"没有要求先同意，流程会在同意之前记下回答（" + path +
                                 "），请写 “consent” 并设 “required”。",
                             "consent is not required, so a flow can store an answer before it (" +
                                 path + ")"});
            return;
        }
    }
}

}  // namespace

void check_education(const check_input& input) {
    for (const auto& [id, one] : input.script.snippets) {
        if (one.blocks.empty())
            input.found.add_at_key(501, *input.document("shared/snippets.json"), pointer_to("", id),
                                   {"科普片段 “" + id + "” 没有文字，请补上 “text”。",
                                    "snippet “" + id + "” says nothing; add “text”"});
        check_review(input, one);
    }
    check_consent(input);
}

}  // namespace dialog
