#include "tests/platform/emulator.h"

#include "bot/runtime/spawn.h"

#include <algorithm>
#include <array>

namespace platform {
namespace {

bool is_openid(std::string_view text) {
    return text.size() == 28 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '-' || c == '_';
           });
}

bool is_user_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           text.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
               "_-.@") == std::string_view::npos;
}

// Scanning a code before following is one event, a follow with a scene (wechat §6.10).
std::string_view kind_for(std::string_view kind, const chat& who) {
    return kind == "scan" && !who.follows() ? "follow" : kind;
}

// What lets the account speak unasked (wechat §5.2). A tapped item of a menu message is a tap,
// though it travels as a text.
void open_window(chat& who, std::string_view kind, const details& given, core::wall_time now) {
    constexpr std::array taps{std::string_view("follow"), std::string_view("scan"),
                              std::string_view("menu")};
    const bool event = kind == "event" || kind == "view" || kind == "position";
    const auto name = given.find("event");
    const bool scans = name != given.end() && name->second.starts_with("scancode_");
    if (kind == "unfollow")
        who.window.shut();
    else if (std::ranges::find(taps, kind) != taps.end() || given.contains("menu_id") || scans)
        who.window.open_for_tap(now);
    else if (!event)
        who.window.open_for_message(now);
}

bool needs_follower(std::string_view kind) {
    return kind != "follow" && kind != "event";
}

}  // namespace

emulator::emulator(runtime::executor loop, outside& world, std::vector<account> accounts,
                   std::chrono::milliseconds limit, std::uint64_t seed)
    : loop_(std::move(loop)), world_(world), invent_(seed), courier_(world, invent_, log_, limit) {
    for (auto& one : accounts) {
        auto keys = sealer::make(one);
        if (keys) {
            auto& where =
                desks_.emplace_back(destination{std::move(one), std::move(*keys), {}, {}}).where;
            if (where.to.kind == channel::customer_service)
                where.kf = std::make_shared<api::kf_account>(where.to.open_kf_id, invent_);
        } else
            unusable_.push_back(one.id);
    }
}

std::vector<const account*> emulator::accounts() const {
    std::vector<const account*> found;
    for (const auto& at : desks_) found.push_back(&at.where.to);
    return found;
}

destination* emulator::find(std::string_view account) {
    for (auto& at : desks_)
        if (at.where.to.id == account) return &at.where;
    return nullptr;
}

destination* emulator::owned_by(std::string_view owner) {
    for (auto& at : desks_)
        if (owner_of(at.where.to) == owner) return &at.where;
    return nullptr;
}

emulator::desk& emulator::desk_of(const destination& of) {
    return *std::ranges::find_if(desks_, [&](const desk& at) { return &at.where == &of; });
}

const emulator::desk& emulator::desk_of(const destination& of) const {
    return *std::ranges::find_if(desks_, [&](const desk& at) { return &at.where == &of; });
}

// Members of a corp need not follow: they see the app.
chat& emulator::add_patient(const destination& of, std::string id) {
    auto& chats = desk_of(of).chats;
    chat& added = chats.emplace_back(std::move(id), static_cast<unsigned>(chats.size() + 1));
    added.set_follows(of.to.kind != channel::official);
    return added;
}

chat& emulator::new_patient(const destination& of) {
    const bool customer = of.to.kind == channel::customer_service;
    return add_patient(of, customer ? invent_.customer() : invent_.openid());
}

chat* emulator::known_patient(const destination& of, std::string_view openid) {
    auto& chats = desk_of(of).chats;
    const auto known = std::ranges::find(chats, openid, &chat::openid);
    return known == chats.end() ? nullptr : &*known;
}

chat* emulator::patient(const destination& of, std::string_view openid) {
    if (auto* known = known_patient(of, openid)) return known;
    const bool official = of.to.kind == channel::official;
    if (official ? !is_openid(openid) : !is_user_id(openid)) return nullptr;
    return &add_patient(of, std::string(openid));
}

std::vector<const chat*> emulator::patients(const destination& of) const {
    std::vector<const chat*> found;
    for (const auto& one : desk_of(of).chats) found.push_back(&one);
    return found;
}

