#include "tests/platform/api/kf_account.h"

#include "adapters/tencent/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace platform::api {
namespace {

using namespace std::chrono_literals;
using adapters::tencent::json_writer;

constexpr auto kept = std::chrono::days(3);
constexpr auto session = 48h;
constexpr auto push_token_lifetime = 10min;
constexpr auto short_code = 20s;

// Invented: the real numbers are not published (wecom §3.5, §3.9).
constexpr int used_message_id = 95034;
constexpr int bad_event_code = 95035;

constexpr int customer_origin = 3, servicer_origin = 5;

std::string value_of(const details& given, std::string_view name, std::string_view otherwise = {}) {
    const auto found = given.find(name);
    return found == given.end() ? std::string(otherwise) : found->second;
}

bool is_message_id(std::string_view id) {
    return id.size() <= 32 && id.find_first_not_of(
                                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "_-") == std::string_view::npos;
}

// The object that a customer's message carries; false for a kind that customers cannot send.
bool write_content(json_writer& json, std::string_view kind, const details& given) {
    constexpr std::array media{"image", "voice", "video", "file"};
    const bool medium = std::ranges::find(media, kind) != media.end();
    if (kind != "text" && kind != "location" && kind != "link" && kind != "business_card" &&
        kind != "note" && !medium)
        return false;
    json.begin(kind);
    if (kind == "text") {
        json.text("content", value_of(given, "text"));
        json.text_unless_empty("menu_id", value_of(given, "menu_id"));
    } else if (kind == "location") {
        json.decimal("latitude", 23.13);
        json.decimal("longitude", 113.36);
        json.text("name", value_of(given, "label", "医院南门"));
        json.text("address", value_of(given, "label", "医院南门"));
    } else if (kind == "link") {
        json.text("title", value_of(given, "title", "一篇文章"));
        json.text("url", value_of(given, "url", "https://mp.weixin.qq.com/s/emulator"));
    } else if (kind == "business_card") {
        json.text("userid", "zhang");
    } else if (medium) {
        json.text("media_id", value_of(given, "media", "emulator-" + std::string(kind)));
    }
    json.end();
    return true;
}

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    return value ^ (value >> 27);
}

}  // namespace

std::string kf_account::add_row(core::wall_time now, std::string_view head, std::string body) {
    auto id = "in" + invent_.digits(16);
    std::string json = R"({"msgid":")" + id + R"(","send_time":)" +
                       std::to_string(core::unix_seconds(now)) + "," + std::string(head) +
                       std::move(body) + "}";
    rows_.push_back({++last_number_, now, std::move(json)});
    while (!rows_.empty() && now - rows_.front().at > kept) rows_.pop_front();
    return id;
}

std::string kf_account::add_event(const std::string& customer, std::string_view type,
                                  const details& more, core::wall_time now) {
    std::string event;
    json_writer json(event);
    json.begin();
    json.text("event_type", type);
    json.text("open_kfid", id_);
    json.text_unless_empty("external_userid", customer);
    for (const auto& [name, value] : more) {
        const bool number = name == "fail_type" || name == "change_type" || name == "status";
        if (number)
            json.number(name, std::stoll(value));
        else
            json.text(name, value);
    }
    json.end();
    return add_row(now, R"("origin":4,"msgtype":"event","event":)", std::move(event));
}

std::string kf_account::new_code(event_code what) {
    auto code = "code" + invent_.digits(20);
    codes_[code] = std::move(what);
    return code;
}

// A code only for who was neither welcomed nor wrote for 48 hours (wecom §3.4).
std::string kf_account::enter(const std::string& customer, const details& given,
                              core::wall_time now) {
    auto& file = customers_[customer];
    details more{{"scene", value_of(given, "scene", "oa_menu")},
                 {"scene_param", value_of(given, "scene_param")}};
    if (now - file.welcomed > session && now - file.wrote > session) {
        more["welcome_code"] = new_code({customer, file.state, true, true, now + short_code});
        file.welcomed = now;
    }
    return add_event(customer, "enter_session", more, now);
}

