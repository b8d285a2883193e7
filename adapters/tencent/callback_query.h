// The query string of a Tencent callback, read in one pass. Order varies, the configured URL may
// bring parameters of its own, values are percent-decoded once (wechat §6, 4 and 5).
#pragma once

#include <string>
#include <string_view>

namespace adapters::tencent {

class callback_query {
public:
    // Views point into `query` (which must outlive this object) or, once decoded, into it.
    explicit callback_query(std::string_view query);
    callback_query(const callback_query&) = delete;
    callback_query& operator=(const callback_query&) = delete;

    // False if a known parameter comes twice or cannot be decoded: nobody honest sends that.
    bool is_sound() const noexcept { return sound_; }

    // Empty if absent.
    std::string_view signature, msg_signature, timestamp, nonce, encrypt_type, echostr;

private:
    // `most`: bytes that all decoded values may take together.
    void take(std::string_view name, std::string_view raw, bool is_encoded, std::size_t most);
    std::string_view* place_of(std::string_view name);

    std::string decoded_;
    bool sound_ = true;
};

}  // namespace adapters::tencent
