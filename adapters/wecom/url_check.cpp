#include "adapters/wecom/url_check.h"

#include <algorithm>
#include <string>

namespace adapters::wecom {

decoded check_url(const tencent::sealed_door& door, const tencent::callback_query& query,
                  core::wall_time now) {
    if (query.echostr.empty()) return tencent::refuse(tencent::fault::query_incomplete, 403);
    // A proxy may have decoded "%2B" already; base64 itself holds no blank (wecom §1.10).
    std::string echo(query.echostr);
    std::ranges::replace(echo, ' ', '+');
    std::string buffer;
    const auto taken = door.open(query, echo, now, buffer);
    if (const auto* refused = std::get_if<refusal>(&taken)) {
        auto told = *refused;
        told.status = tencent::unproven;  // no retry to be prevented, and 200 would say "passed"
        return told;
    }
    const auto& opened = std::get<tencent::sealed_door::opened>(taken);
    return direct{tencent::answer("text/plain; charset=utf-8", opened.message), "url-check"};
}

}  // namespace adapters::wecom
