#include "adapters/tencent/delivery_key.h"

#include "adapters/tencent/digest.h"

#include <span>

namespace adapters::tencent {
namespace {

constexpr std::size_t id_limit = 64;

}  // namespace

std::string delivery_key(std::string_view user, std::string_view id, std::int64_t created,
                         std::string_view plaintext) {
    std::string key;
    key.reserve(128);
    if (!id.empty() && id.size() <= id_limit) {
        key.append("m:").append(user).append(":").append(id);
        return key;
    }
    key.append("e:").append(user).append(":");
    key.append(std::to_string(created)).append(":");
    const auto digest = sha256(plaintext);
    append_hex(key, std::span(digest).first(16));
    return key;
}

}  // namespace adapters::tencent