std::string kf_account::say(const std::string& customer, std::string_view kind,
                            const details& given, core::wall_time now) {
    std::string content;
    json_writer json(content);
    json.begin();
    if (!write_content(json, kind, given)) return {};
    const auto state = state_of(customer, now);
    auto& file = customers_[customer];
    if (state == kf_state::ended) file.state = kf_state::fresh;
    file.wrote = now;
    if (!given.contains("menu_id") || manners.tap_renews) file.window.open_for_message(now);
    std::string head = R"("open_kfid":")" + id_ + R"(","external_userid":")" + customer +
                       R"(","origin":)" + std::to_string(customer_origin) + R"(,"msgtype":")" +
                       std::string(kind) + "\",";
    return add_row(now, head, content.substr(1));
}

core::result<std::string> kf_account::act(std::string_view who, std::string_view kind,
                                          const details& given, core::wall_time now) {
    const std::string customer(who);
    auto& file = customers_[customer];
    if (kind == "enter") return enter(customer, given, now);
    if (kind == "recall")
        return add_event(customer, "user_recall_msg", {{"recall_msgid", value_of(given, "msgid")}},
                         now);
    if (kind == "servicer-take") {
        file.servicer = value_of(given, "servicer", "li");
        file.state = kf_state::human;
        return add_event(customer, "session_status_change",
                         {{"change_type", "1"}, {"new_servicer_userid", file.servicer}}, now);
    }
    if (kind == "servicer-end") {
        file.state = kf_state::ended;
        const auto code = new_code({customer, kf_state::ended, false, true, now + short_code});
        return add_event(
            customer, "session_status_change",
            {{"change_type", "3"}, {"old_servicer_userid", file.servicer}, {"msg_code", code}},
            now);
    }
    if (kind == "servicer-say")
        return add_row(now,
                       R"("open_kfid":")" + id_ + R"(","external_userid":")" + customer +
                           R"(","origin":)" + std::to_string(servicer_origin) +
                           R"(,"servicer_userid":"li","msgtype":"text",)",
                       R"("text":{"content":"您好，我是值班护士"})");
    if (kind == "text" && value_of(given, "text").empty()) return core::errc::malformed;
    auto id = say(customer, kind, given, now);
    if (id.empty()) return core::errc::unsupported;
    return id;
}

std::string kf_account::new_push_token(core::wall_time now) {
    std::erase_if(push_tokens_, [&](const auto& one) { return one.second < now; });
    auto token = "push" + invent_.digits(20);
    push_tokens_[token] = now + push_token_lifetime;
    return token;
}

std::string kf_account::cursor_at(std::uint64_t number) const {
    return "K" + std::to_string(number) + "." +
           std::to_string(mixed(number ^ std::hash<std::string>()(id_)));
}

bool kf_account::read_cursor(std::string_view cursor, std::uint64_t& number) const {
    if (cursor.empty()) {
        number = 0;
        return true;
    }
    const auto* end = cursor.data() + cursor.size();
    if (!cursor.starts_with('K')) return false;
    std::from_chars(cursor.data() + 1, end, number);
    return cursor_at(number) == cursor;
}

int kf_account::spend_pull(std::string_view token, core::wall_time now) {
    if (!token.empty()) {
        const auto known = push_tokens_.find(token);
        return known == push_tokens_.end() || known->second < now ? 95007 : 0;
    }
    const auto minute = core::unix_seconds(now) / 60;
    if (minute != tokenless_minute_) tokenless_ = 0;
    tokenless_minute_ = minute;
    return ++tokenless_ > manners.tokenless_a_minute ? 45009 : 0;
}

