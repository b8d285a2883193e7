// What every answer of the platforms' APIs has in common (wechat §5, wecom §6.4). Pure.
#pragma once

#include "adapters/outgoing.h"
#include "adapters/tencent/access_token.h"

#include <optional>

namespace adapters::tencent {

// The code of an answer, 0 if it names none; nothing where no platform has answered: another status
// than 200, a time-out, no JSON.
std::optional<int> code_of(const api_answer& answer);

// The verdict where there is no code: nothing was sent if nothing was reached, else nobody knows.
verdict without_code(const api_answer& answer);

// The same for asking, which harms nobody twice.
verdict ask_again(const api_answer& answer);

verdict as_sent();
verdict as_retry(std::chrono::milliseconds wait, int code, std::uint32_t most_attempts = 0);
// Nothing of the account is sent for so long.
verdict as_rest(std::chrono::milliseconds wait, int code, bool alarming = false);
verdict as_dead(int code, bool alarming = false);
verdict as(verdict_kind what, int code);

// A token, or `failed` by the code at the token's own address.
template <class Judge>
fresh_token as_token(const api_answer& answer, core::wall_time now, const Judge& judge) {
    fresh_token out;
    const auto read = answer.status == 200 ? read_token(answer.body, now)
                                           : outcome<token_answer>(fault::json_syntax);
    if (!read) {
        out.failed = ask_again(answer);
    } else if (read->code != 0) {
        out.failed = judge(read->code);
    } else {
        out.value = read->token.value;
        out.expires = read->token.expires;
    }
    return out;
}

}  // namespace adapters::tencent
