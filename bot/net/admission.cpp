#include "bot/net/admission.h"

#include <algorithm>

namespace net {

admission::group admission::group_of(const boost::asio::ip::address& address) {
    group where{};
    if (address.is_v4()) {
        const auto bytes = address.to_v4().to_bytes();
        // Where the mapped form of the same address would stand.
        where[10] = where[11] = 0xff;
        std::copy(bytes.begin(), bytes.end(), where.begin() + 12);
    } else {
        const auto bytes = address.to_v6().to_bytes();
        const bool mapped = address.to_v6().is_v4_mapped();
        std::copy_n(bytes.begin(), mapped ? bytes.size() : bytes.size() / 2, where.begin());
    }
    return where;
}

std::variant<admission::place, admission::refused> admission::enter(
    const boost::asio::ip::address& from) {
    const group where = group_of(from);
    const std::lock_guard lock(guard_);
    if (all_ >= bounds_.connections) return refused::house_full;
    std::size_t& here = by_group_[where];
    if (bounds_.connections_per_address > 0 && here >= bounds_.connections_per_address)
        return refused::address_full;
    ++here;
    ++all_;
    return place(this, where);
}

void admission::leave(const group& where) noexcept {
    const std::lock_guard lock(guard_);
    --all_;
    const auto found = by_group_.find(where);
    if (--found->second == 0) by_group_.erase(found);
}

std::size_t admission::population() const noexcept {
    const std::lock_guard lock(guard_);
    return all_;
}

}  // namespace net
