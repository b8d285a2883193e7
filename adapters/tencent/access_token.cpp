#include "adapters/tencent/access_token.h"

#include "adapters/tencent/json_value.h"
#include "adapters/tencent/json_writer.h"
#include "bot/net/http.h"

#include <algorithm>

namespace adapters::tencent {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_token = 1024;  // 512 are announced
constexpr auto longest_life = 24h;

}  // namespace

std::string write_stable_token(std::string_view app_id, std::string_view secret, bool force) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("grant_type", "client_credential");
    json.text("appid", app_id);
    json.text("secret", secret);
    if (force) json.flag("force_refresh", true);
    json.end();
    return out;
}

std::string gettoken_target(std::string_view corp_id, std::string_view secret) {
    return "/cgi-bin/gettoken?corpid=" + net::percent_encode(corp_id) +
           "&corpsecret=" + net::percent_encode(secret);
}

outcome<token_answer> read_token(std::string_view body, core::wall_time now) {
    const auto json = json_document::read_answer(body);
    if (!json) return json.error();
    token_answer answer;
    answer.code = static_cast<int>((*json)["errcode"].integer().value_or(0));
    if (answer.code != 0) return answer;
    const auto value = (*json)["access_token"].text();
    const std::chrono::seconds life((*json)["expires_in"].integer().value_or(0));
    if (value.empty() || value.size() > longest_token || life <= 0s || life > longest_life)
        return fault::json_field;
    answer.token = {std::string(value), now + life};
    return answer;
}

core::wall_time renewal_of(const access_token& token, core::wall_time taken, double spread) {
    const auto life = token.expires - taken;
    if (life < 10min) return taken + life / 2;
    constexpr std::chrono::milliseconds overlap = 5min, widest = 5min;
    const auto early = std::chrono::duration_cast<std::chrono::milliseconds>(
        widest * std::clamp(spread, 0.0, 1.0));
    return token.expires - overlap - early;
}

}  // namespace adapters::tencent
