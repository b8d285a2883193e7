#include "adapters/tencent/callback_query.h"

#include "bot/net/http.h"

#include <algorithm>

namespace adapters::tencent {

callback_query::callback_query(std::string_view query) {
    constexpr auto none = std::string_view::npos;
    const bool is_encoded = query.find('%') != none || query.find('+') != none;
    const std::size_t most = query.size();
    for (std::string_view rest = query; !rest.empty();) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (equals != none) take(pair.substr(0, equals), pair.substr(equals + 1), is_encoded, most);
    }
}

void callback_query::take(std::string_view name, std::string_view raw, bool is_encoded,
                          std::size_t most) {
    std::string_view* const place = place_of(name);
    if (place == nullptr) return;
    if (place->data() != nullptr) sound_ = false;
    *place = raw;
    if (!is_encoded) return;
    std::string value;
    if (!net::percent_decode(raw, value)) sound_ = false;
    // Reserved once for all, so that earlier views stay.
    if (decoded_.capacity() < most) decoded_.reserve(most);
    const std::size_t before = decoded_.size();
    decoded_.append(value);
    *place = std::string_view(decoded_).substr(before);
}

std::string_view* callback_query::place_of(std::string_view name) {
    if (name == "signature") return &signature;
    if (name == "msg_signature") return &msg_signature;
    if (name == "timestamp") return &timestamp;
    if (name == "nonce") return &nonce;
    if (name == "encrypt_type") return &encrypt_type;
    if (name == "echostr") return &echostr;
    return nullptr;
}

}  // namespace adapters::tencent
