#include "adapters/wecom/group_robot.h"

#include "adapters/tencent/json_writer.h"
#include "adapters/tencent/text_markup.h"
#include "bot/core/text.h"

namespace adapters::wecom {
namespace {

using tencent::json_writer;

std::string fitted(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string(text);
    constexpr std::string_view mark = "…";
    std::string cut(text.substr(0, core::utf8_prefix(text, limit - mark.size())));
    return cut.append(mark);
}

}  // namespace

std::string write_robot_text(std::string_view content,
                             std::span<const std::string_view> mentioned) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("msgtype", "text");
    json.begin("text");
    json.text("content", fitted(content, robot_text_limit));
    if (!mentioned.empty()) {
        json.begin_list("mentioned_list");
        for (const auto each : mentioned) json.item(each);
        json.end_list();
    }
    json.end();
    json.end();
    return out;
}

std::string write_robot_alert(alert_level level, std::string_view title,
                              std::span<const std::string_view> lines) {
    std::string content =
        level == alert_level::warning ? "<font color=\"warning\">" : "<font color=\"info\">";
    content.append(tencent::as_text(tencent::one_line(title).words())).append("</font>");
    for (const auto each : lines)
        content.append("\n> ").append(tencent::as_text(tencent::one_line(each).words()));
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("msgtype", "markdown");
    json.begin("markdown");
    json.text("content", fitted(content, robot_markdown_limit));
    json.end();
    json.end();
    return out;
}

}  // namespace adapters::wecom
