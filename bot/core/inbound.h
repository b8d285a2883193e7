// What a platform delivered, in the house's own words: every channel translates into this and the
// dialog knows nothing else. A plain value; moved, never shared.
#pragma once

#include "bot/core/clock.h"

#include <string>

namespace core {

enum class inbound_kind {
    text,    // the patient wrote `text`
    pick,    // the patient tapped an item: `pick` is its id, `text` the words it shows
    menu,    // the account's own menu was tapped: `pick` is the button's key
    follow,  // the patient opened the account; `pick` may hold a scene (QR code)
    leave,   // the patient left; nothing may be answered
    media,   // picture, voice, place ...: nothing the dialog can read
    notice,  // a platform's report that concerns no conversation; acknowledged, not stepped
};

struct inbound {
    std::string account;       // id in the configuration
    std::string user;          // the platform's id of the patient, case-sensitive
    std::string delivery_key;  // the same for every retry of one delivery, unique per account
    inbound_kind kind = inbound_kind::text;
    std::string text;  // UTF-8, as written
    std::string pick;
    std::string media;    // for kind media: "image", "voice", "sticker" ...
    std::string event;    // the platform's own name of an event, for the log and for metrics
    std::string card;     // of a tapped card: the id that its update has to name
    wall_time sent_at{};  // by the platform's clock, whole seconds
};

}  // namespace core
