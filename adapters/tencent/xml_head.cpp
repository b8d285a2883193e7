#include "adapters/tencent/xml_head.h"

#include "adapters/tencent/xml_numbers.h"

#include <algorithm>

namespace adapters::tencent {
namespace {

constexpr std::size_t id_limit = 128;
// Year 5138 in seconds; beyond it a peer sends milliseconds, which we do not guess at.
constexpr std::int64_t latest_time = 100'000'000'000;

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= id_limit;
}

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

outcome<xml_head> read_head(const flat_xml& xml, bool events_need_sender) {
    xml_head head;
    head.to_user = xml.text("ToUserName");
    head.from_user = xml.text("FromUserName");
    head.type = xml.text("MsgType");
    head.id = xml.text("MsgId");
    const auto time = integer_of(xml.text("CreateTime"));
    const bool may_be_nobody =
        head.from_user.empty() && head.type == "event" && !events_need_sender;
    if (!is_id(head.to_user) || !(is_id(head.from_user) || may_be_nobody) || head.type.empty() ||
        !time || *time < 0 || *time > latest_time)
        return fault::xml_field;
    head.create_time = *time;
    return head;
}

bool is_event_named(std::string_view name, std::string_view lower) {
    return std::ranges::equal(name, lower, {}, lowered);
}

}  // namespace adapters::tencent
