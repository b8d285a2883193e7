#include "bot/net/http_client.h"

namespace net {
namespace {

class client_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "http client"; }
    std::string message(int value) const override {
        switch (static_cast<client_errc>(value)) {
            case client_errc::bad_request:
                return "not a request that can be sent";
            case client_errc::unresolved:
                return "host name has no address";
            case client_errc::forbidden:
                return "the address is not a public one";
            case client_errc::unreachable:
                return "no connection";
            case client_errc::untrusted:
                return "TLS handshake refused";
            case client_errc::not_sent_in_time:
                return "time limit before the request was sent";
            case client_errc::timed_out:
                return "time limit before the answer was complete";
            case client_errc::cut_off:
                return "connection lost before the answer was complete";
            case client_errc::malformed:
                return "answer is not HTTP";
            case client_errc::too_large:
                return "answer over the size limit";
        }
        return "unknown";
    }
};

const client_category& own_category() noexcept {
    static const client_category instance;
    return instance;
}

}  // namespace

boost::system::error_code make_error_code(client_errc code) noexcept {
    return {static_cast<int>(code), own_category()};
}

bool may_have_reached_peer(const boost::system::error_code& error) noexcept {
    return error.category() != own_category() ||
           error.value() >= static_cast<int>(client_errc::timed_out);
}

std::string_view client_response::header(std::string_view name) const noexcept {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

}  // namespace net
