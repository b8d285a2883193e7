#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialog {
namespace {

constexpr char project_text[] = R"json({
  "format": "dialog/1", "title": "测试", "languages": ["zh-CN"],
  "hospital": {"name": "测试医院", "phone": "000-0000", "address": "测试路"},
  "homeMenu": ["knee"], "humanQueue": "desk",
  "greeting": "您好，我是自动程序。",
  "unsupported": "请打字。",
  "errorLine": "出了问题，急事请打120。",
  "emergencyBuiltin": "请马上打120。",
  "consent": {"version": "1", "required": true, "text": "可以问您吗？", "yesLabel": "同意", "noLabel": "不同意", "declined": "好的。"},
  "dispositions": [
    {"id": "er-now", "rank": 90, "name": "急诊", "urgency": "emergency", "advice": "请马上去急诊，或打120。"},
    {"id": "clinic", "rank": 40, "name": "门诊", "urgency": "none"},
    {"id": "self-care", "rank": 10, "name": "居家", "urgency": "none"}
  ],
  "channels": {"wechat-oa": {"messagesPerInbound": 2}, "wecom-kf": {"nativeMenu": true, "messagesPerInbound": 5}},
  "commands": {"back": ["上一步"], "human": ["转人工"]},
  "fallback": {"steps": [{"say": "没有听懂。", "offer": ["human"]}], "then": "human"},
  "allowedHosts": ["booking.example.com"],
  "bannedWords": ["确诊", "根治", "Z大"],
  "images": {"posture": "posture.png"}
}
)json";

constexpr char knee_text[] = R"json({
  "format": "dialog/1", "flow": "knee", "title": "膝痛", "owner": "骨科",
  "entry": {"menu": "膝盖疼", "concepts": ["knee-pain"]}, "outcomes": ["advised", "booked"],
  "digressions": [{"concepts": ["ask-cause"], "snippet": "causes"}],
  "slots": {
    "signs": {"type": "multi", "label": "危险信号", "private": true, "values": {"numb": "会阴发麻", "urine": "尿不出", "unsure": "说不清"}},
    "side": {"type": "choice", "label": "部位", "values": {"left": "左膝", "right": "右膝"}},
    "since": {"type": "duration", "label": "病程", "max": "30y"},
    "pain": {"type": "number", "label": "评分", "min": 0, "max": 10, "integer": true, "blank": "未说"},
    "risk": {"type": "score", "max": 10},
    "seats": {"type": "number", "label": "余号", "min": 0, "max": 99, "blank": "以页面为准"}
  },
  "conditions": {
    "danger": {"level": "er-now", "if": {"signs": {"any": ["numb", "urine", "unsure"]}}},
    "see": {"level": "clinic", "if": {"any": [{"risk": {"min": 3}}, {"since": {"min": "6w"}}, {"since": {"known": false}}]}}
  },
  "start": "hello",
  "nodes": {
    "hello": {"type": "say", "say": "先问几个问题。", "next": "ask-signs"},
    "ask-signs": {
      "type": "ask", "kind": "multi", "slot": "signs", "prompt": "现在有下面的情况吗？", "short": "有哪几项？",
      "options": [
        {"pick": "numb", "concepts": ["saddle-numb"]},
        {"pick": "urine", "concepts": ["urine-trouble"]},
        {"pick": "unsure", "also": ["不知道"]},
        {"none": "以上都没有", "also": ["没有"]}
      ],
      "next": "triage"
    },
    "triage": {"type": "branch", "cases": [{"if": "danger", "go": "to-er"}], "else": "ask-side"},
    "to-er": {"type": "call", "flow": "emergency", "mode": "replace", "with": {"reason": "danger"}},
    "ask-side": {
      "type": "ask", "kind": "choice", "slot": "side", "prompt": "哪边膝盖？",
      "options": [{"pick": "left"}, {"pick": "right", "also": ["右边"], "add": {"risk": 1}}],
      "next": "ask-since"
    },
    "ask-since": {
      "type": "ask", "kind": "duration", "slot": "since", "prompt": "疼了多久？",
      "skip": {"label": "记不清", "next": "ask-pain"},
      "fallback": {"steps": [{"say": "请回复数字加单位。"}], "then": "desk"},
      "silence": [{"after": "10m", "say": "还在吗？"}, {"after": "12h", "go": "see-clinic"}],
      "next": "ask-pain"
    },
    "ask-pain": {
      "type": "ask", "kind": "number", "slot": "pain", "prompt": "疼几分？",
      "bands": {"risk": [{"min": 7, "add": 3}, {"min": 4, "add": 1}]},
      "next": "grade"
    },
    "grade": {"type": "branch", "cases": [{"if": "see", "go": "seats"}], "else": "bye"},
    "seats": {"type": "action", "action": "openings", "in": {"dept": "knee"}, "out": {"seats": "/count"}, "on": {"ok": "book", "empty": "desk", "failed": "book"}},
    "book": {"type": "book", "booking": "clinic-page", "say": "建议看门诊，余号 {seats}。", "next": "booked", "unavailable": "desk"},
    "desk": {
      "type": "handoff", "queue": "desk", "say": "正在转人工。", "summary": ["signs", "pain"],
      "next": "see-clinic", "closed": "see-clinic", "timeout": {"after": "5m", "go": "see-clinic"}
    },
    "booked": {"type": "end", "outcome": "booked", "disposition": "clinic"},
    "see-clinic": {"type": "end", "say": "请到门诊看看。", "outcome": "advised", "disposition": "clinic"},
    "bye": {"type": "end", "say": [{"snippet": "causes"}, {"image": "posture", "alt": "图：侧卧"}], "outcome": "advised", "disposition": "self-care"}
  }
}
)json";