core::result<std::shared_ptr<emulator::parcel>> emulator::act(destination& of, chat& who,
                                                              std::string_view wanted,
                                                              const details& given, travel how) {
    if (of.kf) return act_in_kf(of, who, wanted, given, how);
    const auto kind = kind_for(wanted, who);
    if (needs_follower(kind) && !who.follows()) return core::errc::conflict;
    auto composed = compose(kind, given);
    if (!composed) return composed.error();
    push& what = *composed;
    const auto now = world_.wall_now();
    what.user = who.openid();
    what.created = core::unix_seconds(now);
    if (!what.is_event()) what.msg_id = invent_.msg_id(now);
    if (kind == "follow") who.set_follows(true);
    if (kind == "unfollow") who.set_follows(false);
    open_window(who, kind, given, now);
    if (auto shown = shown_as(kind, given); !shown.empty())
        who.patient_did(kind, std::move(shown), now);

    auto body = to_xml(what, of.to.original_id);
    const auto sent = std::make_shared<parcel>(loop_, std::move(what), std::move(body));
    desk_of(of).last[who.openid()] = sent;
    ++who.waiting;
    const std::shared_ptr<delivery> content(sent, &sent->content);
    courier::settle done = [this, &who, sent](const verdict* answer) {
        --who.waiting;
        show(who, sent->content.what(), answer);
        sent->settled.set(true);
    };
    runtime::spawn(loop_, "delivery", courier_.deliver(of, content, how, std::move(done)));
    return sent;
}

destination* emulator::kf_destination(std::string_view open_kf_id) {
    for (auto& at : desks_)
        if (at.where.kf && at.where.to.open_kf_id == open_kf_id) return &at.where;
    return nullptr;
}

core::result<std::shared_ptr<emulator::parcel>> emulator::act_in_kf(destination& of, chat& who,
                                                                    std::string_view kind,
                                                                    const details& given,
                                                                    travel how) {
    const auto now = world_.wall_now();
    const auto row = of.kf->act(who.openid(), kind, given, now);
    if (!row) return row.error();
    if (auto shown = shown_as(kind, given); !shown.empty())
        who.patient_did(kind, std::move(shown), now);
    return wake_kf(of, how);
}

std::shared_ptr<emulator::parcel> emulator::wake_kf(destination& of, travel how) {
    auto& at = desk_of(of);
    if (at.waking) return at.waking;
    const auto now = world_.wall_now();
    push what;
    what.type = "event";
    what.created = core::unix_seconds(now);
    what.fields = {{"Event", "kf_msg_or_event"},
                   {"Token", of.kf->new_push_token(now)},
                   {"OpenKfId", of.to.open_kf_id}};
    auto body = to_xml(what, of.to.corp_id);
    const auto sent = std::make_shared<parcel>(loop_, std::move(what), std::move(body));
    if (of.kf->manners.lose_pushes > 0) {
        --of.kf->manners.lose_pushes;
        sent->settled.set(true);
        return sent;
    }
    at.waking = sent;
    runtime::spawn(loop_, "wake-up", push_kf(at, sent, how));
    return sent;
}

runtime::task<> emulator::push_kf(desk& at, std::shared_ptr<parcel> sent, travel how) {
    const auto delay = at.where.kf->manners.push_delay;
    if (delay.count() > 0) co_await world_.wait_until(world_.now() + delay);
    at.waking.reset();
    const std::shared_ptr<delivery> content(sent, &sent->content);
    courier::settle done = [sent](const verdict*) { sent->settled.set(true); };
    auto journey = courier_.deliver(at.where, content, how, std::move(done));
    co_await std::move(journey);
}

void emulator::show(chat& who, const push& what, const verdict* answer) {
    const bool left = what.is_event() && !who.follows();  // nothing reaches those who left
    if (left) return;
    const auto now = world_.wall_now();
    if (answer == nullptr || answer->outcome == ruling::illegal)
        who.account_failed(now);
    else if (answer->outcome == ruling::replied)
        who.account_answered(answer->message, now);
}

core::result<std::shared_ptr<emulator::parcel>> emulator::tap(destination& of, chat& who,
                                                              const chat::choice& which,
                                                              travel how) {
    const segment* line = who.tappable(which);
    if (line == nullptr) return core::errc::not_found;
    const details said{{"text", line->content}, {"menu_id", line->menu_id}};
    return act(of, who, "text", said, how);
}

runtime::task<core::result<std::string>> emulator::deliver_again(destination& of, chat& who,
                                                                 travel how) {
    const auto& last = desk_of(of).last;
    const auto found = last.find(who.openid());
    if (found == last.end()) co_return core::errc::not_found;
    const std::shared_ptr<delivery> content(found->second, &found->second->content);
    auto outcome = co_await courier_.deliver_again(of, content, how);
    co_return outcome;
}

}  // namespace platform
