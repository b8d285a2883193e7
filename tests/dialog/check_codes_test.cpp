// One spoiled bundle per code: that code, at its place, and no other.
#include "bot/core/text.h"
#include "bot/dialog/codes.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace dialog {
namespace {

const std::string project_file = "project.json";
const std::string knee = "flows/knee.json";
const std::string emergency = "flows/emergency.json";
const std::string interrupts = "shared/interrupts.json";
const std::string concepts = "shared/concepts.json";
const std::string snippets = "shared/snippets.json";
const std::string actions = "shared/actions.json";
const std::string bookings = "shared/bookings.json";
const std::string queues = "shared/queues.json";

struct change {
    std::string file, from, to;
};
struct row {
    std::string name;
    int code;
    std::vector<change> changes;
    std::string file, pointer;
    std::string mark;  // a unique piece of the file, "|" where the problem is
};
void PrintTo(const row& one, std::ostream* out) {
    *out << one.name;
}

std::string place_of(const problem& found) {
    return std::to_string(found.at.line) + ":" + std::to_string(found.at.column);
}

// Line and column of the mark, counted in characters.
std::string place_of(const std::string& mark, const std::string& text) {
    const std::size_t bar = mark.find('|');
    const std::string piece = mark.substr(0, bar) + mark.substr(bar + 1);
    const std::size_t at = text.find(piece);
    EXPECT_NE(at, std::string::npos) << "no " << piece;
    EXPECT_EQ(text.find(piece, at + 1), std::string::npos) << piece << " is not unique";
    const std::string before = text.substr(0, at + bar);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;
    return std::to_string(line) + ":" +
           std::to_string(core::utf8_length(std::string_view(before).substr(line_begin)) + 1);
}

const std::string& text_of(const std::vector<source_file>& files, const std::string& path) {
    return std::find_if(files.begin(), files.end(),
                        [&path](const source_file& one) { return one.path == path; })
        ->text;
}

class Check : public testing::TestWithParam<row> {};

TEST_P(Check, FindsThatAndNothingElse) {
    std::vector<source_file> files = good_bundle();
    for (const change& one : GetParam().changes) spoil(files, one.file, one.from, one.to);
    const load_result result = load_bundle(files, "2026-11-22");
    ASSERT_EQ(result.problems.size(), 1u) << listing(result);
    const problem& found = result.problems[0];
    EXPECT_EQ(found.code, GetParam().code) << listing(result);
    ASSERT_EQ(found.file, GetParam().file) << listing(result);
    EXPECT_EQ(found.pointer, GetParam().pointer);
    EXPECT_EQ(place_of(found), place_of(GetParam().mark, text_of(files, found.file)))
        << listing(result);
    EXPECT_FALSE(found.zh.empty());
    EXPECT_FALSE(found.en.empty());
    EXPECT_EQ(result.script == nullptr, found.weight == gravity::error);
    if (!found.fix.empty()) {
        const load_result after = load_bundle(mended(files, found), "2026-11-22");
        for (const problem& left : after.problems)
            EXPECT_FALSE(left.code == found.code && left.pointer == found.pointer)
                << listing(after);
    }
}

std::string repeated(std::size_t times, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// One row a line reads as a table.
// clang-format off
const std::vector<row> shape_rows = {
    {"Syntax", 101, {{knee, R"("start": "hello",)", R"("start" "hello",)"}}, "flows/knee.json", "", R"(tart" |"hello",)"},
    {"ControlCharacter", 102, {{knee, "哪边膝盖", "哪边\x07膝盖"}}, "flows/knee.json", "", "哪边|\x07膝盖？"},
    {"DuplicateKey", 103, {{knee, R"("start": "hello",)", R"("start": "hello", "start": "hello",)"}}, "flows/knee.json", "/start", R"(llo", |"start":)"},
    {"TooManyOptions", 104, {{knee, R"({"pick": "left"},)", repeated(12, R"({"pick": "left"},)")}}, "flows/knee.json", "/nodes/ask-side/options", R"(ons": |[{"pick")"},
    {"TooDeepCondition", 104, {{knee, R"([{"if": "danger", "go")", R"([{"if": {"any": [{"any": [{"any": [{"side": "left"}]}]}]}, "go")"}}, "flows/knee.json", "/nodes/triage/cases/0/if/any/0/any/0/any/0", R"(ny": [|{"side":)"},
    {"UnknownFormat", 105, {{knee, "dialog/1", "dialog/2"}}, "flows/knee.json", "/format", R"(mat": |"dialog/)"},
    {"UnknownField", 106, {{knee, R"("prompt": "哪边膝盖？")", R"("promt": "哪边膝盖？")"}}, "flows/knee.json", "/nodes/ask-side/promt", R"(ide", |"promt":)"},
    {"UnknownFieldFarFromAny", 106, {{knee, R"("start": "hello",)", R"("start": "hello", "voice-colour": 1,)"}}, "flows/knee.json", "/voice-colour", R"(llo", |"voice-c)"},
    {"UnknownTest", 106, {{knee, R"({"risk": {"min": 3}})", R"({"risk": {"mim": 3}})"}}, "flows/knee.json", "/conditions/see/if/any/0/risk/mim", R"(sk": {|"mim": 3)"},
    {"MissingField", 107, {{knee, R"("prompt": "哪边膝盖？",)", ""}}, "flows/knee.json", "/nodes/ask-side", "ide\": |{\n      "},
    {"WrongKind", 108, {{knee, R"("integer": true)", R"("integer": "yes")"}}, "flows/knee.json", "/slots/pain/integer", R"(ger": |"yes", ")"},
    {"WrongWord", 108, {{knee, R"("type": "book")", R"("type": "bok")"}}, "flows/knee.json", "/nodes/book/type", R"(ype": |"bok", ")"},
    {"WrongDuration", 108, {{knee, R"("after": "10m")", R"("after": "ten")"}}, "flows/knee.json", "/nodes/ask-since/silence/0/after", R"(ter": |"ten", ")"},
    {"WrongTimeOfDay", 108, {{project_file, R"("homeMenu")", R"("quietHours": {"from": "21:00", "to": "24:00"}, "homeMenu")"}}, project_file, "/quietHours/to", R"("to": |"24:00")"},
    {"WrongDate", 108, {{snippets, "2099-01-01", "2099-02-30"}}, "shared/snippets.json", "/causes/reviewUntil", R"(til": |"2099-02)"},
    {"BadName", 109, {{knee, R"("fallback": {"steps")", R"("set": {}, "fallback": {"steps")"}, {knee, R"("seats": {"type": "number")", R"("Sitze": {"type": "number")"}}, "flows/knee.json", "/slots/Sitze", ",\n    |\"Sitze\":"},
    {"FlowIsNotTheFileName", 109, {{emergency, R"("flow": "emergency")", R"("flow": "emergencies")"}}, "flows/emergency.json", "/flow", R"(low": |"emergen)"},
    {"TwoInterruptsOfOneId", 109, {{interrupts, R"("id": "why")", R"("id": "person")"}}, "shared/interrupts.json", "/2/id", "\"]},\n  {\"id\": |\"person\", \"class"},
};

const std::vector<row> reference_rows = {
    {"StartDoesNotExist", 201, {{knee, R"("start": "hello")", R"("start": "helo")"}}, "flows/knee.json", "/start", "art\": |\"helo\",\n"},
    {"TargetDoesNotExist", 202, {{knee, R"("go": "to-er")", R"("go": "to-err")"}}, "flows/knee.json", "/nodes/triage/cases/0/go", R"("go": |"to-err")"},
    {"SnippetDoesNotExist", 203, {{interrupts, R"("snippet": "causes")", R"("snippet": "cause")"}}, "shared/interrupts.json", "/2/snippet", R"(pet": |"cause"})"},
    {"ConditionDoesNotExist", 203, {{knee, R"([{"if": "danger", "go")", R"([{"if": "dangr", "go")"}, {knee, R"("danger": {"level")", R"("danger": {"note": "x", "level")"}}, "flows/knee.json", "/nodes/triage/cases/0/if", R"("if": |"dangr",)"},
    {"DispositionDoesNotExist", 203, {{knee, R"("outcome": "booked", "disposition": "clinic")", R"("outcome": "booked", "disposition": "clinik")"}}, "flows/knee.json", "/nodes/booked/disposition", R"(ion": |"clinik")"},
    {"OutcomeUnrouted", 204, {{knee, R"({"type": "call", "flow": "emergency", "mode": "replace", "with": {"reason": "danger"}})", R"({"type": "call", "flow": "emergency", "on": {}})"}}, "flows/knee.json", "/nodes/to-er/on", "\"on\": |{}},\n   "},
    {"OutcomeNeverGiven", 204, {{knee, R"("empty": "desk")", R"("full": "desk")"}}, "flows/knee.json", "/nodes/seats/on/full", R"(ook", |"full": )"},
    {"ConditionCircle", 205, {{knee, R"({"any": [{"risk": {"min": 3}},)", R"({"any": ["see", {"risk": {"min": 3}},)"}}, "flows/knee.json", "/conditions/see", ",\n    |\"see\": {"},
    {"WordListDoesNotExist", 203, {{"shared/words.json", "", R"({"part": ["膝盖"]})"}, {concepts, R"("phrases": ["膝盖疼", "膝痛"])", R"("near": [["@part"], ["@pian"]], "except": ["@part"])"}}, concepts, "/knee-pain/near/1/0", R"([|"@pian"])"},
    {"UnusedWordList", 206, {{"shared/words.json", "", R"({"part": ["膝盖"]})"}}, "shared/words.json", "/part", R"({|"part")"},
    {"UnusedSlot", 206, {{knee, R"("slots": {)", R"("slots": {"spare": {"type": "date", "label": "日期"},)"}}, "flows/knee.json", "/slots/spare", R"(ts": {|"spare":)"},
    {"UnusedSnippet", 206, {{snippets, R"({
  "causes")", R"({"spare": {"text": "一段。", "source": "书", "reviewedBy": "人", "reviewUntil": "2099-01-01"},
  "causes")"}}, "shared/snippets.json", "/spare", R"({|"spare":)"},
};

const std::vector<row> graph_rows = {
    {"Unreachable", 301, {{knee, R"("booked": {"type")", R"("lost": {"type": "say", "say": "好。", "next": "booked"},
    "booked": {"type")"}}, "flows/knee.json", "/nodes/lost", ",\n    |\"lost\": "},
    {"NoWayOn", 302, {{knee, R"("say": "先问几个问题。", "next": "ask-signs")", R"("say": "先问几个问题。")"}, {knee, R"("start": "hello",)", R"("start": "hello", "onUpgrade": "ask-signs",)"}}, "flows/knee.json", "/nodes/hello", "{\n    |\"hello\":"},
    {"NoEnd", 303, {{emergency, R"("next": "over"})", R"("next": "again"}, "again": {"type": "ask", "kind": "yesno", "slot": "done", "prompt": "再打一次？", "next": "ask-done"})"}, {emergency, R"("start": "advice",)", R"("start": "advice", "onUpgrade": "over",)"}}, "flows/emergency.json", "/nodes/advice", "{\n    |\"advice\""},
    {"LoopWithoutQuestion", 304, {{emergency, R"("over": {"type": "end", "say": "请不要等。")", R"("wait": {"type": "branch", "cases": [{"if": {"done": "yes"}, "go": "over"}], "else": "loop"},
    "loop": {"type": "say", "say": "请打120。", "next": "wait"},
    "over": {"type": "end", "say": "请不要等。")"}, {emergency, R"("next": "over"})", R"("next": "wait"})"}}, "flows/emergency.json", "/nodes/wait", ",\n    |\"wait\": "},
};

const std::vector<row> silence_rows = {
    {"NoAnswerLeadsOut", 305, {{knee, R"([{"pick": "left"}, {"pick": "right", "also": ["右边"], "add": {"risk": 1}}],
      "next": "ask-since")", R"([{"pick": "left", "go": "ask-side"}, {"pick": "right", "also": ["右边"], "add": {"risk": 1}, "go": "ask-side"}],
      "fallback": {"steps": [{"say": "请再说一次。"}], "then": "ask-since"})"}}, knee, "/nodes/ask-side", ",\n    |\"ask-side\""},
    {"ReminderAfterTheWindow", 801, {{project_file, R"("wechat-oa": {)", R"("wechat-oa": {"window": "6h", )"}}, knee, "/nodes/ask-since/silence/1/after", R"({"after": |"12h")"},
    {"RemindersDoNotRise", 802, {{knee, R"("after": "12h")", R"("after": "10m")"}}, knee, "/nodes/ask-since/silence/1/after", R"(}, {"after": |"10m")"},
    {"ThreeReminders", 802, {{knee, R"({"after": "12h", "go": "see-clinic"})", R"({"after": "20m", "say": "在吗？"}, {"after": "30m", "say": "还在？"})"}}, knee, "/nodes/ask-since/silence/2", R"(: "在吗？"}, |{"after")"},
    {"ReminderWithoutWords", 802, {{knee, R"({"after": "10m", "say": "还在吗？"})", R"({"after": "10m"})"}}, knee, "/nodes/ask-since/silence/0", R"(nce": [|{"after")"},
    {"FollowUpAfterTheWindow", 801, {{knee, R"("say": "请到门诊看看。", "outcome": "advised", "disposition": "clinic")", R"("say": "请到门诊看看。", "outcome": "advised", "disposition": "clinic", "followUp": {"after": "3d", "say": "好些吗？"})"}}, knee, "/nodes/see-clinic/followUp/after", R"({"after": |"3d")"},
    {"FollowUpAtNight", 803, {{project_file, R"("homeMenu")", R"("quietHours": {"from": "21:00", "to": "08:00"}, "homeMenu")"}, {knee, R"({"after": "12h", "go")", R"({"after": "26h", "go")"}, {knee, R"("say": "请到门诊看看。", "outcome": "advised", "disposition": "clinic")", R"("say": "请到门诊看看。", "outcome": "advised", "disposition": "clinic", "followUp": {"after": "36h", "say": "好些吗？"})"}}, knee, "/nodes/see-clinic/followUp/after", R"({"after": |"36h")"},
    {"ReminderAtNight", 803, {{project_file, R"("homeMenu")", R"("quietHours": {"from": "21:00", "to": "08:00"}, "homeMenu")"}}, knee, "/nodes/ask-since/silence/1/after", R"({"after": |"12h")"},
};

const std::vector<row> review_rows = {
    {"SnippetPastReview", 909, {{snippets, "2099-01-01", "2026-11-21"}}, snippets, "/causes/reviewUntil", R"(til": |"2026)"},
    {"FlowPastReview", 909, {{knee, R"("owner": "骨科",)", R"("owner": "骨科", "reviewUntil": "2026-01-01",)"}}, knee, "/reviewUntil", R"(til": |"2026)"},
    {"AuthorReviewsHimself", 910, {{snippets, R"("reviewedBy": "审核人")", R"("author": "审核人", "reviewedBy": "审核人")"}}, snippets, "/causes/reviewedBy", R"(dBy": |"审核人")"},
};

const std::vector<row> route_rows = {
    {"ActionWithoutFailed", 804, {{knee, R"(, "failed": "book")", ""}}, "flows/knee.json", "/nodes/seats/on", R"("on": |{"ok": ")"},
    {"ActionOnForeignHost", 805, {{actions, "https://booking.example.com/seats", "https://example.org/seats"}}, "shared/actions.json", "/openings/url", R"(url": |"https:/)"},
    {"ActionFillsAScore", 805, {{knee, R"("out": {"seats": "/count"})", R"("out": {"seats": "/count", "risk": "/risk"})"}}, knee, "/nodes/seats/out/risk", R"("risk": |"/risk")"},
    {"ActionOutputIsNoPointer", 805, {{knee, R"("out": {"seats": "/count"})", R"("out": {"seats": "count"})"}}, knee, "/nodes/seats/out/seats", R"("seats": |"count")"},
    {"ActionTooSlow", 805, {{actions, R"("timeoutMs": 3000)", R"("timeoutMs": 9000)"}}, "shared/actions.json", "/openings/timeoutMs", R"(tMs": |9000, "o)"},
    {"HandoffWithoutTimeout", 806, {{knee, R"(, "timeout": {"after": "5m", "go": "see-clinic"})", ""}}, "flows/knee.json", "/nodes/desk", ",\n    |\"desk\": "},
    {"DeskWithoutHours", 807, {{queues, R"(, "hours": "08:00-17:30")", ""}}, "shared/queues.json", "/desk", R"({|"desk": )"},
    {"NobodyForHuman", 807, {{project_file, R"(, "humanQueue": "desk")", ""}}, "project.json", "", "|{\n  \"for"},
    {"LadderWithoutEnd", 810, {{knee, R"(}], "then": "desk"})", R"(}]})"}}, "flows/knee.json", "/nodes/ask-since/fallback", R"(ack": |{"steps")"},
    {"LadderBackToTheQuestion", 810, {{knee, R"("then": "desk")", R"("then": "ask-since")"}}, "flows/knee.json", "/nodes/ask-since/fallback/then", R"(hen": |"ask-sin)"},
    {"DefaultLadderWithoutEnd", 810, {{project_file, R"(, "then": "human")", ""}}, "project.json", "/fallback", R"(ack": |{"steps")"},
};

const std::vector<row> slot_rows = {
    {"SlotUnknown", 401, {{knee, R"("summary": ["signs", "pain"])", R"("summary": ["signs", "pein"])"}}, "flows/knee.json", "/nodes/desk/summary/1", R"(gns", |"pein"],)"},
    {"ParameterUnknown", 401, {{knee, R"({"reason": "danger"})", R"({"cause": "danger"})"}}, "flows/knee.json", "/nodes/to-er/with/cause", R"(th": {|"cause":)"},
    {"TestDoesNotFit", 402, {{knee, R"({"risk": {"min": 3}})", R"({"side": {"min": 3}})"}}, "flows/knee.json", "/conditions/see/if/any/0/side", R"(ide": |{"min": )"},
    {"KindDoesNotFit", 402, {{knee, R"("kind": "choice", "slot": "side")", R"("kind": "yesno", "slot": "side")"}}, "flows/knee.json", "/nodes/ask-side/kind", R"(ind": |"yesno",)"},
    {"ValueUnknown", 403, {{knee, R"(["numb", "urine", "unsure"]}}})", R"(["num", "numb", "urine", "unsure"]}}})"}}, "flows/knee.json", "/conditions/danger/if/signs/any/0", R"(ny": [|"num", ")"},
    {"PickUnknown", 403, {{knee, R"({"pick": "left"})", R"({"pick": "lefd"})"}}, "flows/knee.json", "/nodes/ask-side/options/0/pick", R"(ick": |"lefd"},)"},
    {"AddToNoScore", 408, {{knee, R"("add": {"risk": 1})", R"("add": {"pain": 1})"}}, "flows/knee.json", "/nodes/ask-side/options/1/add/pain", R"(dd": {|"pain": )"},
    {"BandsOverlap", 408, {{knee, R"({"min": 7, "add": 3}, {"min": 4, "add": 1})", R"({"min": 4, "add": 1}, {"min": 7, "add": 3})"}}, "flows/knee.json", "/nodes/ask-pain/bands/risk/1", R"(: 1}, |{"min": )"},
    {"ScoreNeverReached", 408, {{knee, R"({"any": [{"risk": {"min": 3}},)", R"({"any": [{"risk": {"min": 3}}, {"risk": {"min": 11}},)"}}, "flows/knee.json", "/conditions/see/if/any/1/risk", R"( {"risk": |{"min": 11}})"},
    {"ReadNeverWritten", 407, {{knee, R"(, "out": {"seats": "/count"})", ""}}, "flows/knee.json", "/slots/seats", " 10},\n    |\"seats\": {\"t"},
    {"PrivateInBooking", 409, {{bookings, R"(["side"])", R"(["side", "signs"])"}}, "flows/knee.json", "/nodes/book/booking", R"(ing": |"clinic-)"},
    {"PatientSlotDiffers", 410, {{knee, R"("pain": {"type": "number", "label": "评分", "min": 0)", R"("pain": {"type": "number", "label": "评分", "scope": "patient", "min": 0)"}, {emergency, R"("slots": {)", R"("slots": {"pain": {"type": "number", "label": "评分", "scope": "patient", "blank": "无"},)"}, {emergency, R"("请马上去急诊，或打120。")", R"("请马上去急诊，或打120。{pain}")"}}, "flows/knee.json", "/slots/pain", ",\n    |\"pain\": "},
};

const std::string late_flow = R"json({
  "format": "dialog/1", "flow": "late", "title": "迟", "owner": "骨科", "entry": {"menu": "另一个"}, "outcomes": ["done"],
  "slots": {
    "a": {"type": "yesno", "label": "一"}, "b": {"type": "yesno", "label": "二"}, "c": {"type": "yesno", "label": "三"},
    "sign": {"type": "yesno", "label": "危险"}
  },
  "conditions": {"danger": {"level": "er-now", "if": {"sign": ["yes", "unsure"]}}},
  "start": "ask-a",
  "nodes": {
    "ask-a": {"type": "ask", "kind": "yesno", "slot": "a", "prompt": "一？", "next": "ask-b"},
    "ask-b": {"type": "ask", "kind": "yesno", "slot": "b", "prompt": "二？", "next": "ask-c"},
    "ask-c": {"type": "ask", "kind": "yesno", "slot": "c", "prompt": "三？", "next": "ask-sign"},
    "ask-sign": {"type": "ask", "kind": "yesno", "slot": "sign", "prompt": "有危险吗？", "next": "sort"},
    "sort": {"type": "branch", "cases": [{"if": "danger", "go": "to-er"}], "else": "over"},
    "to-er": {"type": "call", "flow": "emergency", "mode": "replace"},
    "over": {"type": "end", "say": "好。", "outcome": "done", "disposition": "self-care"}
  }
}
)json";

const std::vector<row> path_rows = {
    {"SkippedSign", 404, {{knee, R"("short": "有哪几项？",)", R"("short": "有哪几项？", "skip": {"label": "跳过", "next": "ask-side"},)"}}, knee, "/conditions/danger", "{\n    |\"danger\""},
    {"CaseOnUnsetSlot", 404, {{knee, R"([{"if": "danger", "go": "to-er"}])", R"([{"if": "danger", "go": "to-er"}, {"if": {"side": "left"}, "go": "ask-side"}])"}}, knee, "/nodes/triage/cases/1/if", R"("if": |{"side":)"},
    {"TextShowsUnset", 405, {{knee, R"("integer": true, "blank": "未说")", R"("integer": true)"}, {knee, R"("say": "请到门诊看看。")", R"("say": "评分 {pain}，请到门诊看看。")"}}, knee, "/nodes/see-clinic/say", R"(say": |"评分 )"},
    {"NeverTrue", 406, {{knee, R"("conditions": {)", R"("conditions": {"odd": {"level": "clinic", "if": {"pain": {"min": 11}}},)"}}, knee, "/conditions/odd", R"(ns": {|"odd": {)"},
    {"HiddenCase", 308, {{knee, R"([{"if": "danger", "go": "to-er"}])", R"([{"if": "danger", "go": "to-er"}, {"if": {"signs": {"any": ["numb"]}}, "go": "ask-side"}])"}}, knee, "/nodes/triage/cases/1", R"(er"}, |{"if": {)"},
    {"ElseNeverHappens", 309, {{knee, R"([{"if": "danger", "go": "to-er"}])", R"([{"if": "danger", "go": "to-er"}, {"if": {"signs": {"known": true}}, "go": "ask-side"}, {"if": {"signs": {"known": false}}, "go": "ask-side"}])"}}, knee, "/nodes/triage/else", R"(lse": |"ask-sid)"},
    {"EmergencyOptionEndsLow", 703, {{knee, R"(["numb", "urine", "unsure"]}}})", R"(["urine", "unsure"]}}})"}}, knee, "/nodes/ask-signs/options/0", "[\n        |{\"pick\": \"nu"},
    {"LevelNotReached", 704, {{knee, R"("conditions": {)", R"("conditions": {"hot": {"level": "er-now", "if": {"pain": {"min": 9}}},)"}}, knee, "/nodes/bye/disposition", R"(ion": |"self-ca)"},
    {"EndWithoutDisposition", 704, {{knee, R"("outcome": "booked", "disposition": "clinic")", R"("outcome": "booked")"}}, knee, "/nodes/booked", ",\n    |\"booked\""},
    {"NobodyMayBeUnsure", 707, {{knee, R"({"pick": "unsure", "also": ["不知道"]},)", ""}}, knee, "/nodes/ask-signs", ",\n    |\"ask-signs\""},
    {"WarningSignAskedLate", 706, {{"flows/late.json", "", late_flow}}, "flows/late.json", "/nodes/ask-sign", ",\n    |\"ask-sig"},
};

const std::string long_text = repeated(16, "每句话都不长，但是加在一起就很长了，一条消息装不下。");

const std::vector<row> text_rows = {
    {"EmptyText", 501, {{knee, "请到门诊看看。", "  "}}, knee, "/nodes/see-clinic/say", R"(say": |"  ", "o)"},
    {"EmptySynonym", 501, {{knee, R"("also": ["不知道"])", R"("also": ["不知道", ""])"}}, knee, "/nodes/ask-signs/options/2/also/1", "道\", |\"\"]},\n  "},
    {"SnippetWithoutText", 501, {{snippets, R"("text": "膝盖会疼，原因很多。", )", ""}}, snippets, "/causes", "{\n  |\"causes\""},
    {"TooLong", 502, {{knee, "请到门诊看看。", repeated(5, long_text)}, {project_file, R"("wechat-oa": {)", R"("wechat-oa": {"textBytes": 4096, )"}, {project_file, R"("wecom-kf": {)", R"("wecom-kf": {"textBytes": 6000, )"}}, knee, "/nodes/see-clinic/say", R"(say": |"每句话)"},
    {"TooManyForNativeMenu", 503, {{project_file, R"("nativeMenu": true)", R"("nativeMenu": true, "menuItems": 3)"}}, knee, "/nodes/ask-signs/options", "ons\": |[\n      "},
    {"LabelTooLong", 504, {{project_file, R"("wechat-oa": {)", R"("wechat-oa": {"labelBytes": 14, )"}}, knee, "/nodes/ask-signs/options/3", R"(      |{"none":)"},
    {"TooManyMessages", 505, {{project_file, R"({"messagesPerInbound": 2})", R"({"messagesPerInbound": 1})"}}, knee, "/nodes/grade", ",\n    |\"grade\":"},
    {"TooManyReminders", 505, {{knee, R"("say": "先问几个问题。")", R"("say": ["先问几个问题。", {"image": "posture", "alt": "图"}, {"image": "posture", "alt": "图"}, {"image": "posture", "alt": "图"}])"}, {knee, R"("next": "triage"
    })", R"("next": "triage", "silence": [{"after": "10m", "say": "还在吗？"}, {"after": "1h", "say": "还在吗？"}]
    })"}, {project_file, R"({"messagesPerInbound": 2})", R"({"messagesPerInbound": 5})"}}, knee, "/nodes/hello", "{\n    |\"hello\""},
    {"PictureWithoutWords", 506, {{knee, R"(, "alt": "图：侧卧")", ""}}, knee, "/nodes/bye/say/1", R"(es"}, |{"image")"},
    {"UnknownPlaceholder", 509, {{knee, "余号 {seats}", "余号 {seat}"}}, knee, "/nodes/book/say", R"(say": |"建议看)"},
    {"UnbalancedPlaceholder", 509, {{knee, "请到门诊看看。", "请到{门诊看看。"}}, knee, "/nodes/see-clinic/say", R"(say": |"请到{)"},
    {"BookingOnForeignHost", 510, {{bookings, "https://booking.example.com/knee", "http://booking.example.com/knee"}}, bookings, "/clinic-page/url", R"(url": |"http://)"},
    {"BannedWord", 511, {{knee, "请到门诊看看。", "可以根治。"}}, knee, "/nodes/see-clinic/say", R"(say": |"可以根)"},
    {"BannedWordDodged", 511, {{snippets, "原因很多。", "可以根 . 治。"}}, snippets, "/causes/text", R"(ext": |"膝盖会)"},
    {"LabelStartsWithDigit", 512, {{knee, R"("left": "左膝")", R"("left": "1 左膝")"}}, knee, "/slots/side/values/left", R"(eft": |"1 左膝)"},
    {"LongSentence", 512, {{knee, "请到门诊看看。", repeated(6, "请到门诊看看，")}}, knee, "/nodes/see-clinic/say", R"(say": |"请到门)"},
    {"PhoneInText", 713, {{knee, "请到门诊看看。", "请打0531-12345678。"}}, knee, "/nodes/see-clinic/say", R"(say": |"请打0)"},
    {"AddressInText", 713, {{project_file, R"("address": "测试路")", R"("address": "测试路1号")"}, {knee, "请到门诊看看。", "请到测试路1号。"}}, knee, "/nodes/see-clinic/say", R"(say": |"请到测)"},
};

const std::vector<row> word_rows = {
    {"TwoOptionsAcceptOneWord", 601, {{knee, R"("also": ["右边"])", R"("also": ["右边", "左膝"])"}}, knee, "/nodes/ask-side/options/1/also/1", R"(边", |"左膝")"},
    {"SynonymIsAnotherNumber", 601, {{knee, R"("also": ["右边"])", R"("also": ["右边", "１"])"}}, knee, "/nodes/ask-side/options/1/also/1", R"(边", |"１"], )"},
    {"SynonymIsACommand", 602, {{knee, R"("also": ["右边"])", R"("also": ["右边", "上一步"])"}}, knee, "/nodes/ask-side/options/1/also/1", R"(边", |"上一步)"},
    {"PhraseOfTwoConcepts", 603, {{concepts, R"("phrases": ["膝盖疼", "膝痛"])", R"("phrases": ["膝盖疼", "膝痛", "下身麻"])"}}, concepts, "/knee-pain/phrases/2", R"(痛", |"下身麻)"},
    {"ExampleNotHeard", 604, {{concepts, R"("examples": ["下身麻了"])", R"("examples": ["下身麻了", "今天天气好"])"}}, concepts, "/saddle-numb/examples/1", R"(了", |"今天天)"},
    {"CounterExampleHeard", 604, {{concepts, R"("counter": ["没有尿不出"])", R"("counter": ["没有尿不出", "我尿不出"])"}}, concepts, "/urine-trouble/counter/1", R"(出", |"我尿不)"},
    {"PhraseOfOneCharacter", 605, {{concepts, R"("phrases": ["膝盖疼", "膝痛"])", R"("phrases": ["膝盖疼", "膝痛", "膝"])"}}, concepts, "/knee-pain/phrases/2", R"(痛", |"膝"]},)"},
};

const std::string chatty_flow = R"json({
  "format": "dialog/1", "flow": "chatty", "title": "闲谈", "owner": "骨科", "outcomes": ["done"],
  "slots": {"a": {"type": "yesno", "label": "一"}},
  "start": "one",
  "nodes": {
    "one": {"type": "ask", "kind": "yesno", "slot": "a", "prompt": "一？", "next": "two"},
    "two": {"type": "ask", "kind": "yesno", "slot": "a", "prompt": "二？", "next": "three"},
    "three": {"type": "ask", "kind": "yesno", "slot": "a", "prompt": "三？", "next": "over"},
    "over": {"type": "end", "say": "好。", "outcome": "done", "disposition": "self-care"}
  }
}
)json";

const std::vector<row> safety_rows = {
    {"EmergencySwitchedOff", 701, {{knee, R"("start": "hello",)", R"("off": ["er-cauda"], "start": "hello",)"}}, knee, "/off/0", R"(ff": [|"er-caud)"},
    {"EmergencyOnlyOnce", 701, {{interrupts, R"("level": "er-now",)", R"("level": "er-now", "once": true,)"}}, interrupts, "/0/once", "nce\": |true,\n  "},
    {"EmergencyOutranked", 701, {{interrupts, R"("priority": 800)", R"("priority": 980)"}}, interrupts, "/1/priority", R"(ity": |980, "wo)"},
    {"EmergencyWithoutFlow", 701, {{interrupts, R"("flow": "emergency", )", ""}}, interrupts, "/0", "[\n  |{\"id\": \""},
    {"EmergencyAsksFirst", 702, {{emergency, R"("start": "advice")", R"("start": "ask-done")"}, {emergency, R"("next": "over"})", R"("next": "advice"})"}, {emergency, R"("say": "请马上去急诊，或打120。", "next": "ask-done")", R"("say": "请马上去急诊，或打120。", "next": "over")"}}, emergency, "/nodes/ask-done", ",\n    |\"ask-don"},
    {"EmergencyEndsLow", 702, {{emergency, R"("disposition": "er-now")", R"("disposition": "clinic")"}, {knee, R"("conditions": {
    "danger": {"level": "er-now",)", R"("conditions": {
    "danger": {)"}, {knee, R"({"pick": "numb", "concepts": ["saddle-numb"]},
        {"pick": "urine", "concepts": ["urine-trouble"]},)", R"({"pick": "numb"}, {"pick": "urine"},)"}}, emergency, "/nodes/over/disposition", R"(ion": |"clinic")"},
    {"DigressionAsksTooMuch", 705, {{"flows/chatty.json", "", chatty_flow}, {knee, R"([{"concepts": ["ask-cause"], "snippet": "causes"}],)", R"([{"concepts": ["ask-cause"], "flow": "chatty"}],)"}}, knee, "/digressions/0/flow", R"(low": |"chatty")"},
    {"DigressionCannotReturn", 705, {{knee, R"([{"concepts": ["ask-cause"], "snippet": "causes"}],)", R"([{"concepts": ["ask-cause"], "flow": "knee"}],)"}}, knee, "/digressions/0/flow", R"(low": |"knee"}])"},
    {"BuiltInTextWithout120", 708, {{project_file, "请马上打120。", "请马上去医院。"}}, project_file, "/emergencyBuiltin", R"(tin": |"请马上)"},
    {"EmergencyWithoutAdvice", 708, {{project_file, R"(, "advice": "请马上去急诊，或打120。")", ""}}, project_file, "/dispositions/0", "[\n    |{\"id\": \""},
    {"EmergencyTextTooLong", 708, {{project_file, "请马上打120。", "请马上打120。" + repeated(3, long_text)}}, project_file, "/emergencyBuiltin", R"(tin": |"请马上)"},
    {"EducationThenBooking", 711, {{knee, R"("on": {"ok": "book",)", R"("on": {"ok": "teach",)"}, {knee, R"("booked": {"type")", R"("teach": {"type": "say", "say": {"snippet": "causes"}, "next": "book"},
    "booked": {"type")"}}, knee, "/nodes/book", ",\n    |\"book\": "},
    {"EducationThenPhoneAcrossFlows", 711, {{knee, R"("say": "先问几个问题。", "next": "ask-signs")", R"("say": {"snippet": "causes"}, "next": "side-flow")"}, {knee, R"("booked": {"type")", R"("side-flow": {"type": "call", "flow": "place", "on": {"done": "ask-signs"}},
    "booked": {"type")"}, {"flows/place.json", "", R"({"format": "dialog/1", "flow": "place", "title": "地址", "owner": "门诊", "outcomes": ["done"], "start": "tell",
  "nodes": {"tell": {"type": "end", "say": "{hospital.address}", "outcome": "done", "disposition": "self-care"}}})"}}, "flows/place.json", "/nodes/tell", R"(es": {|"tell": )"},
    {"SnippetNotReviewed", 712, {{snippets, R"("source": "科普文", )", ""}}, snippets, "/causes", "{\n  |\"causes\""},
    {"SnippetAwaitsSignature", 712, {{snippets, R"("reviewedBy": "审核人")", R"("reviewedBy": "待审")"}}, snippets, "/causes/reviewedBy", R"(dBy": |"待审")"},
    {"NoConsent", 714, {{project_file, R"("required": true)", R"("required": false)"}}, project_file, "/consent/required", R"(red": |false, ")"},
};

const std::string many_nodes = [] {
    std::string nodes;
    for (int i = 0; i < 70; ++i)
        nodes += "\"s" + std::to_string(i) + "\": {\"type\": \"branch\", \"cases\": [{\"if\": \"see\", \"go\": \"s" + std::to_string(i + 1) + "\"}], \"else\": \"s" + std::to_string(i + 1) + "\"},\n";
    return nodes + R"("s70": {"type": "branch", "cases": [{"if": "see", "go": "seats"}], "else": "bye"})";
}();

const std::vector<row> call_rows = {
    {"RunTooLong", 306, {{knee, R"("grade": {"type": "branch", "cases": [{"if": "see", "go": "seats"}], "else": "bye"})", many_nodes}, {knee, R"("next": "grade")", R"("next": "s0")"}}, knee, "/nodes/s0", ",\n    |\"s0\": {\""},
    {"CallsCircle", 205, {{emergency, R"("next": "over"})", R"("next": "back"}, "back": {"type": "call", "flow": "circle", "on": {"done": "over"}})"}, {"flows/circle.json", "", R"({"format": "dialog/1", "flow": "circle", "title": "圈", "owner": "骨科", "outcomes": ["done"], "start": "ask",
  "slots": {"a": {"type": "yesno", "label": "一"}},
  "nodes": {"ask": {"type": "ask", "kind": "yesno", "slot": "a", "prompt": "一？", "next": "go"}, "go": {"type": "call", "flow": "emergency", "on": {"told": "over"}}, "over": {"type": "end", "outcome": "done", "disposition": "er-now"}}})"}}, "flows/circle.json", "/nodes/go/flow", R"(low": |"emergen)"},
};

// clang-format on

std::string name_of_row(const testing::TestParamInfo<row>& info) {
    return "Dlg" + std::to_string(info.param.code) + info.param.name;
}

const std::vector<row> all_rows = [] {
    std::vector<row> all;
    for (const auto* rows :
         {&shape_rows, &reference_rows, &graph_rows, &silence_rows, &route_rows, &slot_rows,
          &path_rows, &text_rows, &word_rows, &safety_rows, &review_rows, &call_rows})
        all.insert(all.end(), rows->begin(), rows->end());
    return all;
}();

INSTANTIATE_TEST_SUITE_P(Seeded, Check, testing::ValuesIn(all_rows), name_of_row);

TEST(Check, HasASeededBundleForEveryCode) {
    std::set<int> seeded;
    for (const row& one : all_rows) seeded.insert(one.code);
    seeded.insert({307, 507, 508});  // below, and in translation_test.cpp
    for (const code_entry& one : all_codes())
        EXPECT_TRUE(one.by != reporter::check || seeded.contains(one.code))
            << "no row for " << one.code;
}

TEST(Check, ListsEveryCodeOnceAndInOrder) {
    int before = 0;
    for (const code_entry& one : all_codes()) {
        EXPECT_GT(one.code, before);
        EXPECT_FALSE(one.zh.empty());
        before = one.code;
    }
}

TEST(Check, NamesEveryCodeInTheManual) {
    std::ifstream in(std::string(DAOZHEN_SOURCE_DIR) + "/docs/dialog-scripts.md");
    const std::string manual{std::istreambuf_iterator<char>(in), {}};
    for (const code_entry& one : all_codes())
        EXPECT_NE(manual.find("\n| " + std::to_string(one.code) + " | "), std::string::npos)
            << one.code;
}

TEST(Check, LooksAtReviewDatesOnlyIfToldTheDay) {
    auto files = spoiled(snippets, "2099-01-01", "2026-01-01");
    EXPECT_TRUE(load_bundle(files).problems.empty());
    EXPECT_EQ(load_bundle(files, "2026-01-01").problems.size(), 0u);
    EXPECT_EQ(load_bundle(files, "2026-01-02").problems.size(), 1u);
}

TEST(Check, FindsCallsThatNestTooDeep) {
    std::vector<source_file> files = good_bundle();
    for (int i = 1; i <= 9; ++i) {
        const std::string id = "deep-" + std::to_string(i), next = "deep-" + std::to_string(i + 1);
        const std::string call =
            R"({"type": "call", "flow": ")" + next + R"(", "on": {"done": "over"}})";
        const std::string ask = R"({"type": "say", "say": "到底了。", "next": "over"})";
        files.push_back(
            {"flows/" + id + ".json",
             R"({"format": "dialog/1", "flow": ")" + id +
                 R"(", "title": "深", "owner": "骨科", "outcomes": ["done"], "start": "go", "nodes": {"go": )" +
                 (i < 9 ? call : ask) +
                 R"(, "over": {"type": "end", "outcome": "done", "disposition": "clinic"}}})"});
    }
    const load_result result = load_bundle(files);
    ASSERT_EQ(result.problems.size(), 1u) << listing(result);
    EXPECT_EQ(result.problems[0].code, 307);
    EXPECT_EQ(result.problems[0].file, "flows/deep-1.json");
    EXPECT_EQ(result.problems[0].pointer, "/nodes/go/flow");
}

TEST(Check, FindsNothingInTheGoodBundle) {
    const load_result result = load_bundle(good_bundle());
    EXPECT_TRUE(result.problems.empty()) << listing(result);
    ASSERT_NE(result.script, nullptr);
    EXPECT_EQ(result.script->content_hash.size(), 64u);
}

// Two questions of six answers each make 4,225 combinations.
TEST(Levels, AreCheckedOverManyCombinationsOfAnswers) {
    auto files = good_bundle();
    const std::string values =
        R"({"v1": "甲", "v2": "乙", "v3": "丙", "v4": "丁", "v5": "戊", "v6": "己"})";
    const auto slot = [&](const std::string& name) {
        return "\"" + name + R"(": {"type": "multi", "label": "多选", "values": )" + values + "}, ";
    };
    const auto question = [](const std::string& name, const std::string& next) {
        return "\"ask-" + name + R"(": {"type": "ask", "kind": "multi", "slot": ")" + name +
               R"(", "prompt": "有哪些？", "options": [{"pick": "v1"}, {"pick": "v2"}, {"pick": "v3"}, {"pick": "v4"}, {"pick": "v5"}, {"pick": "v6"}, {"none": "都没有"}], "next": ")" +
               next + "\"}, ";
    };
    spoil(files, knee, R"("seats": {"type": "number")",
          slot("one") + slot("two") + R"("seats": {"type": "number")");
    spoil(
        files, knee, R"("see": {"level")",
        R"("both": {"level": "clinic", "if": {"one": {"any": ["v6"]}, "two": {"any": ["v6"]}}}, "see": {"level")");
    spoil(files, knee, R"("next": "grade")", R"("next": "ask-one")");
    spoil(files, knee, R"("grade": {"type": "branch")",
          question("one", "ask-two") + question("two", "grade") + R"("grade": {"type": "branch")");
    const load_result result = load_bundle(files);
    const bool found =
        std::any_of(result.problems.begin(), result.problems.end(), [](const problem& one) {
            return one.code == 704 && one.pointer == "/nodes/bye/disposition";
        });
    EXPECT_TRUE(found) << listing(result);
}

}  // namespace
}  // namespace dialog
