// The encrypted envelope of Official Accounts and WeCom alike (wechat §2.1, wecom §1.2):
//
//   base64(AES-256-CBC(random 16 | length 4, big-endian | message | receiver | padding 1...32))
//
// The receiver is the AppID, CorpID, SuiteID or empty. One object per account, const and
// thread-safe. Signatures are proven before anything is opened; see signature.h.
#pragma once

#include "adapters/tencent/aes.h"
#include "adapters/tencent/fault.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters::tencent {

class envelope {
public:
    static constexpr std::size_t random_size = 16;
    using random_bytes = std::span<const unsigned char, random_size>;

    // Keys are EncodingAESKeys of 43 letters and digits; `previous_key` may be empty.
    static outcome<envelope> make(std::string receiver, std::string_view current_key,
                                  std::string_view previous_key = {});

    struct opened {
        std::span<char> message;  // inside `buffer`, for parsers that work in place
        std::size_t key;          // 0 current, 1 previous: the answer takes the same
    };

    // Tries the current key, then the previous one (wechat §2.4); if both fail, the current key's
    // fault counts. `buffer` is replaced and keeps the plaintext.
    outcome<opened> open(std::string_view encrypted, std::string& buffer) const;

    // Appends `message` sealed with that key, as base64. An empty message is sealed like any other:
    // callers send nothing instead (wechat §2.2).
    outcome<void> seal(std::size_t key, std::string_view message, std::string& out) const;

    // The same with given random bytes, so that tests can compare byte for byte.
    outcome<void> seal(std::size_t key, std::string_view message, random_bytes random,
                       std::string& out) const;

    // A file that an AI bot's user sent: the same cipher and padding around nothing but its bytes
    // (wecom §4.1). In place; the span is what is left without the padding.
    outcome<std::span<char>> open_file(std::span<char> bytes) const;

private:
    envelope(std::string receiver, std::vector<aes_key> keys);
    outcome<opened> open_with(std::size_t key, std::string_view encrypted,
                              std::string& buffer) const;

    std::string receiver_;
    std::vector<aes_key> keys_;
};

}  // namespace adapters::tencent
