// The platform itself: its accounts, the patients' phones, and what they do. Everything on one
// loop; no lock.
#pragma once

#include "bot/runtime/once.h"
#include "tests/platform/chat.h"
#include "tests/platform/courier.h"
#include "tests/platform/message.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

class emulator {
public:
    // `limit`: how long an attempt may take. `seed`: of openids and nonces.
    emulator(runtime::executor loop, outside& world, std::vector<account> accounts,
             std::chrono::milliseconds limit, std::uint64_t seed);

    // Ids of accounts whose keys cannot be used; they are not offered.
    const std::vector<std::string>& unusable() const { return unusable_; }

    std::vector<const account*> accounts() const;
    destination* find(std::string_view account);
    // The first whose token belongs to `owner`; see owner_of(). Null: none.
    destination* owned_by(std::string_view owner);

    // A fresh patient; the pointer lives as long as the emulator.
    chat& new_patient(const destination& of);
    // The patient with that openid, who appears when the id is well formed but not yet known; null
    // otherwise.
    chat* patient(const destination& of, std::string_view openid);
    // Only one who is known; null otherwise.
    chat* known_patient(const destination& of, std::string_view openid);
    std::vector<const chat*> patients(const destination& of) const;

    // A push under way: what is awaited by those who want to see its end.
    struct parcel {
        parcel(runtime::executor loop, push what, std::string plaintext)
            : content(std::move(what), std::move(plaintext)), settled(std::move(loop)) {}
        delivery content;
        runtime::once<bool> settled;
    };

    // The patient does something: it appears in the chat and is pushed. errc::conflict when
    // somebody who does not follow the account writes to it; else as compose().
    core::result<std::shared_ptr<parcel>> act(destination& of, chat& who, std::string_view kind,
                                              const details& given, travel how);

    // Account of WeChat customer service by its open_kfid; null: none.
    destination* kf_destination(std::string_view open_kf_id);
    // Tells the server that something happened in it: at once, or with what is still waiting to be
    // told. Null when the push was lost.
    std::shared_ptr<parcel> wake_kf(destination& of, travel how);

    // Taps a line of a reply (wechat §4.3). errc::not_found when there is no such line.
    core::result<std::shared_ptr<parcel>> tap(destination& of, chat& who, const chat::choice& which,
                                              travel how);

    // The patient's last push once more, long after; see courier::deliver_again. errc::not_found
    // when there is none.
    runtime::task<core::result<std::string>> deliver_again(destination& of, chat& who, travel how);

    runtime::task<std::string> check_url(destination& of) { return courier_.check_url(of); }

    const exchange_log& exchanges() const { return log_; }
    exchange_log& exchanges() { return log_; }
    outside& world() { return world_; }
    numbers& inventions() { return invent_; }

private:
    struct desk {  // one account and its patients
        explicit desk(destination there) : where(std::move(there)) {}
        destination where;
        std::deque<chat> chats;
        std::map<std::string, std::shared_ptr<parcel>, std::less<>> last;  // by openid
        std::shared_ptr<parcel> waking;  // a push to come, which tells of all until then
    };
    desk& desk_of(const destination& of);
    const desk& desk_of(const destination& of) const;
    chat& add_patient(const destination& of, std::string id);
    core::result<std::shared_ptr<parcel>> act_in_kf(destination& of, chat& who,
                                                    std::string_view kind, const details& given,
                                                    travel how);
    runtime::task<> push_kf(desk& at, std::shared_ptr<parcel> sent, travel how);
    void show(chat& who, const push& what, const verdict* answer);

    runtime::executor loop_;
    outside& world_;
    numbers invent_;
    exchange_log log_;
    courier courier_;
    std::deque<desk> desks_;
    std::vector<std::string> unusable_;
};

}  // namespace platform
