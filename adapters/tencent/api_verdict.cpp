#include "adapters/tencent/api_verdict.h"

#include "adapters/tencent/json_value.h"

namespace adapters::tencent {

using namespace std::chrono_literals;

std::optional<int> code_of(const api_answer& answer) {
    if (answer.status != 200) return {};
    const auto json = json_document::read_answer(answer.body);
    if (!json) return {};
    return static_cast<int>((*json)["errcode"].integer().value_or(0));
}

verdict without_code(const api_answer& answer) {
    if (!answer.reached) return {verdict_kind::retry, 1s, true, 0, false, "unreachable"};
    std::string why = answer.status == 0 ? "no-answer" : "http-" + std::to_string(answer.status);
    return {verdict_kind::unknown, 1s, false, 0, false, std::move(why)};
}

verdict ask_again(const api_answer& answer) {
    auto failed = without_code(answer);
    failed.what = verdict_kind::retry;
    failed.all_wait = true;
    return failed;
}

verdict as_sent() {
    return {};
}

verdict as_retry(std::chrono::milliseconds wait, int code, std::uint32_t most_attempts) {
    return {verdict_kind::retry, wait, false, most_attempts, false, std::to_string(code)};
}

verdict as_rest(std::chrono::milliseconds wait, int code, bool alarming) {
    return {verdict_kind::retry, wait, true, 0, alarming, std::to_string(code)};
}

verdict as_dead(int code, bool alarming) {
    return {verdict_kind::dead, 0ms, false, 0, alarming, std::to_string(code)};
}

verdict as(verdict_kind what, int code) {
    return {what, 0ms, false, 0, false, std::to_string(code)};
}

}  // namespace adapters::tencent