constexpr char emergency_text[] = R"json({
  "format": "dialog/1", "flow": "emergency", "title": "急症", "owner": "急诊",
  "outcomes": ["told"], "params": ["reason"],
  "slots": {
    "reason": {"type": "text", "label": "原因", "private": true, "blank": "未说"},
    "done": {"type": "yesno", "label": "打了吗"}
  },
  "start": "advice",
  "nodes": {
    "advice": {"type": "say", "say": "请马上去急诊，或打120。", "next": "ask-done"},
    "ask-done": {"type": "ask", "kind": "yesno", "slot": "done", "prompt": "打120了吗？", "next": "over"},
    "over": {"type": "end", "say": "请不要等。", "outcome": "told", "disposition": "er-now"}
  }
}
)json";

constexpr char interrupts_text[] = R"json([
  {"id": "er-cauda", "class": "emergency", "priority": 950, "concepts": ["urine-trouble", "saddle-numb"], "flow": "emergency", "level": "er-now",
    "confirm": {"say": "您是说自己现在出现了{concept}吗？", "no": "resume"}},
  {"id": "person", "class": "human", "priority": 800, "words": ["人工"]},
  {"id": "why", "class": "digression", "priority": 100, "concepts": ["ask-cause"], "snippet": "causes"}
]
)json";

constexpr char concepts_text[] = R"json({
  "urine-trouble": {"name": "尿不出", "phrases": ["尿不出", "排不出尿"], "examples": ["我尿不出来了"], "counter": ["没有尿不出"]},
  "saddle-numb": {"name": "会阴发麻", "phrases": ["会阴发麻", "下身麻"], "examples": ["下身麻了"]},
  "knee-pain": {"name": "膝盖疼", "phrases": ["膝盖疼", "膝痛"]},
  "ask-cause": {"name": "问原因", "phrases": ["为什么会", "什么原因"]}
}
)json";

constexpr char snippets_text[] = R"json({
  "causes": {"text": "膝盖会疼，原因很多。", "source": "科普文", "reviewedBy": "审核人", "reviewUntil": "2099-01-01"}
}
)json";

constexpr char actions_text[] = R"json({
  "openings": {"method": "GET", "url": "https://booking.example.com/seats", "timeoutMs": 3000, "outcomes": {"empty": {"status": 404}}}
}
)json";

constexpr char bookings_text[] = R"json({
  "clinic-page": {"title": "预约门诊", "url": "https://booking.example.com/knee", "alt": "请打电话预约。", "parameters": ["side"], "hours": "全天"}
}
)json";

constexpr char queues_text[] = R"json({"desk": {"name": "服务台", "hours": "08:00-17:30"}}
)json";

}  // namespace

std::vector<source_file> good_bundle() {
    return {{"project.json", project_text},           {"flows/knee.json", knee_text},
            {"flows/emergency.json", emergency_text}, {"shared/interrupts.json", interrupts_text},
            {"shared/concepts.json", concepts_text},  {"shared/snippets.json", snippets_text},
            {"shared/actions.json", actions_text},    {"shared/bookings.json", bookings_text},
            {"shared/queues.json", queues_text}};
}

void spoil(std::vector<source_file>& files, const std::string& file, const std::string& from,
           const std::string& to) {
    const auto at = std::find_if(files.begin(), files.end(),
                                 [&file](const source_file& one) { return one.path == file; });
    if (at == files.end()) {
        files.push_back({file, to});
        return;
    }
    if (from.empty()) {
        at->text = to;
        return;
    }
    const std::size_t place = at->text.find(from);
    ASSERT_NE(place, std::string::npos) << file << " does not hold " << from;
    ASSERT_EQ(at->text.find(from, place + 1), std::string::npos) << from << " is not unique";
    at->text.replace(place, from.size(), to);
}

std::vector<source_file> spoiled(const std::string& file, const std::string& from,
                                 const std::string& to) {
    std::vector<source_file> files = good_bundle();
    spoil(files, file, from, to);
    return files;
}

std::vector<source_file> mended(std::vector<source_file> files, const problem& found) {
    std::vector<edit> edits = found.fix;
    std::sort(edits.begin(), edits.end(),
              [](const edit& a, const edit& b) { return a.begin > b.begin; });
    for (source_file& file : files)
        if (file.path == found.file)
            for (const edit& one : edits)
                file.text.replace(one.begin, one.end - one.begin, one.text);
    return files;
}

std::string listing(const load_result& result) {
    std::string lines;
    for (const problem& one : result.problems) lines += to_line(one) + "\n";
    return lines;
}

}  // namespace dialog
