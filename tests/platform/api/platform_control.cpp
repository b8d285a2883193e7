#include "tests/platform/api/platform_control.h"

#include "tests/platform/json.h"

#include <charconv>

namespace platform::api {
namespace {

constexpr std::string_view prefix = "/api/platform/";

net::http_response json_response(unsigned status, std::string body) {
    net::http_response response;
    response.status = status;
    response.content_type = "application/json; charset=utf-8";
    response.body = std::move(body);
    response.headers = {{"Cache-Control", "no-store"}};
    return response;
}

// The value of that name; `otherwise` when it is missing or no number.
std::int64_t number_of(const details& body, std::string_view name, std::int64_t otherwise = 0) {
    const auto found = body.find(name);
    if (found == body.end()) return otherwise;
    std::int64_t value = 0;
    const auto& text = found->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::string text_of(const details& body, std::string_view name) {
    const auto found = body.find(name);
    return found == body.end() ? std::string() : found->second;
}

}  // namespace

bool platform_control::add_fault(details& body) {
    if (text_of(body, "clear") == "true") {
        ends_.mischief().clear();
        return true;
    }
    misfortune one;
    one.api = text_of(body, "api");
    one.calls = static_cast<std::uint64_t>(number_of(body, "calls", 1));
    one.per_mille = static_cast<unsigned>(number_of(body, "per_mille", 1000));
    one.delay = std::chrono::milliseconds(number_of(body, "delay_ms"));
    one.errcode = static_cast<int>(number_of(body, "errcode"));
    one.status = static_cast<unsigned>(number_of(body, "status", 200));
    const auto drop = text_of(body, "drop");
    one.drop_before = drop == "before";
    one.drop_after = drop == "after";
    if (one.api.empty() || one.calls == 0) return false;
    ends_.mischief().add(std::move(one));
    return true;
}

bool platform_control::set_tokens(details& body) {
    const auto* of = house_.find(text_of(body, "account"));
    const auto act = text_of(body, "act");
    if (of == nullptr) return false;
    if (act == "expire")
        ends_.tokens().expire(owner_of(of->to), house_.world().wall_now());
    else if (act == "withdraw")
        ends_.tokens().withdraw(owner_of(of->to));
    else
        return false;
    return true;
}

// Only what the body names changes.
bool platform_control::set_manners(details& body) {
    const auto* of = house_.find(text_of(body, "account"));
    if (of == nullptr || !of->kf) return false;
    auto& how = of->kf->manners;
    const auto count = [&](const char* name, unsigned& value) {
        value = static_cast<unsigned>(number_of(body, name, value));
    };
    how.push_delay =
        std::chrono::milliseconds(number_of(body, "push_delay_ms", how.push_delay.count()));
    count("lose_pushes", how.lose_pushes);
    count("short_pages", how.short_pages);
    count("empty_pages", how.empty_pages);
    count("tokenless_a_minute", how.tokenless_a_minute);
    count("fail_calls", how.fail_calls);
    how.fail_type = static_cast<int>(number_of(body, "fail_type", how.fail_type));
    if (body.contains("tap_renews")) how.tap_renews = text_of(body, "tap_renews") == "true";
    return true;
}

bool platform_control::set(std::string_view what, details& body) {
    if (what == "clock") {
        const auto by = std::chrono::seconds(number_of(body, "advance_s"));
        house_.world().advance(by);
        return true;
    }
    if (what == "faults") return add_fault(body);
    if (what == "tokens") return set_tokens(body);
    if (what == "kf") return set_manners(body);
    if (what == "quota") {
        const auto api = text_of(body, "api");
        ends_.quota().set(api, {static_cast<std::uint64_t>(number_of(body, "a_day")),
                                static_cast<std::uint64_t>(number_of(body, "a_minute"))});
        return !api.empty();
    }
    return false;
}

std::optional<net::http_response> platform_control::serve(const net::http_request& request) {
    const std::string_view path = request.path;
    if (!path.starts_with(prefix)) return std::nullopt;
    if (path == "/api/platform/clock" && request.verb == net::method::get) {
        const auto now = house_.world().wall_now().time_since_epoch().count();
        return json_response(200, object_json({{"now_ms", std::to_string(now)}}));
    }
    if (path == "/api/platform/figures" && request.verb == net::method::get)
        return json_response(
            200, object_json({{"quota_refused", std::to_string(ends_.quota().refused())}}));
    const bool right = request.verb == net::method::post &&
                       request.header("content-type").starts_with("application/json");
    auto body = flat_object(request.body);
    if (!right || !body || !set(path.substr(prefix.size()), *body))
        return json_response(400, object_json({{"error", "no such switch, or a wrong value"}}));
    return json_response(200, "{}");
}

}  // namespace platform::api
