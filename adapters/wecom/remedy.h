// What a client does about an error code of WeCom's APIs (wecom §6.4). Pure.
#pragma once

#include <string_view>

namespace adapters::wecom {

enum class remedy {
    none,             // errcode 0
    retry,            // at most 3 times after 0.5, 1 and 2 s; kf messages with the same msgid
    refresh_token,    // discard that token, fetch once, repeat once
    renew_media,      // upload again, repeat once
    wait,             // stop this API for its window (60 s, or 60 min), then at half the rate
    slow_down,        // fewer calls at once, retry with jitter
    drop,             // this message or receiver is lost; nothing else is wrong
    our_mistake,      // never retry; somebody has to look at the program
    stop,             // configuration or rights: alert operators, do not go on
    await_customer,   // until the customer's next message; keep the text for it
    reread_state,     // somebody else holds the session: read its state, no blind retry
    choose_another,   // this servicer cannot take it: another one, or the pool
    without_token,    // pull again without the push's token
    unknown_outcome,  // an undocumented code: for kf messages presumably accepted, never a new id
};

// Where the call went; a few codes mean another thing there.
enum class api { token, call };

remedy remedy_of(int code, api where = api::call);

// As far as the answer was read at all: another status than 200, a time-out or no JSON count as -1.
constexpr int no_answer = -1;

// True for what operators have to be told at once.
bool is_alarming(remedy what);

std::string_view name_of(remedy what);

}  // namespace adapters::wecom
