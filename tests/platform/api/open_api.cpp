#include "tests/platform/api/open_api.h"

#include "adapters/tencent/json_writer.h"
#include "tests/platform/json.h"

#include <array>

namespace platform::api {
namespace {

constexpr std::string_view prefix = "/cgi-bin/";

std::string token_json(const token_desk::issued& given) {
    std::string out;
    adapters::tencent::json_writer json(out);
    json.begin();
    json.number("errcode", 0);
    json.text("errmsg", "ok");
    json.text("access_token", given.token);
    json.number("expires_in", given.expires_in);
    json.end();
    return out;
}

served only(int code) {
    served done;
    done.code = code;
    return done;
}

net::http_response response_of(served done) {
    net::http_response response;
    response.content_type =
        done.content_type.empty() ? "application/json; encoding=utf-8" : done.content_type;
    response.body = done.body.empty() ? result_json(done.code) : std::move(done.body);
    return response;
}

net::http_response broken_connection() {
    net::http_response response;
    response.drop = true;
    return response;
}

}  // namespace

open_api::open_api(emulator& house, std::uint64_t seed)
    : house_(house),
      tokens_(house.inventions()),
      mischief_(seed),
      shelf_(house.inventions()),
      official_(house, shelf_),
      corp_(house, shelf_),
      kf_(house, shelf_) {}

served open_api::official_token(const call& made, bool stable) {
    if (stable && made.request.verb != net::method::post) return only(43002);
    details given;
    if (stable) {
        auto body = flat_object(made.request.body);
        if (!body) return only(47001);
        given = std::move(*body);
    } else {
        for (const auto* name : {"grant_type", "appid", "secret"})
            given[name] = made.request.query_value(name);
    }
    if (given["grant_type"] != "client_credential") return only(40002);
    const auto* of = house_.owned_by(given["appid"]);
    if (of == nullptr || of->to.kind != channel::official) return only(40013);
    if (of->to.secret != given["secret"]) return only(40125);
    served done;
    done.account = of->to.id;
    done.code = quota_.spend(of->to.app_id, made.api, made.now);
    if (done.code != 0) return done;
    const auto issued =
        stable ? tokens_.take_stable(of->to.app_id, made.now, given["force_refresh"] == "true")
               : tokens_.take_new(of->to.app_id, made.now);
    done.body = token_json(issued);
    return done;
}

served open_api::corp_token(const call& made) {
    const auto corp = made.request.query_value("corpid");
    const auto secret = made.request.query_value("corpsecret");
    const auto* of = house_.owned_by(corp + "/" + secret);
    if (of == nullptr) return only(corp_.knows(corp) ? 40001 : 40013);
    served done;
    done.account = of->to.id;
    done.code = quota_.spend(corp, made.api, made.now);
    if (done.code == 0) done.body = token_json(tokens_.take_corp(owner_of(of->to), made.now));
    return done;
}

std::optional<served> open_api::token_for(const call& made) {
    if (made.api == "token") return official_token(made, false);
    if (made.api == "stable_token") return official_token(made, true);
    if (made.api == "gettoken") return corp_token(made);
    return std::nullopt;
}

served open_api::media(const call& made) {
    if (made.api == "media/get") {
        const auto id = made.request.query_value("media_id");
        const auto* item = shelf_.find(id, made.owner, made.now);
        if (item == nullptr) return only(40007);
        return {0, item->bytes, {}, {}, "application/octet-stream"};
    }
    const auto type = made.request.query_value("type");
    const auto form = media_in(made.request.header("content-type"), made.request.body);
    if (!form) return only(41005);
    if (form->bytes.size() <= 5) return only(40006);
    const auto id =
        shelf_.put({made.owner, type, form->file_name, std::string(form->bytes), made.now});
    served done;
    adapters::tencent::json_writer json(done.body);
    json.begin();
    json.number("errcode", 0);
    json.text("type", type);
    json.text("media_id", id);
    json.number("created_at", core::unix_seconds(made.now));
    json.end();
    return done;
}

served open_api::serve(call made) {
    if (auto token = token_for(made)) return *token;
    auto holder = tokens_.check(made.request.query_value("access_token"), made.now);
    served done;
    if (const auto* of = house_.owned_by(holder.owner)) done.account = of->to.id;
    done.code = holder.code;
    if (done.code != 0) return done;
    done.code = quota_.spend(holder.owner, made.api, made.now);
    if (done.code != 0) return done;
    made.owner = std::move(holder.owner);
    if (made.api == "media/upload" || made.api == "media/get") return media(made);
    if (auto official = official_.serve(made)) return *official;
    if (auto corp = corp_.serve(made)) return *corp;
    if (auto kf = kf_.serve(made)) return *kf;
    return only(48001);
}

void open_api::note(const net::http_request& request, const call& made, const served& done,
                    std::string_view outcome) {
    exchange entry;
    entry.at = made.now;
    entry.account = done.account;
    entry.user = done.user;
    entry.kind = made.api;
    entry.sent = request.body;
    entry.status = 200;
    entry.outcome = outcome;
    if (done.code != 0) entry.reason = std::to_string(done.code);
    if (done.content_type.empty()) entry.answer = done.body;
    house_.exchanges().add(std::move(entry));
}

runtime::task<net::http_response> open_api::operator()(const net::http_request& request) {
    call made{request, request.path.substr(prefix.size()), house_.world().wall_now()};
    const auto struck = mischief_.strike(made.api);
    if (struck && struck->delay.count() > 0)
        co_await house_.world().wait_until(house_.world().now() + struck->delay);
    made.now = house_.world().wall_now();
    served done;
    if (struck && (struck->drop_before || struck->status != 200 || struck->errcode != 0)) {
        done.code = struck->errcode;
        note(request, made, done, struck->drop_before ? "broken-before" : "refused-by-rule");
        if (struck->drop_before) co_return broken_connection();
        auto response = response_of(std::move(done));
        response.status = struck->status;
        if (response.status != 200) response.body = "<html>bad gateway</html>";
        co_return response;
    }
    done = serve(made);
    const bool lost = struck && struck->drop_after;
    note(request, made, done, lost ? "broken-after" : "called");
    if (lost) co_return broken_connection();
    co_return response_of(std::move(done));
}

}  // namespace platform::api
