#include "tests/platform/api/official_api.h"

#include <array>

namespace platform::api {
namespace {

constexpr std::size_t longest_text = 2048;  // bytes

int read_text(const json_value& json, reply& into) {
    into.text = json["text"]["content"].text();
    if (into.text.empty()) return 44004;
    return into.text.size() > longest_text ? 45002 : 0;
}

int read_news(const json_value& json, reply& into) {
    const auto articles = json["news"]["articles"];
    if (articles.size() != 1) return articles.size() == 0 ? 44004 : 45008;
    const auto one = articles.at(0);
    into.articles.push_back({std::string(one["title"].text()),
                             std::string(one["description"].text()),
                             std::string(one["picurl"].text()), std::string(one["url"].text())});
    return 0;
}

void add_words(reply& into, std::string_view words, std::string_view after) {
    if (words.empty()) return;
    into.text.append(words).append(after);
    into.pieces.push_back({segment::kind::text, std::string(words).append(after), {}, {}, {}});
}

int read_menu(const json_value& json, reply& into) {
    const auto menu = json["msgmenu"];
    const auto list = menu["list"];
    if (list.size() == 0) return 44004;
    if (list.size() > 10) return 45098;
    add_words(into, menu["head_content"].text(), "\n");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string id(list.at(i)["id"].text());
        const std::string label(list.at(i)["content"].text());
        if (id.empty() || label.empty()) return 45099;
        into.text += label + "\n";
        into.pieces.push_back({segment::kind::tap, label, {}, label, id});
        into.pieces.push_back({segment::kind::text, "\n", {}, {}, {}});
    }
    add_words(into, menu["tail_content"].text(), "");
    return 0;
}

int read_mini_page(const json_value& json, reply& into) {
    const auto page = json["miniprogrampage"];
    into.text = page["title"].text();
    return page["appid"].text().empty() || page["pagepath"].text().empty() ? 44004 : 0;
}

}  // namespace

bool official_api::has_medium(const call& made, const destination& from,
                              std::string_view id) const {
    return from.media.contains(id) || media_.find(id, made.owner, made.now) != nullptr;
}

int official_api::read_message(const call& made, const destination& from, const json_value& json,
                               reply& into) const {
    into.type = json["msgtype"].text();
    if (into.type == "text") return read_text(json, into);
    if (into.type == "news") return read_news(json, into);
    if (into.type == "msgmenu") return read_menu(json, into);
    if (into.type == "miniprogrampage") {
        into.media = json["miniprogrampage"]["thumb_media_id"].text();
        if (!has_medium(made, from, into.media)) return 40007;
        return read_mini_page(json, into);
    }
    constexpr std::array media{"image", "voice", "video", "mpnews"};
    for (const std::string_view type : media) {
        if (into.type != type) continue;
        into.media = json[type]["media_id"].text();
        return has_medium(made, from, into.media) ? 0 : 40007;
    }
    if (into.type == "music") {
        into.media = json["music"]["thumb_media_id"].text();
        return has_medium(made, from, into.media) ? 0 : 40007;
    }
    if (into.type == "mpnewsarticle")
        return json["mpnewsarticle"]["article_id"].text().empty() ? 44004 : 0;
    if (into.type == "wxcard") return json["wxcard"]["card_id"].text().empty() ? 44004 : 0;
    return 40008;
}

served official_api::send(const call& made, destination& from) {
    served done;
    done.account = from.to.id;
    const auto json = read_body(made.request.body, done.code);
    if (!json) return done;
    done.user = (*json)["touser"].text();
    auto* who = house_.known_patient(from, done.user);
    reply message;
    const auto refuse = [&](int code) {
        done.code = code;
        return done;
    };
    if (who == nullptr) return refuse(40003);
    if (!who->follows()) return refuse(43004);
    if (const int code = read_message(made, from, json->root(), message); code != 0)
        return refuse(code);
    const auto window = who->window.look(made.now);
    if (window != send_window::state::open)
        return refuse(window == send_window::state::over ? 45015 : 45047);
    who->window.spend(made.now);
    who->account_answered(message, made.now);
    return done;
}

served official_api::type(const call& made, destination& from) {
    served done;
    done.account = from.to.id;
    const auto json = read_body(made.request.body, done.code);
    if (!json) return done;
    done.user = (*json)["touser"].text();
    const auto command = (*json)["command"].text();
    if (house_.known_patient(from, done.user) == nullptr)
        done.code = 40003;
    else if (command != "Typing" && command != "CancelTyping")
        done.code = 45072;
    return done;
}

std::optional<served> official_api::serve(const call& made) {
    auto* from = house_.owned_by(made.owner);
    if (from == nullptr || from->to.kind != channel::official) return std::nullopt;
    if (made.api == "message/custom/send") return send(made, *from);
    if (made.api == "message/custom/typing") return type(made, *from);
    return std::nullopt;
}

}  // namespace platform::api
