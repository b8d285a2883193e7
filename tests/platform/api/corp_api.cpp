#include "tests/platform/api/corp_api.h"

#include "adapters/tencent/json_writer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace platform::api {
namespace {

constexpr std::size_t longest_text = 2048;
constexpr std::chrono::hours card_lifetime{72};
constexpr std::chrono::seconds usual_duplicate_interval{1800};

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> names;
    while (!list.empty()) {
        const auto end = std::min(list.find('|'), list.size());
        if (end > 0) names.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return names;
}

// A card as the phone shows it: title, text, and buttons that can be tapped.
void read_card(const json_value& card, reply& into) {
    const auto add = [&](std::string_view words) {
        if (words.empty()) return;
        into.text.append(into.text.empty() ? "" : "\n").append(words);
        into.pieces.push_back({segment::kind::text, std::string(words) + "\n", {}, {}, {}});
    };
    add(card["main_title"]["title"].text());
    add(card["main_title"]["desc"].text());
    add(card["sub_title_text"].text());
    const auto buttons = card["button_list"];
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const std::string label(buttons.at(i)["text"].text());
        const std::string key(buttons.at(i)["key"].text());
        into.pieces.push_back({segment::kind::tap, label, {}, label, key});
    }
}

}  // namespace

bool corp_api::knows(std::string_view corp) const {
    return std::ranges::any_of(house_.accounts(),
                               [&](const account* one) { return one->corp_id == corp; });
}

destination* corp_api::app_of(const call& made, std::int64_t agent) {
    for (const auto* one : house_.accounts())
        if (one->kind == channel::wecom_app && owner_of(*one) == made.owner &&
            one->agent_id == agent)
            return house_.find(one->id);
    return nullptr;
}

int corp_api::read_message(const call& made, const json_value& json, reply& into) const {
    into.type = json["msgtype"].text();
    if (into.type == "text" || into.type == "markdown") {
        into.text = json[into.type]["content"].text();
        if (into.text.size() > longest_text) into.text.resize(longest_text);  // cut, not refused
        return into.text.empty() ? 44004 : 0;
    }
    if (into.type == "textcard") {
        into.text = json["textcard"]["title"].text();
        return json["textcard"]["url"].text().empty() ? 40058 : 0;
    }
    if (into.type == "news") {
        const auto list = json["news"]["articles"];
        for (std::size_t i = 0; i < list.size(); ++i)
            into.articles.push_back({std::string(list.at(i)["title"].text()),
                                     std::string(list.at(i)["description"].text()),
                                     std::string(list.at(i)["picurl"].text()),
                                     std::string(list.at(i)["url"].text())});
        return list.size() >= 1 && list.size() <= 8 ? 0 : 45008;
    }
    if (into.type == "template_card") {
        read_card(json["template_card"], into);
        return json["template_card"]["card_type"].text().empty() ? 40058 : 0;
    }
    constexpr std::array media{"image", "voice", "video", "file"};
    for (const std::string_view type : media) {
        if (into.type != type) continue;
        into.media = json[type]["media_id"].text();
        return media_.find(into.media, made.owner, made.now) != nullptr ? 0 : 40007;
    }
    return 40008;
}

bool corp_api::within_rate(const std::string& member, core::wall_time now) {
    rate& so_far = rates_[member];
    const auto minute = core::unix_seconds(now) / 60;
    if (so_far.minute != minute) so_far.this_minute = 0;
    if (so_far.hour != minute / 60) so_far.this_hour = 0;
    so_far.minute = minute;
    so_far.hour = minute / 60;
    return ++so_far.this_minute <= 30 && ++so_far.this_hour <= 1000;
}

served corp_api::send(const call& made) {
    served done;
    const auto refuse = [&](int code) {
        done.code = code;
        return done;
    };
    const auto json = read_body(made.request.body, done.code);
    if (!json) return done;
    auto* from = app_of(made, (*json)["agentid"].integer().value_or(0));
    if (from == nullptr) return refuse(40056);
    done.account = from->to.id;
    done.user = (*json)["touser"].text();
    if (done.user.empty()) return refuse(82001);
    reply message;
    if (const int code = read_message(made, json->root(), message); code != 0) return refuse(code);

    std::string unknown;
    std::vector<chat*> receivers;
    for (const auto& name : split(done.user)) {
        auto* who = house_.known_patient(*from, name);
        if (who != nullptr && who->follows())
            receivers.push_back(who);
        else
            unknown.append(unknown.empty() ? "" : "|").append(name);
    }
    if (receivers.empty()) return refuse(81013);

    const auto code = "rc-" + house_.inventions().digits(16);
    if ((*json)["enable_duplicate_check"].integer() == 1) {
        auto& until = sent_before_[made.request.body];
        const bool duplicate = made.now < until;
        const auto interval = (*json)["duplicate_check_interval"].integer();
        until = made.now + (interval ? std::chrono::seconds(*interval) : usual_duplicate_interval);
        if (duplicate) receivers.clear();
    }
    for (auto* who : receivers) {
        if (within_rate(from->to.id + "/" + who->openid(), made.now))
            who->account_answered(message, made.now);
        else
            ++swallowed_;
    }
    adapters::tencent::json_writer out(done.body);
    out.begin();
    out.number("errcode", 0);
    out.text("errmsg", "ok");
    out.text_unless_empty("invaliduser", unknown);
    out.text("msgid", "m-" + house_.inventions().digits(16));
    if (message.type == "template_card") {
        out.text("response_code", code);
        cards_[code] = {from->to.id, done.user,
                        std::string((*json)["template_card"]["task_id"].text()), made.now};
    }
    out.end();
    return done;
}

served corp_api::update_card(const call& made) {
    served done;
    const auto json = read_body(made.request.body, done.code);
    if (!json) return done;
    const auto found = cards_.find((*json)["response_code"].text());
    if (found == cards_.end() || made.now - found->second.created > card_lifetime) {
        done.code = 60140;
        return done;
    }
    const card shown = found->second;
    cards_.erase(found);  // good once
    done.account = shown.account;
    done.user = shown.user;
    reply message;
    message.type = "template_card";
    read_card((*json)["template_card"], message);
    const auto words = (*json)["button"]["replace_name"].text();
    if (!words.empty()) message.text = words;
    auto* from = house_.find(shown.account);
    for (const auto& name : split(shown.user))
        if (auto* who = house_.known_patient(*from, name)) who->account_answered(message, made.now);
    return done;
}

std::optional<served> corp_api::serve(const call& made) {
    if (made.api == "message/send") return send(made);
    if (made.api == "message/update_template_card") return update_card(made);
    return std::nullopt;
}

}  // namespace platform::api
