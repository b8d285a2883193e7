#include "tests/platform/api/kf_api.h"

#include "adapters/tencent/json_writer.h"

#include <array>

namespace platform::api {
namespace {

using adapters::tencent::json_writer;

constexpr std::size_t longest_text = 2048, longest_words = 1024, most_items = 10;
constexpr std::size_t longest_id = 64, longest_label = 128;

void add_words(reply& into, std::string_view words) {
    if (words.empty()) return;
    into.text.append(words).append("\n");
    into.pieces.push_back({segment::kind::text, std::string(words) + "\n", {}, {}, {}});
}

int read_item(const json_value& item, reply& into) {
    const auto type = item["type"].text();
    const std::string content(item[type]["content"].text());
    if (type == "click") {
        const std::string id(item[type]["id"].text());
        if (id.size() > longest_id || content.empty() || content.size() > longest_label)
            return 40058;
        into.text += content + "\n";
        into.pieces.push_back({segment::kind::tap, content, {}, content, id});
        into.pieces.push_back({segment::kind::text, "\n", {}, {}, {}});
        return 0;
    }
    if (type == "view") {
        into.text += content + "\n";
        into.pieces.push_back(
            {segment::kind::link, content, std::string(item[type]["url"].text()), {}, {}});
        return 0;
    }
    if (type != "text" && type != "miniprogram") return 95009;
    add_words(into, content);
    return content.empty() ? 40058 : 0;
}

int read_menu(const json_value& menu, reply& into) {
    const auto head = menu["head_content"].text();
    const auto tail = menu["tail_content"].text();
    const auto list = menu["list"];
    if (head.size() > longest_words || tail.size() > longest_words) return 45002;
    if (list.size() > most_items) return 95008;
    add_words(into, head);
    for (std::size_t i = 0; i < list.size(); ++i)
        if (const int code = read_item(list.at(i), into); code != 0) return code;
    add_words(into, tail);
    return into.text.empty() ? 44004 : 0;
}

}  // namespace

int kf_api::read_message(const call& made, const json_value& json, reply& into) const {
    into.type = json["msgtype"].text();
    if (into.type == "text") {
        into.text = json["text"]["content"].text();
        if (into.text.empty()) return 44004;
        return into.text.size() > longest_text ? 45002 : 0;
    }
    if (into.type == "msgmenu") return read_menu(json["msgmenu"], into);
    if (into.type == "location") {
        into.text = "[位置] " + std::string(json["location"]["name"].text());
        return 0;
    }
    if (into.type == "link" || into.type == "miniprogram") {
        into.text = json[into.type]["title"].text();
        const auto thumb = json[into.type]["thumb_media_id"].text();
        return media_.find(thumb, made.owner, made.now) == nullptr ? 40007 : 0;
    }
    constexpr std::array media{"image", "voice", "video", "file"};
    for (const std::string_view type : media) {
        if (into.type != type) continue;
        into.media = json[type]["media_id"].text();
        return media_.find(into.media, made.owner, made.now) == nullptr ? 40007 : 0;
    }
    return 40008;
}

kf_api::addressed kf_api::address(const call& made) {
    addressed to;
    to.json = read_body(made.request.body, to.done.code);
    if (!to.json) return to;
    const auto id = (*to.json)["open_kfid"].text();
    auto* where = house_.kf_destination(id);
    if (id.empty())
        to.done.code = 95004;
    else if (where == nullptr)
        to.done.code = 95000;
    else if (owner_of(where->to) != made.owner)
        to.done.code = 48007;
    else
        to.where = where;
    if (to.where != nullptr) to.done.account = where->to.id;
    return to;
}

served kf_api::list_accounts(const call& made) {
    served done;
    json_writer json(done.body);
    json.begin();
    json.number("errcode", 0);
    json.text("errmsg", "ok");
    json.begin_list("account_list");
    for (const auto* one : house_.accounts()) {
        if (one->open_kf_id.empty() || owner_of(*one) != made.owner) continue;
        json.begin();
        json.text("open_kfid", one->open_kf_id);
        json.text("name", one->id);
        json.flag("manage_privilege", true);
        json.end();
    }
    json.end_list();
    json.end();
    return done;
}

served kf_api::sync(const call& made) {
    auto to = address(made);
    if (to.where == nullptr) return to.done;
    const auto& json = *to.json;
    const auto limit = json["limit"].integer().value_or(1000);
    auto page = to.where->kf->sync(json["cursor"].text(), json["token"].text(),
                                   static_cast<std::size_t>(limit), made.now);
    to.done.code = page.code;
    to.done.body = std::move(page.body);
    return std::move(to.done);
}

served kf_api::send(const call& made) {
    auto to = address(made);
    if (to.where == nullptr) return to.done;
    auto& done = to.done;
    done.user = (*to.json)["touser"].text();
    auto* who = house_.known_patient(*to.where, done.user);
    reply message;
    if (who == nullptr || !to.where->kf->knows(done.user)) {
        done.code = 40096;
        return done;
    }
    done.code = read_message(made, to.json->root(), message);
    if (done.code != 0) return done;
    const std::string msgid((*to.json)["msgid"].text());
    bool failed = false;
    done.code = to.where->kf->accept(done.user, msgid, made.now, failed);
    if (done.code != 0) return done;
    if (failed)
        house_.wake_kf(*to.where, {});
    else
        who->account_answered(message, made.now);
    json_writer json(done.body);
    json.begin();
    json.number("errcode", 0);
    json.text("errmsg", "ok");
    json.text("msgid", msgid.empty() ? "out" + house_.inventions().digits(12) : msgid);
    json.end();
    return done;
}

served kf_api::send_on_event(const call& made) {
    served done;
    const auto json = read_body(made.request.body, done.code);
    if (!json) return done;
    reply message;
    done.code = read_message(made, json->root(), message);
    if (done.code == 0 && message.type != "text" && message.type != "msgmenu") done.code = 40008;
    if (done.code != 0) return done;
    const std::string code((*json)["code"].text());
    for (const auto* one : house_.accounts()) {
        if (one->open_kf_id.empty() || owner_of(*one) != made.owner) continue;
        auto* where = house_.find(one->id);
        done.account = one->id;
        done.user.clear();
        done.code =
            where->kf->accept_on_event(code, message.type == "msgmenu",
                                       std::string((*json)["msgid"].text()), made.now, done.user);
        if (done.user.empty()) continue;  // no code of this account's
        if (done.code == 0) house_.patient(*where, done.user)->account_answered(message, made.now);
        return done;
    }
    return done;
}

served kf_api::state(const call& made, bool change) {
    auto to = address(made);
    if (to.where == nullptr) return to.done;
    auto& done = to.done;
    done.user = (*to.json)["external_userid"].text();
    if (!to.where->kf->knows(done.user)) {
        done.code = 40096;
        return done;
    }
    std::string code;
    if (change) {
        const auto wanted = (*to.json)["service_state"].integer().value_or(-1);
        done.code = wanted < 0 || wanted > 4
                        ? 40058
                        : to.where->kf->change_state(
                              done.user, static_cast<kf_state>(wanted),
                              std::string((*to.json)["servicer_userid"].text()), made.now, code);
        if (done.code != 0) return done;
    }
    json_writer json(done.body);
    json.begin();
    json.number("errcode", 0);
    json.text("errmsg", "ok");
    if (change) {
        json.text_unless_empty("msg_code", code);
    } else {
        const auto now = to.where->kf->state_of(done.user, made.now);
        json.number("service_state", static_cast<std::int64_t>(now));
        if (now == kf_state::human)
            json.text("servicer_userid", to.where->kf->servicer_of(done.user));
    }
    json.end();
    return done;
}

std::optional<served> kf_api::serve(const call& made) {
    if (made.api == "kf/sync_msg") return sync(made);
    if (made.api == "kf/send_msg") return send(made);
    if (made.api == "kf/send_msg_on_event") return send_on_event(made);
    if (made.api == "kf/service_state/get") return state(made, false);
    if (made.api == "kf/service_state/trans") return state(made, true);
    if (made.api == "kf/account/list") return list_accounts(made);
    return std::nullopt;
}

}  // namespace platform::api
