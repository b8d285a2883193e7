#include "adapters/wecom/template_card.h"

#include "adapters/tencent/json_value.h"
#include "adapters/wecom/app_reply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace {

using namespace adapters::wecom;

template_card buttons() {
    template_card card;
    card.type = card_type::button_interaction;
    card.title = "哪一侧？";
    card.lines = {{"姓名", "王", ""}, {"预约", "打开", "https://hospital.example/"}};
    card.buttons = {{"左", "l", 1}, {"右", "r", 2}};
    card.task_id = "t1";
    return card;
}

template_card vote() {
    template_card card;
    card.type = card_type::vote_interaction;
    card.title = "题";
    card.vote = {"q", "", {{"a", "甲", true}, {"b", "乙", false}}};
    card.submit = {"提交", "s", 1};
    card.task_id = "t1";
    return card;
}

template_card selections() {
    template_card card;
    card.type = card_type::multiple_interaction;
    card.selections = {{"q1", "题", {{"a", "甲", false}}}, {"q2", "", {{"a", "甲", false}}}};
    card.submit = {"提交", "s", 1};
    card.task_id = "t1";
    return card;
}

template_card notice() {
    template_card card;
    card.text = "字";
    card.action = {"", "https://hospital.example/", "", ""};
    return card;
}

TEST(TemplateCard, IsWrittenAsJson) {
    EXPECT_EQ(
        write_card_json(buttons()),
        R"({"card_type":"button_interaction","main_title":{"title":"哪一侧？"},"horizontal_content_list":[{"keyname":"姓名","value":"王"},{"type":1,"keyname":"预约","value":"打开","url":"https://hospital.example/"}],"button_list":[{"text":"左","style":1,"key":"l"},{"text":"右","style":2,"key":"r"}],"task_id":"t1"})");
    EXPECT_EQ(
        write_card_json(vote()),
        R"({"card_type":"vote_interaction","main_title":{"title":"题"},"checkbox":{"question_key":"q","option_list":[{"id":"a","text":"甲","is_checked":true},{"id":"b","text":"乙","is_checked":false}],"mode":0},"submit_button":{"text":"提交","key":"s"},"task_id":"t1"})");
    for (const auto& card : {buttons(), vote(), selections(), notice()})
        EXPECT_TRUE(adapters::tencent::json_document::read(write_card_json(card)));
}

TEST(TemplateCard, IsWrittenAsXmlWithoutWrappers) {
    EXPECT_EQ(write_card_xml(buttons()),
              "<TemplateCard><CardType><![CDATA[button_interaction]]></CardType><MainTitle><Title>"
              "<![CDATA[哪一侧？]]></Title></MainTitle>"
              "<HorizontalContentList><KeyName><![CDATA[姓名]]></KeyName><Value><![CDATA[王]]>"
              "</Value></HorizontalContentList>"
              "<HorizontalContentList><Type>1</Type><KeyName><![CDATA[预约]]></KeyName><Value>"
              "<![CDATA[打开]]></Value><Url><![CDATA[https://hospital.example/]]></Url>"
              "</HorizontalContentList>"
              "<ButtonList><Text><![CDATA[左]]></Text><Style>1</Style><Key><![CDATA[l]]></Key>"
              "</ButtonList><ButtonList><Text><![CDATA[右]]></Text><Style>2</Style><Key>"
              "<![CDATA[r]]></Key></ButtonList><TaskId><![CDATA[t1]]></TaskId></TemplateCard>");
    EXPECT_THAT(write_card_xml(vote()),
                testing::HasSubstr("<CheckBox><QuestionKey><![CDATA[q]]></QuestionKey><OptionList>"
                                   "<Id><![CDATA[a]]></Id><Text><![CDATA[甲]]></Text>"
                                   "<IsChecked>true</IsChecked></OptionList>"));
    EXPECT_THAT(write_card_xml(selections()),
                testing::HasSubstr("</SelectList><SelectList><QuestionKey><![CDATA[q2]]>"));
    EXPECT_THAT(write_update_card({"u", "ww", core::wall_time()}, buttons()),
                testing::HasSubstr("<MsgType><![CDATA[update_template_card]]></MsgType>"
                                   "<TemplateCard><CardType>"));
}

TEST(TemplateCard, BreaksNoRuleOfThePlatform) {
    for (const auto& card : {buttons(), vote(), selections(), notice()})
        EXPECT_EQ(broken_rule(card), "");
    struct row {
        const char* rule;
        template_card card;
        std::function<void(template_card&)> spoil;
    };
    const std::string long_key(1025, 'k'), long_id(129, 'i');
    const row rows[] = {
        {"lines", buttons(), [](auto& c) { c.lines.resize(7); }},
        {"paragraphs", notice(), [](auto& c) { c.paragraphs.resize(5); }},
        {"jumps", notice(), [](auto& c) { c.jumps.resize(4, c.action); }},
        {"jumps", notice(),
         [](auto& c) {
             c.jumps = {{"x", "javascript:x", "", ""}};
         }},
        {"action", notice(), [](auto& c) { c.action = {}; }},
        {"title", notice(), [](auto& c) { c.text = {}; }},
        {"image", notice(), [](auto& c) { c.type = card_type::news_notice; }},
        {"task-id", buttons(), [](auto& c) { c.task_id = {}; }},
        {"task-id", buttons(), [](auto& c) { c.task_id = "a b"; }},
        {"task-id", buttons(), [&](auto& c) { c.task_id = long_id; }},
        {"buttons", buttons(), [](auto& c) { c.buttons.clear(); }},
        {"buttons", buttons(),
         [](auto& c) {
             c.buttons.resize(7, {"x", "x", 1});
         }},
        {"buttons", buttons(), [](auto& c) { c.buttons[1].key = "l"; }},
        {"buttons", buttons(), [](auto& c) { c.buttons[0].style = 5; }},
        {"buttons", buttons(), [&](auto& c) { c.buttons[0].key = long_key; }},
        {"submit", vote(), [](auto& c) { c.submit = {}; }},
        {"vote", vote(), [](auto& c) { c.vote.options.clear(); }},
        {"vote", vote(), [](auto& c) { c.vote.options[1].id = "a"; }},
        {"vote", vote(), [](auto& c) { c.vote.key = "s"; }},
        {"selections", selections(), [](auto& c) { c.selections.clear(); }},
        {"selections", selections(), [](auto& c) { c.selections[1].key = "q1"; }},
        {"selections", selections(), [](auto& c) { c.selections.resize(4); }},
    };
    for (const row& each : rows) {
        auto card = each.card;
        each.spoil(card);
        EXPECT_EQ(broken_rule(card), each.rule);
    }
}

}  // namespace
