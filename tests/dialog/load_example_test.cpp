// The worked example of the format's description, with the shared files it leaves out.
#include "bot/dialog/canonical_form.h"
#include "bot/dialog/load.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialog {
namespace {

constexpr char leg_numbness[] = R"json({
  "format": "dialog/1", "flow": "leg-numbness", "title": "腰椎间盘突出·腿麻", "owner": "脊柱外科",
  "entry": {"menu": "腰痛腿麻", "concepts": ["leg-numb"]}, "outcomes": ["advised", "booked", "to-nurse"],
  "digressions": [{"concepts": ["surgery-question"], "snippet": "when-surgery"}],
  "slots": {
    "signs": {
      "type": "multi", "label": "危险信号", "private": true,
      "values": {"saddle": "会阴或肛门周围发麻", "urine": "大小便困难或失禁", "weak": "腿脚越来越没力气", "unsure": "说不清"}
    },
    "side": {"type": "choice", "label": "部位", "values": {"left": "左腿", "right": "右腿", "both": "两条腿"}},
    "since": {"type": "duration", "label": "病程", "max": "30y"},
    "pain": {"type": "number", "label": "疼痛评分", "min": 0, "max": 10, "integer": true},
    "risk": {"type": "score", "max": 10},
    "seats": {"type": "number", "label": "余号", "min": 0, "max": 999, "blank": "以页面为准"}
  },
  "conditions": {
    "cauda-equina": {"level": "er-now", "if": {"signs": {"any": ["saddle", "urine", "unsure"]}}},
    "needs-clinic": {"level": "clinic-7d", "if": {"any": [{"risk": {"min": 3}}, {"since": {"min": "6w"}}, {"since": {"known": false}}]}}
  },
  "start": "hello",
  "nodes": {
    "hello": {"type": "say", "say": ["下面几个问题约 1 分钟。", {"snippet": "not-a-diagnosis"}], "next": "ask-signs"},
    "ask-signs": {
      "type": "ask", "kind": "multi", "slot": "signs",
      "prompt": "现在有没有下面的情况？可多选，例如回复 1 3。", "short": "现在有哪几项？",
      "options": [
        {"pick": "saddle", "concepts": ["saddle-numb"]},
        {"pick": "urine", "concepts": ["urine-trouble"]},
        {"pick": "weak", "concepts": ["leg-weak"], "add": {"risk": 3}},
        {"pick": "unsure", "also": ["不知道", "不确定"]},
        {"none": "以上都没有", "also": ["没有", "都没有"]}
      ],
      "next": "triage"
    },
    "triage": {"type": "branch", "cases": [{"if": "cauda-equina", "go": "to-er"}], "else": "ask-side"},
    "to-er": {"type": "call", "flow": "emergency", "mode": "replace", "with": {"reason": "cauda-equina"}},
    "ask-side": {
      "type": "ask", "kind": "choice", "slot": "side",
      "prompt": "哪条腿麻？",
      "options": [{"pick": "left"}, {"pick": "right"}, {"pick": "both", "also": ["双腿", "两边"], "add": {"risk": 3}}],
      "next": "ask-since"
    },
    "ask-since": {
      "type": "ask", "kind": "duration", "slot": "since",
      "prompt": "麻了多久？例如：3 天、2 周、半年。",
      "skip": {"label": "记不清", "next": "ask-pain"},
      "fallback": {
        "steps": [{"say": "请回复数字加单位，例如：2 周。"}, {"say": "说个大概就行：几天、几周、几个月。", "offer": ["skip", "human"]}],
        "then": "nurse"
      },
      "silence": [{"after": "10m", "say": "还在吗？说个大概时间就可以继续。"}, {"after": "12h", "go": "see-clinic"}],
      "next": "ask-pain"
    },
    "ask-pain": {
      "type": "ask", "kind": "number", "slot": "pain",
      "prompt": "疼痛打几分？0 不痛，10 最痛。",
      "bands": {"risk": [{"min": 7, "add": 3}, {"min": 4, "add": 1}]},
      "next": "advise"
    },
    "advise": {"type": "say", "say": [{"snippet": "disc-selfcare"}, {"image": "posture-01", "alt": "图：侧卧屈膝"}], "next": "grade"},
    "grade": {"type": "branch", "cases": [{"if": "needs-clinic", "go": "seats"}], "else": "bye"},
    "seats": {
      "type": "action", "action": "clinic-openings",
      "in": {"dept": "spine"}, "out": {"seats": "/count"},
      "on": {"ok": "book", "empty": "nurse", "failed": "book"}
    },
    "book": {"type": "book", "booking": "spine-clinic", "say": "建议 1 周内看脊柱外科，余号 {seats}。", "next": "booked", "unavailable": "nurse"},
    "nurse": {
      "type": "handoff", "queue": "spine-desk",
      "say": "正在转接导诊护士。",
      "summary": ["signs", "side", "since", "pain"],
      "next": "handed", "closed": "see-clinic", "timeout": {"after": "5m", "go": "see-clinic"}
    },
    "booked": {"type": "end", "outcome": "booked", "disposition": "clinic-7d"},
    "handed": {"type": "end", "outcome": "to-nurse", "disposition": "nurse"},
    "see-clinic": {"type": "end", "say": "请 1 周内到脊柱外科就诊。", "outcome": "advised", "disposition": "clinic-7d"},
    "bye": {"type": "end", "say": [{"snippet": "when-to-return"}], "outcome": "advised", "disposition": "self-care"}
  }
}
)json";

