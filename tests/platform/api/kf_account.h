// One account of WeChat customer service on the platform's side: what happened in it, for sync_msg,
// and how it stands with each customer (wecom §3). Pure; one thread.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/error.h"
#include "tests/platform/api/send_window.h"
#include "tests/platform/message.h"
#include "tests/platform/numbers.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace platform::api {

enum class kf_state { fresh, assistant, pool, human, ended };  // 0 to 4

// How the platform behaves where it is free to, or where nobody knows.
struct kf_manners {
    std::chrono::milliseconds push_delay{0};  // what happens meanwhile shares the push
    unsigned lose_pushes = 0;                 // so many never leave
    unsigned short_pages = 0;                 // per mille of pages hold less than was asked for
    unsigned empty_pages = 0;                 // per mille hold nothing though there is more
    unsigned tokenless_a_minute = 10;
    int fail_type = 0;        // why accepted messages do not arrive after all ...
    unsigned fail_calls = 0;  // ... the next so many of them
    bool tap_renews = true;   // a tapped item counts as a message
};

class kf_account {
public:
    kf_account(std::string open_kfid, numbers& invent)
        : id_(std::move(open_kfid)), invent_(invent) {}

    kf_manners manners;

    // A customer or a servicer does something: `kind` as in tests/platform/README.md. The new
    // row's msgid. errc::unsupported or errc::malformed as compose().
    core::result<std::string> act(std::string_view customer, std::string_view kind,
                                  const details& given, core::wall_time now);

    // The token of a new push.
    std::string new_push_token(core::wall_time now);

    struct page {
        int code = 0;
        std::string body;  // JSON if the code is 0
    };
    page sync(std::string_view cursor, std::string_view token, std::size_t limit,
              core::wall_time now);

    // 0 when a message with that id may go to the customer now, who has then received it; else the
    // platform's code. `failed` is set when it will not arrive: a row says so.
    int accept(const std::string& customer, const std::string& msgid, core::wall_time now,
               bool& failed);
    // The same for a code of an event; the customer whom it was for.
    int accept_on_event(const std::string& code, bool menu, const std::string& msgid,
                        core::wall_time now, std::string& customer);

    bool knows(std::string_view customer) const { return customers_.contains(customer); }
    kf_state state_of(const std::string& customer, core::wall_time now);
    // 95016 where the chart has no such way. `code` is good for one message.
    int change_state(const std::string& customer, kf_state to, const std::string& servicer,
                     core::wall_time now, std::string& code);
    const std::string& servicer_of(const std::string& customer) {
        return customers_[customer].servicer;
    }

private:
    struct row {
        std::uint64_t number = 0;
        core::wall_time at{};
        std::string json;
    };
    struct customer_file {
        kf_state state = kf_state::ended;
        std::string servicer;
        core::wall_time wrote{};
        core::wall_time welcomed{};
        send_window window;
    };
    struct event_code {
        std::string customer;
        kf_state state;  // that the session must still be in
        bool welcome = false;
        bool menu_allowed = false;
        core::wall_time until{};
    };

    std::string add_row(core::wall_time now, std::string_view origin_and_type, std::string body);
    std::string add_event(const std::string& customer, std::string_view type, const details& more,
                          core::wall_time now);
    std::string enter(const std::string& customer, const details& given, core::wall_time now);
    std::string say(const std::string& customer, std::string_view kind, const details& given,
                    core::wall_time now);
    std::string new_code(event_code what);
    bool take_message_id(const std::string& msgid);
    std::string cursor_at(std::uint64_t number) const;
    bool read_cursor(std::string_view cursor, std::uint64_t& number) const;
    int spend_pull(std::string_view token, core::wall_time now);

    std::string id_;
    numbers& invent_;
    std::deque<row> rows_;
    std::uint64_t last_number_ = 0;
    std::map<std::string, customer_file, std::less<>> customers_;
    std::map<std::string, core::wall_time, std::less<>> push_tokens_;  // until when they are good
    std::map<std::string, event_code, std::less<>> codes_;
    std::set<std::string> message_ids_;
    std::int64_t tokenless_minute_ = 0;
    unsigned tokenless_ = 0;
};

}  // namespace platform::api
