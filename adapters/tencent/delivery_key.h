// Under which key a platform's retry is recognised (wechat §3.3, wecom §1.6). Never made of what a
// retry renews: timestamp, nonce, ciphertext. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adapters::tencent {

// `id` is the platform's own, or empty for events, which have none. Then the time and a digest of
// the decrypted `plaintext` tell two events of one second apart. An id of absurd length is not
// trusted to be one.
std::string delivery_key(std::string_view user, std::string_view id, std::int64_t created,
                         std::string_view plaintext);

}  // namespace adapters::tencent
