#include "bot/core/error.h"

namespace core {
namespace {

class errc_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "daozhen"; }
    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
            case errc::malformed:
                return "malformed";
            case errc::unsupported:
                return "unsupported";
            case errc::too_large:
                return "too large";
            case errc::bad_signature:
                return "bad signature";
            case errc::stale:
                return "outside the time window";
            case errc::wrong_mode:
                return "not the configured mode";
            case errc::undecipherable:
                return "no key opens it";
            case errc::wrong_receiver:
                return "meant for another account";
            case errc::unavailable:
                return "unavailable";
            case errc::timed_out:
                return "timed out";
            case errc::overloaded:
                return "overloaded";
            case errc::cancelled:
                return "cancelled";
            case errc::conflict:
                return "changed by somebody else";
            case errc::not_found:
                return "not found";
            case errc::corrupt:
                return "corrupt";
            case errc::misconfigured:
                return "misconfigured";
        }
        return "unknown";
    }
};

}  // namespace

const boost::system::error_category& category() noexcept {
    static const errc_category instance;
    return instance;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), category()};
}

}  // namespace core