constexpr char shared_interrupts[] = R"json([
  {"id": "er-cauda", "class": "emergency", "priority": 950, "concepts": ["urine-trouble", "saddle-numb"], "flow": "emergency", "level": "er-now",
    "confirm": {"say": "您是说自己现在出现了{concept}吗？", "no": "resume"}},
  {"id": "human", "class": "human", "priority": 800, "words": ["人工", "转人工", "找护士"]}
]
)json";

constexpr char shared_concepts[] = R"json({
  "urine-trouble": {
    "name": "大小便异常", "phrases": ["尿不出", "尿失禁", "漏尿", "憋不住尿", "大小便失禁"], "near": [["小便", "排尿", "大便"], ["困难", "费劲", "失禁"]],
    "examples": ["这两天小便有点费劲", "不是没有，是尿不出来"], "counter": ["没有大小便失禁", "小便不困难", "我妈去年尿失禁"]
  },
  "saddle-numb": {"name": "会阴发麻", "phrases": ["会阴发麻", "下身麻"]},
  "leg-weak": {"name": "腿没力气", "phrases": ["腿没力气", "腿没劲"]},
  "leg-numb": {"name": "腿麻", "phrases": ["腿麻", "腿发麻"]},
  "surgery-question": {"name": "问手术", "phrases": ["要不要手术", "要开刀吗"]}
}
)json";

constexpr char shared_snippets[] = R"json({
  "not-a-diagnosis": {"text": "这里不能代替医生看病。", "source": "科普文", "reviewedBy": "审核人", "reviewUntil": "2099-01-01"},
  "when-surgery": {"text": "要不要手术，由医生当面决定。", "source": "科普文", "reviewedBy": "审核人", "reviewUntil": "2099-01-01"},
  "disc-selfcare": {"text": "少弯腰，少久坐。", "source": "科普文", "reviewedBy": "审核人", "reviewUntil": "2099-01-01"},
  "when-to-return": {"text": "变重了，请尽快就诊。", "source": "科普文", "reviewedBy": "审核人", "reviewUntil": "2099-01-01"}
}
)json";

std::vector<source_file> worked_example() {
    std::vector<source_file> files = good_bundle();
    std::erase_if(files, [](const source_file& one) { return one.path == "flows/knee.json"; });
    spoil(files, "flows/leg-numbness.json", "", leg_numbness);
    spoil(files, "shared/interrupts.json", "", shared_interrupts);
    spoil(files, "shared/concepts.json", "", shared_concepts);
    spoil(files, "shared/snippets.json", "", shared_snippets);
    spoil(
        files, "shared/actions.json", "",
        R"({"clinic-openings": {"method": "GET", "url": "https://booking.example.com/seats", "outcomes": {"empty": {"pointer": "/count", "equals": 0}}}})");
    spoil(
        files, "shared/bookings.json", "",
        R"({"spine-clinic": {"title": "预约脊柱外科", "url": "https://booking.example.com/spine", "alt": "请打电话预约。", "hours": "全天"}})");
    spoil(files, "shared/queues.json", "",
          R"({"spine-desk": {"name": "脊柱外科护士台", "hours": "08:00-17:30"}})");
    spoil(files, "project.json", R"("homeMenu": ["knee"], "humanQueue": "desk")",
          R"("homeMenu": ["leg-numbness"], "humanQueue": "spine-desk")");
    spoil(files, "project.json", R"({"posture": "posture.png"})",
          R"({"posture-01": "posture.png"})");
    spoil(
        files, "project.json",
        R"({"id": "clinic", "rank": 40, "name": "门诊", "urgency": "none"},)",
        R"({"id": "nurse", "rank": 50, "name": "护士接诊"}, {"id": "clinic-7d", "rank": 40, "name": "一周内门诊"},)");
    spoil(files, "flows/emergency.json", R"("title": "急症")", R"("title": "急症处理")");
    return files;
}

TEST(WorkedExample, LoadsWithoutErrors) {
    const load_result result = load_bundle(worked_example());
    for (const problem& found : result.problems)
        EXPECT_NE(found.weight, gravity::error) << to_line(found);
    ASSERT_NE(result.script, nullptr);
    const flow* of = result.script->find_flow("leg-numbness");
    EXPECT_EQ(of->nodes.size(), 16u);
    EXPECT_EQ(of->start, "hello");
    EXPECT_EQ(std::get<handoff_node>(of->find_node("nurse")->what).timeout, minutes(5));
}

TEST(WorkedExample, IsWrittenInTheCanonicalForm) {
    json_document document{"flows/leg-numbness.json", leg_numbness, {}};
    std::vector<problem> problems;
    ASSERT_TRUE(parse_json(document, problems));
    // The example spreads one ladder over four lines that would fit on one.
    std::string expected = leg_numbness;
    const std::string spread = "{\n        \"steps\": [{\"say\": \"请回复";
    const std::size_t at = expected.find(spread);
    ASSERT_NE(at, std::string::npos);
    expected.replace(at, 10, "{");
    const std::string then = ",\n        \"then\": \"nurse\"\n      }";
    expected.replace(expected.find(then), then.size(), ", \"then\": \"nurse\"}");
    EXPECT_EQ(canonical_form(document), expected);
}

TEST(WorkedExample, NamesTheNodeThatWasMeant) {
    std::vector<source_file> files = worked_example();
    spoil(files, "flows/leg-numbness.json", R"("go": "to-er")", R"("go": "to-err")");
    const load_result result = load_bundle(files);
    ASSERT_EQ(result.problems.size(), 1u) << listing(result);
    EXPECT_EQ(to_line(result.problems[0]),
              "error DLG202 flows/leg-numbness.json:35:73 /nodes/triage/cases/0/go  节点 “to-err” "
              "不存在。 修正：是否想写 “to-er”？");
}

}  // namespace
}  // namespace dialog
