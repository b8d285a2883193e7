#include "bot/store/sqlite/readers.h"

#include "bot/core/log.h"

namespace store::sqlite {

readers::readers(std::string path, const sealer& with, std::size_t count, std::size_t queue_limit)
    : path_(std::move(path)), with_(with), queue_limit_(queue_limit), pool_(count) {
    for (std::size_t i = 0; i < count; ++i)
        idle_.push_back(std::make_unique<reading>(path_, with_));
}

boost::system::error_code readers::guarded(const std::function<void(reading&)>& look) {
    try {
        auto connection = borrow();
        look(*connection);
        give_back(std::move(connection));
        return {};
    } catch (const failure& reason) {
        core::log(core::severity::error, "store_read_failed", {{"reason", reason.what()}});
        return core::make_error_code(reason.is_damage() ? core::errc::corrupt
                                                        : core::errc::unavailable);
    }
}

std::unique_ptr<reading> readers::borrow() {
    {
        const std::lock_guard lock(guard_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return std::make_unique<reading>(path_, with_);
}

void readers::give_back(std::unique_ptr<reading> connection) {
    const std::lock_guard lock(guard_);
    idle_.push_back(std::move(connection));
}

}  // namespace store::sqlite
