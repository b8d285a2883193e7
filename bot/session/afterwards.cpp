#include "bot/session/afterwards.h"

#include "bot/session/outgoing_body.h"
#include "bot/session/reply_route.h"

#include <algorithm>
#include <iterator>

namespace session {
namespace {

bool is_handoff(const core::block& block) {
    return std::holds_alternative<core::handoff_block>(block);
}

}  // namespace

std::shared_ptr<store::consequences> arrange(afterwards& what, turn_content& content,
                                             const std::string& user, const way_out* out,
                                             core::wall_time now) {
    auto more = std::make_shared<store::consequences>();
    more->timers = std::move(content.timers);
    const auto route = route_of({.may_send = out != nullptr && what.may_send, .keeps = what.keeps});
    if (route == reply_route::outbox) {
        const auto end = std::ranges::find_if(what.rest, is_handoff);
        const std::span<const core::block> sent(what.rest.data(),
                                                static_cast<std::size_t>(end - what.rest.begin()));
        for (auto& page : out->pages(sent))
            more->messages.push_back(
                {encode(patient_page{std::move(page), what.keeps}), what.send_at});
        what.rest.erase(what.rest.begin(), end);
    } else if (route == reply_route::dropped) {
        what.rest.clear();
    }
    if (out != nullptr && out->has_desk())
        for (auto& notice : content.notices) {
            notice.user = user;
            more->messages.push_back({encode(std::move(notice)), now});
        }
    const bool nothing = more->messages.empty() && more->timers.empty();
    return nothing ? nullptr : more;
}

}  // namespace session