kf_account::page kf_account::sync(std::string_view cursor, std::string_view token,
                                  std::size_t limit, core::wall_time now) {
    std::uint64_t after = 0;
    if (!read_cursor(cursor, after) || limit < 1 || limit > 1000) return {40058, {}};
    if (const int code = spend_pull(token, now); code != 0) return {code, {}};
    if (invent_.chance(manners.short_pages)) limit = std::max<std::size_t>(1, limit / 7);
    if (invent_.chance(manners.empty_pages)) limit = 0;
    const auto begin = std::ranges::upper_bound(rows_, after, {}, &row::number);
    const auto rest = static_cast<std::size_t>(rows_.end() - begin);
    const auto count = std::min(rest, limit);
    page made;
    made.body = R"({"errcode":0,"errmsg":"ok","next_cursor":")";
    const auto last = count == 0 ? after : (begin + static_cast<std::ptrdiff_t>(count) - 1)->number;
    made.body +=
        cursor_at(last) + R"(","has_more":)" + (rest > count ? "1" : "0") + R"(,"msg_list":[)";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) made.body += ",";
        made.body += (begin + static_cast<std::ptrdiff_t>(i))->json;
    }
    made.body += "]}";
    return made;
}

kf_state kf_account::state_of(const std::string& customer, core::wall_time now) {
    auto& file = customers_[customer];
    if (now - file.wrote > session) file.state = kf_state::ended;
    return file.state;
}

bool kf_account::take_message_id(const std::string& msgid) {
    return msgid.empty() || message_ids_.insert(msgid).second;
}

int kf_account::accept(const std::string& customer, const std::string& msgid, core::wall_time now,
                       bool& failed) {
    if (!is_message_id(msgid)) return 40058;
    if (message_ids_.contains(msgid)) return used_message_id;
    auto& file = customers_[customer];
    const auto window = file.window.look(now);
    if (window == send_window::state::over) return 95002;
    const auto state = state_of(customer, now);
    if (state == kf_state::ended) return 95013;
    if (state == kf_state::pool || state == kf_state::human) return 95018;
    if (window == send_window::state::used_up) return 95001;
    file.window.spend(now);
    file.state = kf_state::assistant;
    take_message_id(msgid);
    failed = manners.fail_calls > 0;
    if (!failed) return 0;
    --manners.fail_calls;
    add_event(customer, "msg_send_fail",
              {{"fail_msgid", msgid}, {"fail_type", std::to_string(manners.fail_type)}}, now);
    return 0;
}

int kf_account::accept_on_event(const std::string& code, bool menu, const std::string& msgid,
                                core::wall_time now, std::string& customer) {
    const auto found = codes_.find(code);
    if (found == codes_.end() || found->second.until < now) return bad_event_code;
    const auto& what = found->second;
    customer = what.customer;
    if (menu && !what.menu_allowed) return 40008;
    if (!what.welcome && state_of(customer, now) != what.state) return 95018;
    if (!is_message_id(msgid)) return 40058;
    if (!take_message_id(msgid)) return used_message_id;
    codes_.erase(found);
    return 0;
}

int kf_account::change_state(const std::string& customer, kf_state to, const std::string& servicer,
                             core::wall_time now, std::string& code) {
    const auto from = state_of(customer, now);
    const bool way = (from == kf_state::fresh && to != kf_state::fresh) ||
                     (from == kf_state::assistant && to >= kf_state::pool) ||
                     (from == kf_state::pool && to >= kf_state::human) ||
                     (from == kf_state::human && to >= kf_state::human);
    if (!way) return 95016;
    if (to == kf_state::human && servicer.empty()) return 95014;
    auto& file = customers_[customer];
    file.state = to;
    if (to == kf_state::human) file.servicer = servicer;
    if (to >= kf_state::pool)
        code = new_code({customer, to, false, to == kf_state::ended,
                         now + (to == kf_state::ended ? std::chrono::seconds(short_code)
                                                      : std::chrono::seconds(session))});
    return 0;
}

}  // namespace platform::api
