// Faults as authors make them, each in a copy of the project's own bundle: the checks or the prover
// find every one of them, and nothing in the bundle itself.
#include "bot/dialog/load.h"
#include "bot/dialog/prover/prove.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialog::prover {
namespace {

const std::string lumbar = "flows/lumbar.json";
const std::string emergency_er = "flows/emergency-er.json";
const std::string see_soon = "flows/see-soon.json";

const std::vector<source_file>& our_files() {
    static const auto files =
        read_bundle_files(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs");
    return files;
}

struct change {
    std::string file;
    std::string after;  // the first `from` behind this text is replaced
    std::string from, to;
};
enum class finder { check, prover };
struct row {
    const char* name;
    finder by;
    int code;
    std::vector<change> changes;
};
void PrintTo(const row& one, std::ostream* out) {
    *out << one.name;
}

std::vector<source_file> spoiled(const std::vector<change>& changes) {
    std::vector<source_file> files = our_files();
    for (const change& one : changes) {
        const auto file = std::find_if(files.begin(), files.end(),
                                       [&](const auto& each) { return each.path == one.file; });
        const std::size_t anchor = file->text.find(one.after);
        EXPECT_NE(anchor, std::string::npos) << one.after;
        const std::size_t at = file->text.find(one.from, anchor);
        EXPECT_NE(at, std::string::npos) << one.from;
        if (anchor == std::string::npos || at == std::string::npos) return files;
        file->text.replace(at, one.from.size(), one.to);
    }
    return files;
}

class SeededFault : public testing::TestWithParam<row> {};

INSTANTIATE_TEST_SUITE_P(
    Lumbar, SeededFault,
    testing::Values(
        // a warning sign's way is gone
        row{"小便不对，不再去急诊",
            finder::check,
            704,
            {{lumbar, R"("pick": "urine")", R"(, "go": "to-er-cauda")", ""}}},
        row{"下身发麻，不再去急诊",
            finder::check,
            703,
            {{lumbar, R"("concepts": ["saddle-numb"])", R"("go": "to-er-cauda")",
              R"("go": "ask-who")"}}},
        row{"受伤又没劲，不再打120",
            finder::check,
            704,
            {{lumbar, R"("sort-pregnant": {)", R"({"if": "big-injury", "go": "to-120-injury"}, )",
              ""}}},
        row{"越来越没劲，不再去急诊",
            finder::check,
            704,
            {{lumbar, R"("grade-weak": {)", R"({"if": "weak-now", "go": "to-er-weak"})",
              R"({"if": "limb-cold", "go": "to-er-weak"})"}}},
        row{"疼轻麻多又没劲，不再去急诊",
            finder::check,
            704,
            {{lumbar, R"("grade-trend": {)",
              R"({"if": "weak-while-pain-fades", "go": "to-er-weak"})",
              R"({"if": "limb-cold", "go": "to-er-weak"})"}}},
        row{"发热又没劲，不再去急诊",
            finder::check,
            704,
            {{lumbar, R"("grade-events": {)", R"("if": "sick-and-weak")", R"("if": "limb-cold")"}}},
        // a level is lowered
        row{"嘴歪，只去急诊不打120",
            finder::check,
            703,
            {{lumbar, R"("to-120-alarm": {)", "emergency-120", "emergency-er"}}},
        row{"急诊流程以门诊结束",
            finder::check,
            702,
            {{emergency_er, R"("end-going": {)", R"("disposition": "er-now")",
              R"("disposition": "clinic")"}}},
        row{"尽快就诊，落到普通门诊",
            finder::check,
            704,
            {{lumbar, R"("after-soon": {)", R"("done": "end-soon")", R"("done": "end-clinic")"}}},
        row{"看完医院地址，落到普通门诊",
            finder::check,
            704,
            {{lumbar, R"("hospital-soon": {)", R"("told": "end-soon")",
              R"("told": "end-clinic")"}}},
        row{"护士一直没来，落到普通门诊",
            finder::check,
            704,
            {{lumbar, R"("nurse-soon": {)", R"("go": "nurse-soon-closed")",
              R"("go": "end-clinic")"}}},
        row{"先看门诊，后看尽快",
            finder::check,
            704,
            {{lumbar, R"("grade": {)",
              R"({"if": "see-soon", "go": "advise-soon"}, {"if": "see-clinic", "go": "advise-clinic"})",
              R"({"if": "see-clinic", "go": "advise-clinic"}, {"if": "see-soon", "go": "advise-soon"})"}}},
        row{"沉默半天，当作自我护理",
            finder::check,
            704,
            {{lumbar, R"("slot": "pain",)", R"("next": "grade"
    },)",
              R"("silence": [{"after": "12h", "go": "end-self-care"}], "next": "grade"
    },)"}}},
        // not knowing is taken for no
        row{"嘴歪说不清，当作没有",
            finder::prover,
            707,
            {{lumbar, R"("slot": "alarm",)", R"(, "go": "ask-alarm-look")", ""},
             {lumbar, R"("slot": "alarm",)", R"("then": "mark-alarm-unknown")",
              R"("then": "ask-alarm-look")"},
             {lumbar, R"("slot": "alarm-look",)", R"("then": "to-er-alarm")",
              R"("then": "mark-alarm-unknown")"}}},
        row{"大小便说不清，当作没有",
            finder::prover,
            707,
            {{lumbar, R"("slot": "toilet",)", R"(, "go": "ask-toilet-look")", ""},
             {lumbar, R"("pick": "old", "also": ["老毛病", "一直这样", "好多年了"])",
              R"("go": "ask-toilet-old")", R"("go": "ask-toilet-look")"},
             {lumbar, R"("ask-toilet-look": {)", R"("next": "ask-saddle")",
              R"("next": "ask-toilet-old")"}}},
        row{"下身说不清，当作没有",
            finder::prover,
            707,
            {{lumbar, R"("slot": "saddle",)", R"(, "go": "ask-saddle-look")", ""},
             {lumbar, R"("mark-saddle-unknown": {)", R"("next": "ask-who")",
              R"("next": "ask-saddle-look")"}}},
        row{"大小便没答上来，不再记着",
            finder::prover,
            707,
            {{lumbar, R"("mark-toilet-unknown": {)", R"("set": {"unknown": "yes"}, )", ""}}},
        row{"下身没答上来，不再记着",
            finder::check,
            404,
            {{lumbar, R"("mark-saddle-unknown": {)", R"("set": {"unknown": "yes"}, )", ""}}},
        row{"嘴歪没答上来，不再记着",
            finder::check,
            404,
            {{lumbar, R"("mark-alarm-unknown": {)", R"("set": {"unknown": "yes"}, )", ""}}},
        row{"脚凉没答上来，不再记着",
            finder::check,
            404,
            {{lumbar, R"("mark-cold-unknown": {)", R"("set": {"cold": "unsure"}, )", ""}}},
        row{"走路稳不稳说不清，不再记着",
            finder::prover,
            707,
            {{lumbar, R"("see-soon": {)", R"({"steady": "unsure"},)", ""}}},
        row{"再想一遍还说不清，当作没有",
            finder::prover,
            707,
            {{lumbar, R"("toilet-look": ["yes", "unsure"])", R"(["yes", "unsure"])", R"(["yes"])"},
             {lumbar, R"("slot": "toilet-look",)", R"("搞不清", "说不清"], "go": "to-er-cauda"})",
              R"("搞不清", "说不清"]})"}}},
        row{"再看一遍也没答，当作没有",
            finder::prover,
            707,
            {{lumbar, R"("ask-toilet-look": {)", R"("then": "to-er-cauda")",
              R"("then": "ask-saddle")"}}},
        row{"下身一问可以跳过",
            finder::check,
            404,
            {{lumbar, R"("slot": "saddle",)", R"("fallback": {)",
              R"("skip": {"label": "不想说", "next": "ask-who"}, "fallback": {)"}}},
        // loops and dead ends
        row{"两段话互相转，不等人",
            finder::check,
            304,
            {{lumbar, R"("tell-cause": {)", R"("next": "ask-want")", R"("next": "tell-better")"},
             {lumbar, R"("tell-better": {)", R"("next": "ask-want")", R"("next": "tell-cause")"}}},
        row{"自我护理的人走不出去",
            finder::prover,
            303,
            {{lumbar, R"("sort-after": {)", R"("else": "end-self-care")", R"("else": "stay")"},
             {lumbar, R"("sort-after": {)", R"("sort-after": {)",
              R"("stay": {"type": "branch", "cases": [{"if": "see-clinic", "go": "end-self-care"}], "else": "ask-want"},
    "sort-after": {)"}}},
        row{"护士台没人接，又转护士台",
            finder::prover,
            715,
            {{lumbar, R"("nurse-clinic": {)", R"("closed": "nurse-clinic-closed")",
              R"("closed": "nurse-clinic")"}}},
        // education and booking in one turn, consent, emergencies
        row{"讲护腰，接着给预约",
            finder::check,
            711,
            {{lumbar, R"("tell-care": {)", R"("next": "ask-want")", R"("next": "book-clinic")"}}},
        row{"讲病因，带上医院电话",
            finder::check,
            711,
            {{lumbar, R"("tell-cause": {)", R"("如果出现)",
              R"("电话：{hospital.phone}", "如果出现)"}}},
        row{"讲治疗，接着报医院地址",
            finder::check,
            711,
            {{lumbar, R"("tell-minimal": {)", R"("next": "ask-tier")",
              R"("next": "hospital-clinic")"}}},
        row{"不先同意就问",
            finder::check,
            714,
            {{"project.json", R"("version": "2026-11")", R"("required": true)",
              R"("required": false)"}}},
        row{"急诊流程先问后说",
            finder::check,
            702,
            {{emergency_er, R"("start")", R"("advice")", R"("ask-step")"},
             {emergency_er, R"("slot": "step",)", R"(, "go": "end-going")", ""},
             {emergency_er, R"("slot": "step",)", R"("next": "end-going")", R"("next": "advice")"},
             {emergency_er, R"("advice": {)", R"("next": "ask-step")", R"("next": "end-going")"}}},
        row{"关掉一个急症提示",
            finder::check,
            701,
            {{see_soon, R"("off": [)", R"("tell-causes")", R"("urgent-weak", "tell-causes")"}}},
        row{"危险的话被当成答案",
            finder::prover,
            701,
            {{lumbar, R"("pick": "left")", R"("左边腿")", R"("左边腿", "SIGN")"}}},
        row{"退出被当成答案",
            finder::check,
            602,
            {{lumbar, R"("pick": "slow")", R"("一点一点")", R"("一点一点", "退出")"}}}),
    [](const auto& row) { return "fault" + std::to_string(row.index + 1); });

// What the prover's patient says of the first emergency sign; authors do not know it.
std::string some_sign(const bundle& script) {
    for (const sign_text& one : sentences(script).signs)
        if (one.rule->flow == "emergency-er" && one.rule->with.empty()) return one.present;
    return {};
}

TEST_P(SeededFault, IsFound) {
    std::vector<change> changes = GetParam().changes;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    if (GetParam().by == finder::prover)
        GTEST_SKIP() << "takes a sanitizer minutes; the small bundles walk the same code";
#endif
    static const auto ours = load_bundle(our_files()).script;
    for (change& one : changes)
        if (const auto at = one.to.find("SIGN"); at != std::string::npos)
            one.to.replace(at, 4, some_sign(*ours));
    const load_result loaded = load_bundle(spoiled(changes));
    const bool checked =
        std::any_of(loaded.problems.begin(), loaded.problems.end(), [](const problem& one) {
            return one.weight == gravity::error && one.code == GetParam().code;
        });
    if (GetParam().by == finder::check) {
        EXPECT_TRUE(checked) << GetParam().code;
        for (const problem& one : loaded.problems)
            if (!checked && one.weight == gravity::error) ADD_FAILURE() << to_line(one);
        return;
    }
    for (const problem& one : loaded.problems)
        if (one.weight == gravity::error) ADD_FAILURE() << to_line(one);
    ASSERT_TRUE(loaded.script);
    search::limits most;
    most.only_flow = "lumbar";
    most.stop_at_first = true;
    const proof made = prove(*loaded.script, most);
    ASSERT_FALSE(made.against.empty()) << "nothing found in " << made.situations;
    EXPECT_EQ(made.against[0].found.code, GetParam().code)
        << made.against[0].found.place << " " << made.against[0].found.zh;
    EXPECT_GE(made.against[0].chat.size(), 2U);
}

TEST(OurBundle, IsProved) {
    const auto ours = load_bundle(our_files()).script;
    ASSERT_TRUE(ours);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "takes a sanitizer minutes; the small bundles walk the same code";
#endif
    const proof made = prove(*ours);
    EXPECT_TRUE(made.complete);
    for (const counter_example& one : made.against)
        ADD_FAILURE() << one.found.code << " " << one.found.place << " " << one.found.zh;
    EXPECT_GT(made.situations, 1000U);
}

}  // namespace
}  // namespace dialog::prover
