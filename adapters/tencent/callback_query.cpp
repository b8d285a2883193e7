#include "adapters/tencent/callback_query.h"

#include "bot/net/http.h"

namespace adapters::tencent {

callback_query::callback_query(std::string_view query) {
    std::string value;
    for (std::string_view rest = query; !rest.empty();) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : rest.size());
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        std::string_view* const place = place_of(pair.substr(0, equals));
        if (place == nullptr) continue;
        const auto raw = pair.substr(equals + 1);
        if (place->data() != nullptr) sound_ = false;
        *place = raw;
        if (raw.find_first_of("%+") == std::string_view::npos) continue;
        if (!net::percent_decode(raw, value)) sound_ = false;
        // Reserved once for all, so that earlier views stay.
        if (decoded_.capacity() < query.size()) decoded_.reserve(query.size());
        const std::size_t before = decoded_.size();
        decoded_.append(value);
        *place = std::string_view(decoded_).substr(before);
    }
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
