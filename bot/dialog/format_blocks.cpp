// Tables of what is said: blocks, snippets, and the steps of a fallback.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr shape image_ref = ref_to(name_space::image);

constexpr field link_fields[] = {
    {"title", &text, true, "链接文字", identity},
    {"url", &word, true, "网址（https）", identity},
};
constexpr object_format link_format{"link", "链接", link_fields};
constexpr shape link = object_of(link_format);

constexpr field mini_fields[] = {
    {"appId", &word, true, "小程序 AppID", identity},
    {"path", &word, true, "页面路径", identity},
    {"title", &text, true, "卡片标题", identity},
};
constexpr object_format mini_format{"mini", "小程序", mini_fields};
constexpr shape mini = object_of(mini_format);

constexpr field snippet_block_fields[] = {{"snippet", &snippet_ref, true, "科普片段", identity}};
constexpr field image_block_fields[] = {
    {"image", &image_ref, true, "图片", identity},
    {"alt", &text, false, "看不到图时的文字", identity},
};
constexpr field link_block_fields[] = {
    {"link", &link, true, "链接", identity},
    {"alt", &text, false, "不能点链接时的文字", identity},
};
constexpr field mini_block_fields[] = {
    {"mini", &mini, true, "小程序", identity},
    {"alt", &text, false, "打不开小程序时的文字", identity},
};
constexpr object_format snippet_block{"snippet block", "片段块", snippet_block_fields};
constexpr object_format image_block{"image block", "图片块", image_block_fields};
constexpr object_format link_block{"link block", "链接块", link_block_fields};
constexpr object_format mini_block{"mini-program block", "小程序块", mini_block_fields};
constexpr tagged_format block_formats[] = {{"snippet", &snippet_block},
                                           {"image", &image_block},
                                           {"link", &link_block},
                                           {"mini", &mini_block}};
constexpr shape keyed_block{.what = shape::kind::keyed, .formats = block_formats};
constexpr const shape* block_choices[] = {&text, &keyed_block};
constexpr shape any_block = either_of(block_choices);
constexpr shape block_list = list_of(any_block);
constexpr const shape* say_choices[] = {&text, &keyed_block, &block_list};

constexpr std::string_view offers[] = {"skip", "human", "menu", "back"};
constexpr shape offer = one_of(offers);
constexpr shape offer_list = list_of(offer);
constexpr field step_fields[] = {
    {"say", &text, true, "没听懂时说", identity},
    {"offer", &offer_list, false, "同时给出的出路", identity},
};
constexpr object_format step_format{"fallback step", "没听懂的一步", step_fields};
constexpr shape step = object_of(step_format);

constexpr field snippet_fields[] = {
    {"text", &text, false, "文字", identity},
    {"blocks", &block_list, false, "内容块", identity},
    {"source", &word, false, "出处", words},
    {"author", &word, false, "作者", words},
    {"reviewedBy", &word, false, "审核人", words},
    {"reviewUntil", &date, false, "审核有效期至", words},
    {"tags", &words_list, false, "标签", words},
};
constexpr object_format snippet_format{"snippet", "科普片段", snippet_fields};
constexpr shape snippet = object_of(snippet_format);

}  // namespace

constexpr shape block = any_block;
constexpr shape say = either_of(say_choices);
constexpr shape fallback_steps = list_of(step);
constexpr shape snippets_file = map_of(snippet, max_name);

}  // namespace dialog::format
