#include "bot/net/admission.h"

namespace net {

admission::verdict admission::enter(const std::string& address) {
    const std::lock_guard lock(guard_);
    if (all_ >= bounds_.connections) return verdict::house_full;
    if (bounds_.connections_per_address > 0) {
        std::size_t& here = by_address_[address];
        if (here >= bounds_.connections_per_address) return verdict::address_full;
        ++here;
    }
    ++all_;
    return verdict::admitted;
}

void admission::leave(const std::string& address) noexcept {
    const std::lock_guard lock(guard_);
    --all_;
    const auto found = by_address_.find(address);
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
}

std::size_t admission::population() const noexcept {
    const std::lock_guard lock(guard_);
    return all_;
}

}  // namespace net
