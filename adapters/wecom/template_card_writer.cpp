// A card as JSON and as XML: the same walk, two pens.
#include "adapters/tencent/json_writer.h"
#include "adapters/tencent/xml_writer.h"
#include "adapters/wecom/template_card.h"

#include <array>
#include <utility>

namespace adapters::wecom {
namespace {

class json_pen {
public:
    explicit json_pen(std::string& out) : json_(out) {}
    void begin(std::string_view name) { json_.begin(name); }
    void end(std::string_view) { json_.end(); }
    void begin_list(std::string_view name) { json_.begin_list(name); }
    void end_list() { json_.end_list(); }
    void begin_item(std::string_view) { json_.begin(); }
    void text(std::string_view name, std::string_view value) {
        json_.text_unless_empty(name, value);
    }
    void number(std::string_view name, std::int64_t value) { json_.number(name, value); }
    void flag(std::string_view name, bool value) { json_.flag(name, value); }

private:
    tencent::json_writer json_;
};

// CamelCase of the JSON's names; an item of a list repeats the list's name.
std::string xml_name(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> odd{
        {{"keyname", "KeyName"},
         {"checkbox", "CheckBox"},
         {"appid", "AppId"},
         {"pagepath", "PagePath"}}};
    for (const auto& [json, xml] : odd)
        if (json == name) return std::string(xml);
    std::string made;
    bool raise = true;
    for (const char c : name) {
        if (c != '_') made.push_back(raise ? static_cast<char>(c - 'a' + 'A') : c);
        raise = c == '_';
    }
    return made;
}

class xml_pen {
public:
    explicit xml_pen(std::string& out) : out_(out) {}
    void begin(std::string_view name) { out_.append("<").append(xml_name(name)).append(">"); }
    void end(std::string_view name) { out_.append("</").append(xml_name(name)).append(">"); }
    void begin_list(std::string_view) {}
    void end_list() {}
    void begin_item(std::string_view list) { begin(list); }
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) tencent::append_element(out_, xml_name(name), value);
    }
    void number(std::string_view name, std::int64_t value) {
        tencent::append_element(out_, xml_name(name), value);
    }
    void flag(std::string_view name, bool value) {
        out_.append("<").append(xml_name(name)).append(value ? ">true</" : ">false</");
        out_.append(xml_name(name)).append(">");
    }

private:
    std::string& out_;
};

constexpr std::array<std::string_view, 5> type_names{
    "text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"};

template <class Pen, class Items, class Write>
void write_list(Pen& pen, std::string_view name, const Items& items, const Write& write) {
    if (items.empty()) return;
    pen.begin_list(name);
    for (const auto& each : items) {
        pen.begin_item(name);
        write(each);
        pen.end(name);
    }
    pen.end_list();
}

template <class Pen>
void write_jump(Pen& pen, const card_jump& jump) {
    pen.number("type", jump.app_id.empty() ? 1 : 2);
    pen.text("title", jump.title);
    pen.text("url", jump.url);
    pen.text("appid", jump.app_id);
    pen.text("pagepath", jump.page_path);
}

template <class Pen>
void write_question(Pen& pen, const card_question& question, bool is_vote) {
    pen.text("question_key", question.key);
    pen.text("title", question.title);
    write_list(pen, "option_list", question.options, [&](const card_option& each) {
        pen.text("id", each.id);
        pen.text("text", each.text);
        if (is_vote) pen.flag("is_checked", each.is_checked);
    });
}

template <class Pen>
void write_interaction(Pen& pen, const template_card& card) {
    write_list(pen, "button_list", card.buttons, [&](const card_button& each) {
        pen.text("text", each.text);
        pen.number("style", each.style);
        pen.text("key", each.key);
    });
    if (card.type == card_type::vote_interaction) {
        pen.begin("checkbox");
        write_question(pen, card.vote, true);
        pen.number("mode", card.several ? 1 : 0);
        pen.end("checkbox");
    }
    write_list(pen, "select_list", card.selections,
               [&](const card_question& each) { write_question(pen, each, false); });
    if (card.submit.key.empty()) return;
    pen.begin("submit_button");
    pen.text("text", card.submit.text);
    pen.text("key", card.submit.key);
    pen.end("submit_button");
}

template <class Pen>
void write_card(Pen& pen, const template_card& card) {
    pen.text("card_type", type_names[static_cast<std::size_t>(card.type)]);
    pen.begin("main_title");
    pen.text("title", card.title);
    pen.text("desc", card.description);
    pen.end("main_title");
    pen.text("sub_title_text", card.text);
    if (!card.image_url.empty()) {
        pen.begin("card_image");
        pen.text("url", card.image_url);
        pen.end("card_image");
    }
    write_list(pen, "vertical_content_list", card.paragraphs, [&](const card_paragraph& each) {
        pen.text("title", each.title);
        pen.text("desc", each.text);
    });
    write_list(pen, "horizontal_content_list", card.lines, [&](const card_line& each) {
        if (!each.url.empty()) pen.number("type", 1);
        pen.text("keyname", each.name);
        pen.text("value", each.value);
        pen.text("url", each.url);
    });
    write_list(pen, "jump_list", card.jumps, [&](const card_jump& each) { write_jump(pen, each); });
    if (!card.action.url.empty() || !card.action.app_id.empty()) {
        pen.begin("card_action");
        write_jump(pen, card.action);
        pen.end("card_action");
    }
    write_interaction(pen, card);
    pen.text("task_id", card.task_id);
    pen.text("replace_text", card.replaced_text);
}

}  // namespace

std::string write_card_json(const template_card& card) {
    std::string out = "{";
    json_pen pen(out);
    write_card(pen, card);
    return out.append("}");
}

std::string write_card_xml(const template_card& card) {
    std::string out;
    xml_pen pen(out);
    pen.begin("template_card");
    write_card(pen, card);
    pen.end("template_card");
    return out;
}

}  // namespace adapters::wecom
