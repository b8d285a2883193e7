// A platform whose messages are pulled and answered by calls, as the session sees it. The house
// implements it, for the session knows no channel and no network. Used on one loop.
#pragma once

#include "bot/core/error.h"
#include "bot/core/inbound.h"
#include "bot/runtime/task.h"

#include <string>
#include <vector>

namespace session {

struct pulled_message {
    std::string id;         // unique in its feed
    core::inbound message;  // kind notice: only for note(), if it has an event
};

struct pulled_page {
    std::vector<pulled_message> messages;  // in the order of their sending
    std::string cursor;
    bool more = false;  // to be believed even beside an empty page
};

enum class sending {
    done,   // or presumably: an attempt before this one may have got through
    again,  // later, the same
    lost,   // never: the reason is logged
};

class pull_source {
public:
    virtual ~pull_source() = default;

    // errc::stale: pull without the token. errc::overloaded: not before a minute has passed.
    virtual runtime::task<core::result<pulled_page>> pull(std::string cursor,
                                                          std::string token) = 0;

    // An event that is not stepped: who holds a session now, what could not be delivered.
    virtual void note(const core::inbound& event) = 0;

    // False while people hold this patient's conversation.
    virtual runtime::task<core::result<bool>> may_answer(std::string user) = 0;

    // A recorded reply. Called again with the same after a crash: what it did then it does not do
    // twice.
    virtual runtime::task<sending> send(core::inbound message, std::string body) = 0;
};

}  // namespace session
