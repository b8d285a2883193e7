// Signing and sealing as the platform does it (wechat §1.2, §2): requests out, answers in. The
// cryptography is adapters/tencent's, which strangers' npm packages check in tests/interop.
#pragma once

#include "adapters/tencent/envelope.h"
#include "bot/core/error.h"
#include "tests/platform/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace platform {

// The choices of one attempt. Sealing again with the same choices still takes fresh random bytes.
struct sealing {
    bool previous_key = false;  // the key from before a rotation
    std::string timestamp;
    std::string nonce;
};

struct reply_envelope {
    std::string encrypted;
    std::string signature;
    std::string timestamp;
    std::string nonce;
};

// One account's keys at work. Const and thread-safe.
class sealer {
public:
    // errc::misconfigured when a key has the wrong shape or is missing where the mode needs one.
    static core::result<sealer> make(const account& from);

    struct letter {
        std::string query;  // without '?'
        std::string body;
    };
    // A push, in the account's mode (wechat §1.2). errc::misconfigured if it asks for a key that
    // the account does not have.
    core::result<letter> seal(const sealing& how, std::string_view user,
                              std::string_view plaintext) const;

    // The signed query of the URL check; its echo is plain in every mode (wechat §1.1).
    std::string check_query(const sealing& how, std::string_view echo) const;

    // errc::bad_signature, errc::wrong_receiver (another app's id inside) or errc::undecipherable,
    // also when the answer took another key than the push.
    core::result<std::string> open(const sealing& how, const reply_envelope& answer) const;

private:
    explicit sealer(const account& from) : from_(from) {}
    // WeCom's form of it (wecom §1.5).
    core::result<letter> seal_for_corp(const sealing& how, std::string_view plaintext) const;
    std::string signed_query(const sealing& how) const;

    account from_;
    std::optional<adapters::tencent::envelope> keys_;  // none: plaintext mode
};

}  // namespace platform
