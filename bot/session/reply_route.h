// Which way what is to be said goes (architecture.md, "Exactly one effect"): the cheapest that
// still reaches the patient. Pure.
#pragma once

#include <chrono>
#include <string_view>

namespace session {

enum class reply_route {
    passive,  // in the answer to the delivery that waits
    held,     // recorded, for the platform's next attempt
    outbox,   // sent by the account itself
    carried,  // in front of the answer to the patient's next message
    dropped,  // too late to be worth a word
};

struct reply_outlook {
    bool has_room = false;                      // an answer to a delivery can carry it
    std::chrono::milliseconds left{0};          // until that delivery's attempt is given up
    std::chrono::milliseconds attempts_for{0};  // the platform goes on trying for so long
    bool may_send = false;                      // right, secret, and an open window with room
    bool keeps = true;                          // of worth later too; a reminder is not
};

// What the way to the platform and back may take.
constexpr std::chrono::milliseconds on_the_way{250};

constexpr reply_route route_of(const reply_outlook& outlook) {
    if (outlook.has_room && outlook.left > on_the_way) return reply_route::passive;
    if (outlook.has_room && outlook.attempts_for > on_the_way) return reply_route::held;
    if (outlook.may_send) return reply_route::outbox;
    return outlook.keeps ? reply_route::carried : reply_route::dropped;
}

std::string_view name_of(reply_route route);

}  // namespace session
