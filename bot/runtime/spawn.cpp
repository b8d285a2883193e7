#include "bot/runtime/spawn.h"

#include "bot/core/log.h"

#include <boost/asio/co_spawn.hpp>

#include <exception>

namespace runtime {

void spawn(const executor& loop, std::string_view name, task<> work) {
    boost::asio::co_spawn(loop, std::move(work), [name](const std::exception_ptr& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            core::log(core::severity::error, "coroutine-failed",
                      {{"name", name}, {"what", error.what()}});
        } catch (...) {
            core::log(core::severity::error, "coroutine-failed", {{"name", name}});
        }
    });
}

}  // namespace runtime
