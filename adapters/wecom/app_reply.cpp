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

}  // namespace adapters::wecom
