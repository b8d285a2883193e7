#include "tests/support/sample_bundle.h"

#include "bot/dialog/fold_words.h"

#include <utility>

namespace sample {
namespace {

using namespace dialog;

concept_source words(std::string id, std::string name, std::vector<std::string> phrases,
                     std::string symptom = {}, std::string intent = {}) {
    concept_source made;
    made.id = std::move(id);
    made.name = std::move(name);
    made.phrases = std::move(phrases);
    made.symptom = std::move(symptom);
    made.intent = std::move(intent);
    return made;
}

std::vector<concept_source> make_concepts() {
    return {
        words("saddle-numb", "会阴发麻", {"会阴麻", "下身麻", "下身发麻"}, "saddle_numbness"),
        words("urine-trouble", "小便困难", {"尿不出来", "小便困难", "憋不住尿"}, "bladder_bowel"),
        words("bowel-trouble", "大便失控", {"拉裤子", "大便失禁"}, "bladder_bowel"),
        words("stroke-signs", "嘴歪", {"嘴歪", "说话不清"}),
        words("self-harm", "轻生念头", {"不想活", "自杀"}),
        words("fever", "发烧", {"发烧", "发热"}),
        words("weight-loss", "消瘦", {"瘦了很多"}),
        words("leg-numbness", "腿麻", {"腿麻", "腿发麻"}, "leg_numbness"),
        words("neck-pain", "脖子疼", {"脖子疼", "颈椎疼"}),
        words("ask-surgery", "手术", {"手术", "开刀"}, "", "ask_surgery"),
        words("ask-hospital", "医院信息", {"医院地址", "医院电话", "在哪里"}, "",
              "ask_hospital_info")};
}

slot make_slot(std::string id, slot_type type, std::string label,
               std::vector<choice_value> values = {}) {
    slot made;
    made.id = std::move(id);
    made.type = type;
    made.label = std::move(label);
    made.values = std::move(values);
    if (type == slot_type::yesno)
        made.values = {{"yes", "有"}, {"no", "没有"}, {"unsure", "说不清"}};
    return made;
}

option pick(std::string value, std::string label, std::string go = {},
            std::vector<std::string> concepts = {}, std::vector<std::string> also = {}) {
    option made;
    made.pick = std::move(value);
    made.label = std::move(label);
    made.go = std::move(go);
    made.concepts = std::move(concepts);
    made.also = std::move(also);
    return made;
}

ask_node ask(slot_type kind, std::string slot_id, std::string prompt, std::string brief,
             std::vector<option> options, std::string next) {
    ask_node made;
    made.kind = kind;
    made.slot = std::move(slot_id);
    made.prompt = std::move(prompt);
    made.brief = std::move(brief);
    made.options = std::move(options);
    made.next = std::move(next);
    return made;
}

condition test_of(slot_test test) {
    condition leaf;
    leaf.what = condition::kind::test;
    leaf.test = std::move(test);
    return leaf;
}

condition named(std::string id) {
    condition leaf;
    leaf.what = condition::kind::named;
    leaf.name = std::move(id);
    return leaf;
}

template <class What>
void add(flow& script, std::string id, What what, std::vector<std::string> texts = {}) {
    node made;
    made.id = std::move(id);
    made.what = std::move(what);
    for (std::string& text : texts) made.say.push_back(say_text{std::move(text)});
    script.nodes.push_back(std::move(made));
}

void index(flow& script) {
    for (std::size_t i = 0; i < script.nodes.size(); ++i) script.node_index[script.nodes[i].id] = i;
    for (std::size_t i = 0; i < script.slots.size(); ++i) script.slot_index[script.slots[i].id] = i;
    for (std::size_t i = 0; i < script.conditions.size(); ++i)
        script.condition_index[script.conditions[i].id] = i;
}

void put(bundle& all, flow script) {
    index(script);
    all.flows.emplace(script.id, std::move(script));
}

std::vector<named_condition> lumbar_conditions() {
    slot_test signs;
    signs.slot = "signs";
    signs.any_of = {"saddle", "urine", "unsure"};
    slot_test alarm;
    alarm.slot = "alarm";
    alarm.one_of = {"yes", "unsure"};
    slot_test risk;
    risk.slot = "risk";
    risk.min = 3;
    condition danger;
    danger.what = condition::kind::any;
    danger.parts = {test_of(signs), test_of(alarm)};
    return {{"danger", danger, "er-now", {}}, {"needs-clinic", test_of(risk), "clinic", {}}};
}

void add_questions(flow& made) {
    add(made, "hello", say_node{"ask-alarm"}, {"下面几个问题约 1 分钟。"});
    add(made, "ask-alarm",
        ask(slot_type::yesno, "alarm", "有没有突然嘴歪、说话不清？", "嘴歪、说话不清，有没有？",
            {pick("yes", "有", "to-120", {"stroke-signs"}), pick("no", "没有"),
             pick("unsure", "说不清", "triage")},
            "ask-signs"));
    option none = pick("none", "以上都没有", "", {}, {"都没有"});
    none.none = true;
    add(made, "ask-signs",
        ask(slot_type::multi, "signs", "现在有没有下面的情况？", "现在有哪几项？",
            {pick("saddle", "会阴或肛门周围发麻", "", {"saddle-numb"}),
             pick("urine", "大小便困难或失禁", "", {"urine-trouble", "bowel-trouble"}),
             pick("thin", "瘦了", "", {"weight-loss"}), pick("unsure", "说不清楚"), none},
            "triage"));
    branch_node triage;
    triage.cases = {{named("danger"), "to-er", {}}};
    triage.otherwise = "ask-side";
    add(made, "triage", triage);
    option both = pick("both", "两条腿", "", {}, {"双腿", "两边"});
    both.change.add = {{"risk", 3}};
    add(made, "ask-side",
        ask(slot_type::choice, "side", "哪条腿麻？", "哪条腿？",
            {pick("left", "左腿"), pick("right", "右腿"), both}, "ask-since"));
    ask_node since = ask(slot_type::duration, "since", "麻了多久？例如：3 天、2 周。", "麻了多久？",
                         {}, "ask-pain");
    since.skip = skip_way{"记不清", "ask-pain"};
    since.fallback = fallback_ladder{{{"请回复数字加单位，例如：2 周。", {}},
                                      {"说个大概就行。", {offer::skip, offer::human, offer::back}}},
                                     "desk"};
    since.silence = {{minutes(10), "还在吗？", ""}, {minutes(12 * 60), "", "grade"}};
    add(made, "ask-since", since);
    ask_node pain =
        ask(slot_type::number, "pain", "疼痛打几分？0 不痛，10 最痛。", "疼痛几分？", {}, "more");
    pain.bands = {{"risk", {{7, 3}, {4, 1}}}};
    add(made, "ask-pain", pain);
}

void add_ways_on(flow& made) {
    call_node more;
    more.flow = "more";
    more.on = {{"done", "advise"}};
    add(made, "more", more);
    node advise;
    advise.id = "advise";
    advise.what = say_node{"grade"};
    advise.say = {snippet_use{"selfcare"}, say_image{"posture", "图：侧卧屈膝"}};
    made.nodes.push_back(advise);
    branch_node grade;
    grade.cases = {{named("needs-clinic"), "openings", {}}};
    grade.otherwise = "bye";
    add(made, "grade", grade);
    action_node openings;
    openings.action = "openings";
    openings.on = {{"ok", "book"}, {"failed", "book"}};
    add(made, "openings", openings);
    add(made, "book", book_node{"spine-clinic", "booked", "bye"}, {"建议看脊柱外科，{since}。"});
    handoff_node desk;
    desk.queue = "spine-desk";
    desk.summary = {"signs", "side", "since"};
    desk.next = "handed";
    desk.closed = "bye";
    desk.timeout = minutes(5);
    desk.timeout_go = "bye";
    add(made, "desk", desk, {"正在转接导诊护士。"});
    add(made, "booked", end_node{"booked", "clinic", {}});
    add(made, "handed", end_node{"to-nurse", "nurse", {}});
    add(made, "bye", end_node{"advised", "self-care", {}}, {"部位：{side}。请留意变化。"});
    for (const auto& [id, flow_id] :
         {std::pair{"to-er", "emergency-er"}, std::pair{"to-120", "emergency-120"}}) {
        call_node emergency;
        emergency.flow = flow_id;
        emergency.replace = true;
        add(made, id, emergency);
    }
}

flow make_lumbar() {
    flow made;
    made.id = "lumbar";
    made.title = "腰痛腿麻";
    made.menu_label = "腰痛腿麻";
    made.entry_concepts = {"leg-numbness"};
    made.digressions = {{{"ask-surgery"}, "when-surgery", ""}};
    made.slots = {make_slot("alarm", slot_type::yesno, "卒中样表现"),
                  make_slot("signs", slot_type::multi, "危险信号",
                            {{"saddle", "会阴或肛门周围发麻"},
                             {"urine", "大小便困难或失禁"},
                             {"thin", "瘦了"},
                             {"unsure", "说不清楚"}}),
                  make_slot("side", slot_type::choice, "部位",
                            {{"left", "左腿"}, {"right", "右腿"}, {"both", "两条腿"}}),
                  make_slot("since", slot_type::duration, "病程"),
                  make_slot("pain", slot_type::number, "疼痛评分"),
                  make_slot("risk", slot_type::score, "风险")};
    made.slots[3].longest = minutes(30 * 365 * 24 * 60);
    made.slots[3].blank = "病程未说";
    made.slots[4].min = 0;
    made.slots[4].max = 10;
    made.slots[4].integer = true;
    made.slots[5].max = 10;
    made.conditions = lumbar_conditions();
    made.start = "hello";
    add_questions(made);
    add_ways_on(made);
    return made;
}

// Called and returned from: asks for what the other types of question are for.
flow make_more() {
    flow made;
    made.id = "more";
    made.title = "补充";
    made.slots = {make_slot("operated", slot_type::date, "手术日期"),
                  make_slot("phone", slot_type::phone, "电话"),
                  make_slot("remark", slot_type::text, "补充说明"),
                  make_slot("risk", slot_type::score, "风险")};
    made.slots[1].scope = slot_scope::patient;
    made.slots[2].scope = slot_scope::visit;
    ask_node operated =
        ask(slot_type::date, "operated", "哪天做的手术？", "手术日期？", {}, "ask-phone");
    operated.skip = skip_way{"没做过", "ask-remark"};
    made.start = "ask-operated";
    add(made, "ask-operated", operated);
    add(made, "ask-phone",
        ask(slot_type::phone, "phone", "请留电话。", "电话？", {}, "ask-remark"));
    ask_node remark = ask(slot_type::text, "remark", "还有要补充的吗？", "补充？", {}, "done");
    remark.skip = skip_way{"没有补充", "done"};
    add(made, "ask-remark", remark);
    add(made, "done", end_node{"done", "", {}});
    return made;
}

flow make_emergency(std::string id, std::string advice, std::string level) {
    flow made;
    made.id = std::move(id);
    made.title = "紧急提醒";
    made.slots = {
        make_slot("step", slot_type::choice, "眼下", {{"going", "已经动身"}, {"stuck", "去不了"}})};
    made.start = "advice";
    add(made, "advice", say_node{"ask-step"}, {std::move(advice)});
    add(made, "ask-step",
        ask(slot_type::choice, "step", "您现在怎么样？", "请现在就去。动身了吗？",
            {pick("going", "已经动身", "", {}, {"好的"}), pick("stuck", "去不了", "stuck")},
            "gone"));
    add(made, "gone", end_node{"told", std::move(level), {}}, {"路上请人陪着。"});
    add(made, "stuck", end_node{"told", "call-120", {}}, {"请拨打120。"});
    return made;
}

flow make_neck() {
    flow made;
    made.id = "neck";
    made.title = "脖子疼手麻";
    made.menu_label = "脖子疼、手麻";
    made.entry_concepts = {"neck-pain"};
    made.slots = {make_slot("hand", slot_type::yesno, "手麻")};
    made.start = "ask-hand";
    add(made, "ask-hand",
        ask(slot_type::yesno, "hand", "手麻吗？", "手麻吗？",
            {pick("yes", "有"), pick("no", "没有"), pick("unsure", "说不清")}, "end"));
    add(made, "end", end_node{"advised", "clinic", {}}, {"建议预约门诊。"});
    return made;
}

flow make_hospital() {
    flow made;
    made.id = "hospital";
    made.title = "医院信息";
    made.menu_label = "医院地址、电话";
    made.entry_concepts = {"ask-hospital"};
    made.start = "tell";
    add(made, "tell", end_node{"told", "self-care", {}}, {"{hospital.name} {hospital.phone}"});
    return made;
}

interrupt emergency(std::string id, int priority, std::vector<std::string> concepts,
                    std::string level, std::string flow_id) {
    interrupt made;
    made.id = std::move(id);
    made.what = interrupt_class::emergency;
    made.priority = priority;
    made.concepts = std::move(concepts);
    made.level = std::move(level);
    made.flow = std::move(flow_id);
    made.confirm_say = "现在出现了{concept}吗？";
    return made;
}

std::vector<interrupt> make_interrupts() {
    interrupt fever = emergency("urgent-fever", 500, {"fever"}, "clinic-48h", "");
    interrupt human;
    human.id = "human";
    human.what = interrupt_class::human;
    human.priority = 400;
    human.words = {"找护士"};
    return {
        emergency("er-stroke", 980, {"stroke-signs"}, "call-120", "emergency-120"),
        emergency("er-self-harm", 970, {"self-harm"}, "call-120", "emergency-120"),
        emergency("er-saddle", 950, {"saddle-numb"}, "er-now", "emergency-er"),
        emergency("er-urine", 940, {"urine-trouble", "bowel-trouble"}, "er-now", "emergency-er"),
        fever,
        human};
}

project make_project() {
    project made;
    made.dispositions = {{"call-120", 100, "拨打120", urgency::emergency, advice_120},
                         {"er-now", 90, "现在去急诊", urgency::emergency, advice_er},
                         {"clinic-48h", 70, "尽快就诊", urgency::urgent, advice_48h},
                         {"nurse", 50, "护士接待", urgency::none, "请咨询护士。"},
                         {"clinic", 40, "门诊", urgency::none, "请预约门诊。"},
                         {"self-care", 10, "自我护理", urgency::none, ""}};
    made.fallback = {
        {{"没有看懂，请点选项。", {}}, {"还是没有看懂。", {offer::human, offer::back}}}, "human"};
    made.commands = {{"back", {"上一步", "返回"}}, {"quit", {"退出", "结束"}}};
    made.home_menu = {"lumbar", "neck", "hospital"};
    made.greeting = "您好。";
    made.program_notice = "我是自动程序。";
    made.unsupported = "请打字。";
    made.error_line = "出错了，紧急请拨打120。";
    made.emergency_builtin = "危险，请拨打120。";
    made.help = "帮助：可以回复数字。";
    made.goodbye = "再见。";
    made.resume_prompt = "继续上次的问答吗？";
    made.safety_net = safety_net;
    made.consent = {"v1", "是否同意记录？", "同意", "不同意", "好的，不记录。", true};
    made.age = {"请问年龄？", "请监护人带去医院。", "请监护人陪同。", true};
    made.hospital = {{"name", "示例医院"}, {"phone", "000-0000"}};
    made.human_queue = "spine-desk";
    return made;
}

}  // namespace

dialog::bundle make_bundle() {
    bundle all;
    all.project = make_project();
    put(all, make_lumbar());
    put(all, make_more());
    put(all, make_neck());
    put(all, make_hospital());
    put(all, make_emergency("emergency-er", advice_er, "er-now"));
    put(all, make_emergency("emergency-120", advice_120, "call-120"));
    for (const auto& [id, text] : {std::pair{"selfcare", "侧卧时屈膝。"},
                                   std::pair{"when-surgery", "手术要由医生面诊决定。"}}) {
        snippet made;
        made.id = id;
        made.blocks = {say_text{text}};
        all.snippets.emplace(id, made);
    }
    booking clinic;
    clinic.id = "spine-clinic";
    clinic.title = "预约脊柱外科";
    clinic.url = "https://booking.example.com/spine?side={side}&pain={pain}";
    clinic.parameters = {"side"};
    clinic.alt = "网上预约脊柱外科";
    all.bookings.emplace(clinic.id, clinic);
    all.queues.emplace("spine-desk", queue{"spine-desk", "导诊台", "", {}});
    all.interrupts = make_interrupts();
    all.ear = lexicon(make_concepts());
    dialog::fold_words(all);
    return all;
}

dialog::bundle without_doors() {
    bundle all = make_bundle();
    all.project.consent.required = false;
    all.project.age.required = false;
    return all;
}

std::vector<emergency_example> emergency_examples() {
    return {{"我下身发麻", "emergency-er"},
            {"尿不出来了", "emergency-er"},
            {"刚才拉裤子了", "emergency-er"},
            {"他突然嘴歪了", "emergency-120"},
            {"我不想活了", "emergency-120"},
            {"左边，刚才开始尿不出来了", "emergency-er"},
            {"没有发烧，但是憋不住尿", "emergency-er"}};
}

}  // namespace sample
