#include "adapters/wecom/app_reply.h"

#include "adapters/tencent/xml_writer.h"

namespace adapters::wecom {
namespace {

std::string write_replaced_name(const tencent::reply_head& head, std::string_view type,
                                std::string_view block, std::string_view words) {
    auto xml = tencent::begin_reply(head, type, words.size());
    xml.append("<").append(block).append(">");
    tencent::append_element(xml, "ReplaceName", words);
    return xml.append("</").append(block).append("></xml>");
}

}  // namespace

std::string write_update_button(const tencent::reply_head& head, std::string_view words) {
    return write_replaced_name(head, "update_button", "Button", words);
}

std::string write_update_task_card(const tencent::reply_head& head, std::string_view words) {
    return write_replaced_name(head, "update_taskcard", "TaskCard", words);
}

std::string write_update_card(const tencent::reply_head& head, const template_card& card) {
    auto xml = tencent::begin_reply(head, "update_template_card");
    return xml.append(write_card_xml(card)).append("</xml>");
}

}  // namespace adapters::wecom
