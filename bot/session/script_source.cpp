#include "bot/session/script_source.h"

namespace session {

std::shared_ptr<const dialog::bundle> script_source::current() const {
    const auto releases = shelf();
    return releases == nullptr ? nullptr : releases->share_current();
}

void script_source::put_up(std::shared_ptr<const release_shelf> next) {
    shelf_.store(std::move(next), std::memory_order_release);
    version_.fetch_add(1, std::memory_order_release);
}

void script_source::publish(std::shared_ptr<const dialog::bundle> only) {
    put_up(only == nullptr ? nullptr : std::make_shared<const release_shelf>(std::move(only)));
}

}  // namespace session
