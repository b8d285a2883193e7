// What a client does about an error code of an Official Account's APIs (wechat §5.4). Pure.
#pragma once

#include <string_view>

namespace adapters::wechat {

enum class remedy {
    none,             // errcode 0, or none at all
    retry,            // at most 3 times after 1, 2 and 4 s
    refresh_token,    // if that token is still the cached one: fetch once, repeat once
    renew_media,      // upload again, once
    shorten,          // split or shorten, send once more
    slow_down,        // nothing for 60 s
    wait_for_day,     // this API rests until midnight, UTC+8
    await_user,       // the window is shut or used up: keep or drop until the next inbound message
    forget_user,      // no such user, or no longer: mark as such
    drop,             // this message is lost; nothing else is wrong
    ignore,           // typing shown twice, and the like
    our_mistake,      // never retry; somebody has to look at the program
    stop,             // configuration or rights: alert operators, do not go on
    await_admin,      // the account's administrator has to agree: alert, again after an hour
    unknown_outcome,  // an undocumented code
};

// Where the call went; a few codes mean another thing there.
enum class api { token, call };

// Another status than 200, a time-out and no JSON count as -1; but a message may then have been
// sent all the same, and is repeated once at most.
remedy remedy_of(int code, api where = api::call);

std::string_view name_of(remedy what);

}  // namespace adapters::wechat
