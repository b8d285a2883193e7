#include "adapters/wecom/desk_robot.h"

#include "adapters/tencent/api_verdict.h"
#include "adapters/wecom/group_robot.h"
#include "adapters/wecom/remedy.h"

#include <string>
#include <vector>

namespace adapters::wecom {
namespace {

using namespace std::chrono_literals;
using tencent::as;
using tencent::as_dead;
using tencent::as_rest;
using tencent::as_retry;

constexpr std::uint32_t most_attempts = 4;  // a first one, and after 0.5, 1 and 2 s

verdict verdict_of(int code, api where) {
    switch (remedy_of(code, where)) {
        case remedy::none:
            return tencent::as_sent();
        case remedy::retry:
        case remedy::slow_down:
            return as_retry(500ms, code, most_attempts);
        case remedy::refresh_token:
            return as(verdict_kind::refresh_token, code);
        case remedy::wait:
            return as_rest(60s, code);
        case remedy::await_customer:
            return as(verdict_kind::await_user, code);
        case remedy::stop:
            return as_rest(10min, code, true);
        case remedy::drop:
        case remedy::reread_state:
        case remedy::choose_another:
        case remedy::without_token:
            return as_dead(code);
        case remedy::renew_media:
        case remedy::our_mistake:
            return as_dead(code, true);
        case remedy::unknown_outcome:
            break;
    }
    return as(verdict_kind::unknown, code);
}

}  // namespace

std::optional<api_call> write_desk_alert(const std::string& address, std::string_view account,
                                         const desk_notice& notice) {
    if (address.empty()) return {};
    const std::string where = "账号：" + std::string(account);
    const bool is_sign = !notice.interrupt.empty();
    const std::string what = is_sign ? "危险信号：" + notice.interrupt : "队列：" + notice.queue;
    const std::vector<std::string_view> lines{where, what};
    return api_call{
        net::method::post, address,
        write_robot_alert(is_sign ? alert_level::warning : alert_level::info,
                          is_sign ? "人工会话中出现危险信号，请立即查看" : "有患者等待人工接待",
                          lines)};
}

verdict judge_robot(const api_answer& answer) {
    const auto code = tencent::code_of(answer);
    if (!code) return tencent::without_code(answer);
    auto told = verdict_of(*code, api::call);
    // A robot that is gone comes back by nobody's waiting.
    if (told.alarming) told.what = verdict_kind::dead;
    return told;
}

verdict verdict_of_call(int code) {
    return verdict_of(code, api::call);
}

verdict verdict_of_token(int code) {
    return verdict_of(code, api::token);
}

}  // namespace adapters::wecom
