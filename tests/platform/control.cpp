#include "tests/platform/control.h"

#include "tests/platform/json.h"
#include "tests/platform/page.h"

#include <charconv>
#include <optional>

namespace platform {
namespace {

using net::http_response;

// Nothing inline, nothing from elsewhere: what a patient's text holds can only ever be text.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
    "data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

http_response json_response(std::string body, unsigned status = 200) {
    http_response response;
    response.status = status;
    response.content_type = "application/json; charset=utf-8";
    response.body = std::move(body);
    response.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
    return response;
}

http_response refused(unsigned status, std::string why) {
    return json_response(object_json({{"error", std::move(why)}}), status);
}

http_response page_response(const page_file& file) {
    http_response response;
    response.content_type = file.content_type;
    response.body = file.content;
    response.headers = {{"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Content-Security-Policy", std::string(page_policy)}};
    return response;
}

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const auto part = path.substr(0, path.find('/'));
        path.remove_prefix(part.size());
        std::string decoded;
        parts.push_back(net::percent_decode(part, decoded) ? decoded : std::string());
    }
    return parts;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Takes a member out of the body, so that what is left are the message's own details.
std::string take(details& body, std::string_view name) {
    const auto found = body.find(name);
    if (found == body.end()) return {};
    auto value = std::move(found->second);
    body.erase(found);
    return value;
}

constexpr std::uint64_t most_copies = 16;

std::optional<travel> take_travel(details& body) {
    travel how;
    const auto copies = take(body, "copies");
    const auto count = copies.empty() ? std::optional<std::uint64_t>(1) : number_in(copies);
    const auto version = take(body, "version");
    if (!count || *count < 1 || *count > most_copies) return std::nullopt;
    if (!version.empty() && version != "1.0" && version != "1.1") return std::nullopt;
    how.copies = static_cast<unsigned>(*count);
    how.version = version == "1.0" ? 10 : 11;
    how.fresh_connection = take(body, "fresh_connection") == "true";
    how.previous_key = take(body, "previous_key") == "true";
    how.same_signature = take(body, "same_signature") == "true";
    how.retry_on_illegal = take(body, "retry_on_illegal") == "true";
    return how;
}

chat::choice take_choice(details& body) {
    chat::choice which;
    which.line = number_in(take(body, "line"));
    which.index = number_in(take(body, "index"));
    which.menu_id = take(body, "menu_id");
    return which;
}

http_response explain(const boost::system::error_code& error) {
    if (error == core::errc::conflict)
        return refused(409, "the patient does not follow the account; send {\"kind\":\"follow\"}");
    if (error == core::errc::not_found) return refused(404, "nothing there to tap or to repeat");
    if (error == core::errc::unsupported) return refused(400, "unknown kind");
    return refused(400, "a value is missing or has the wrong shape");
}

}  // namespace

runtime::task<http_response> control::operator()(const net::http_request& request) {
    const auto parts = parts_of(request.path);
    if (request.verb == net::method::get || request.verb == net::method::head)
        co_return get(request, parts);
    if (request.verb != net::method::post) co_return refused(405, "GET or POST");
    // Another site's page cannot send this type without asking first, so it cannot play patient.
    if (!request.header("content-type").starts_with("application/json"))
        co_return refused(415, "send application/json");
    co_return co_await post(request, parts);
}

http_response control::get(const net::http_request& request, const path& parts) {
    if (const auto* file = find_page_file(request.path)) return page_response(*file);
    const auto after = number_in(request.query_value("after")).value_or(0);
    if (parts == path{"api", "accounts"}) return json_response(accounts_json(house_));
    if (parts == path{"api", "exchanges"})
        return json_response(exchanges_json(house_.exchanges(), after));
    if (parts.size() < 4 || parts[0] != "api" || parts[1] != "accounts" || parts[3] != "users")
        return refused(404, "no such page");
    const auto* of = house_.find(parts[2]);
    if (of == nullptr) return refused(404, "no such account");
    if (parts.size() == 4) return json_response(patients_json(house_, *of));
    if (parts.size() != 6 || parts[5] != "transcript") return refused(404, "no such page");
    const auto* who = house_.patient(*of, parts[4]);
    if (who == nullptr) return refused(404, "not an openid");
    return json_response(transcript_json(*who, after));
}

runtime::task<http_response> control::post(const net::http_request& request, path parts) {
    auto body = flat_object(request.body.empty() ? "{}" : request.body);
    if (!body) co_return refused(400, "send one flat JSON object");
    if (parts.size() < 4 || parts[0] != "api" || parts[1] != "accounts")
        co_return refused(404, "no such page");
    auto* of = house_.find(parts[2]);
    if (of == nullptr) co_return refused(404, "no such account");
    if (parts.size() == 4) co_return co_await post_to_account(*of, parts[3], std::move(*body));
    if (parts.size() != 6 || parts[3] != "users") co_return refused(404, "no such page");
    auto* who = house_.patient(*of, parts[4]);
    if (who == nullptr) co_return refused(404, "not an openid");
    if (!request.query_value("wait").empty()) (*body)["wait"] = "true";
    co_return co_await post_to_patient(*of, *who, parts[5], std::move(*body));
}

runtime::task<http_response> control::post_to_account(destination& of, std::string last,
                                                      details body) {
    if (last == "users") co_return json_response(patient_json(house_.new_patient(of)), 201);
    if (last == "verify") {
        auto why_not = co_await house_.check_url(of);
        const std::string passed = why_not.empty() ? "yes" : "no";
        co_return json_response(object_json({{"passed", passed}, {"reason", why_not}}));
    }
    if (last == "faults") {
        of.mischief.delay =
            std::chrono::milliseconds(number_in(take(body, "delay_ms")).value_or(0));
        of.mischief.drop_answers =
            static_cast<unsigned>(number_in(take(body, "drop_answers")).value_or(0));
        co_return json_response("{}");
    }
    if (last == "media") {
        of.media.insert(take(body, "media"));
        co_return json_response("{}");
    }
    co_return refused(404, "no such page");
}

runtime::task<http_response> control::post_to_patient(destination& of, chat& who, std::string act,
                                                      details body) {
    const bool wait = take(body, "wait") == "true";
    const auto before = who.lines().size();
    const auto how = take_travel(body);
    if (!how) co_return refused(400, "copies: 1 to 16; version: \"1.0\" or \"1.1\"");
    if (act == "deliver-again") {
        auto agreement = co_await house_.deliver_again(of, who, *how);
        if (!agreement) co_return explain(agreement.error());
        co_return json_response(object_json({{"answer", *agreement}}));
    }
    core::result<std::shared_ptr<emulator::parcel>> sent = core::errc::not_found;
    if (act == "messages") {
        const auto kind = take(body, "kind");
        sent = house_.act(of, who, kind, body, *how);
    } else if (act == "tap") {
        sent = house_.tap(of, who, take_choice(body), *how);
    }
    if (!sent) co_return explain(sent.error());
    const auto parcel = *sent;
    if (wait) co_await parcel->settled.wait(std::chrono::minutes(1));
    co_return json_response(transcript_json(who, before), wait ? 200 : 202);
}

}  // namespace platform
