#include "tests/platform/api/call.h"

#include "adapters/tencent/json_writer.h"

#include <array>

namespace platform::api {
namespace {

struct row {
    int code;
    std::string_view words;
};

constexpr std::array table{
    row{-1, "system busy"},
    row{0, "ok"},
    row{40001, "invalid credential, access_token is invalid or not latest"},
    row{40002, "invalid grant_type"},
    row{40003, "invalid openid"},
    row{40007, "invalid media_id"},
    row{40008, "invalid message type"},
    row{40013, "invalid appid"},
    row{40014, "invalid access_token"},
    row{40033, "invalid charset. please check your request, if include \\uxxxx will create fail!"},
    row{40056, "invalid agentid"},
    row{40058, "invalid request parameter"},
    row{40096, "invalid external userid"},
    row{40125, "invalid appsecret"},
    row{41001, "access_token missing"},
    row{42001, "access_token expired"},
    row{43002, "require POST method"},
    row{43004, "require subscribe"},
    row{44002, "empty post data"},
    row{44004, "empty content"},
    row{45002, "content size out of limit"},
    row{45008, "article size out of limit"},
    row{45009, "reach max api daily quota limit"},
    row{45015, "response out of time limit or subscription is canceled"},
    row{45047, "out of response count limit"},
    row{47001, "data format error"},
    row{48001, "api unauthorized"},
    row{48007, "kf account unauthorized"},
    row{60140, "invalid response_code"},
    row{81013, "user & party & tag all invalid"},
    row{95000, "invalid open_kfid"},
    row{95001, "send msg count limit"},
    row{95002, "send msg time limit"},
    row{95007, "invalid msg token"},
    row{95013, "session ended"},
    row{95016, "service_state transfer not allowed"},
    row{95018, "send msg session status invalid"},
};

// True for an escape of what could stand there as it is.
bool has_needless_escape(std::string_view body) {
    for (auto at = body.find('\\'); at != std::string_view::npos; at = body.find('\\', at + 2))
        if (at + 5 < body.size() && body[at + 1] == 'u' && body.substr(at + 2, 2) != "00")
            return true;
    return false;
}

}  // namespace

std::string result_json(int code) {
    std::string_view words = "error";
    for (const row& each : table)
        if (each.code == code) words = each.words;
    std::string text(words);
    if (code != 0)
        text +=
            ", hint: [1735689600_1_emulator], from ip: 127.0.0.1, "
            "rid: 5f3ded7d-22929d02-4ba1f5f6";
    std::string out;
    adapters::tencent::json_writer json(out);
    json.begin();
    json.number("errcode", code);
    json.text("errmsg", text);
    json.end();
    return out;
}

std::optional<json_document> read_body(const std::string& body, int& code) {
    code = body.empty() ? 44002 : has_needless_escape(body) ? 40033 : 0;
    if (code != 0) return std::nullopt;
    auto json = json_document::read(body);
    if (json) return std::move(*json);
    code = 47001;
    return std::nullopt;
}

}  // namespace platform::api
