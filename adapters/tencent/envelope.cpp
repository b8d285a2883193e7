#include "adapters/tencent/envelope.h"

#include "adapters/tencent/base64.h"
#include "adapters/tencent/random_pool.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace adapters::tencent {
namespace {

constexpr std::size_t key_characters = 43;
constexpr std::size_t padding_block = 32;  // not the cipher's 16
constexpr std::size_t head_size = envelope::random_size + 4;

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

outcome<aes_key> read_key(std::string_view text) {
    if (text.size() != key_characters || !std::ranges::all_of(text, is_letter_or_digit))
        return fault::key_shape;
    std::string padded(text);
    padded.push_back('=');
    std::string bytes;
    const bool sound = decode_base64(padded, bytes) && bytes.size() == aes_key::size;
    OPENSSL_cleanse(padded.data(), padded.size());
    if (!sound) return fault::key_shape;
    aes_key key(std::span<const unsigned char, aes_key::size>(
        reinterpret_cast<const unsigned char*>(bytes.data()), aes_key::size));
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

std::uint64_t read_length(std::string_view bytes) {
    std::uint64_t length = 0;
    for (const char c : bytes.substr(envelope::random_size, 4))
        length = length << 8 | static_cast<unsigned char>(c);
    return length;
}

void append_length(std::string& out, std::size_t length) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(length >> shift & 0xFF));
}

// Bytes of padding at the end: 1 to 32, all equal; 0 if there is none such.
std::size_t padding_of(std::string_view bytes) {
    const auto count = static_cast<unsigned char>(bytes.back());
    if (count < 1 || count > padding_block) return 0;
    const auto tail = bytes.substr(bytes.size() - count);
    return tail.find_first_not_of(bytes.back()) == std::string_view::npos ? count : 0;
}

}  // namespace

envelope::envelope(std::string receiver, std::vector<aes_key> keys)
    : receiver_(std::move(receiver)), keys_(std::move(keys)) {}

outcome<envelope> envelope::make(std::string receiver, std::string_view current_key,
                                 std::string_view previous_key) {
    std::vector<aes_key> keys;
    for (const auto text : {current_key, previous_key}) {
        if (text.empty() && !keys.empty()) break;  // no previous key
        const auto key = read_key(text);
        if (!key) return key.error();
        keys.push_back(*key);
    }
    return envelope(std::move(receiver), std::move(keys));
}

outcome<envelope::opened> envelope::open(std::string_view encrypted, std::string& buffer) const {
    const auto current = open_with(0, encrypted, buffer);
    // Only what a wrong key can cause is worth a second key.
    if (current || current.error() == fault::base64_alphabet ||
        current.error() == fault::cipher_length)
        return current;
    for (std::size_t key = 1; key < keys_.size(); ++key)
        if (const auto found = open_with(key, encrypted, buffer)) return found;
    return current.error();
}

outcome<envelope::opened> envelope::open_with(std::size_t key, std::string_view encrypted,
                                              std::string& buffer) const {
    if (!decode_base64(encrypted, buffer)) return fault::base64_alphabet;
    if (buffer.empty() || buffer.size() % padding_block != 0) return fault::cipher_length;
    if (!keys_[key].decrypt(buffer)) return fault::cipher_length;
    const std::size_t padding = padding_of(buffer);
    if (padding == 0) return fault::padding;

    const std::string_view bytes(buffer.data(), buffer.size() - padding);
    // A receiver leaves room for at least one byte behind the message: a length that claims all is
    // a lie, not another receiver (wechat §2.1).
    const std::size_t least_tail = receiver_.empty() ? 0 : 1;
    if (bytes.size() < head_size + least_tail) return fault::message_length;
    const std::uint64_t length = read_length(bytes);  // 64 bits: N3 wraps in 32
    if (length > bytes.size() - head_size - least_tail) return fault::message_length;
    // With an empty receiver this is the demand for exact lengths (wecom §1.3).
    if (bytes.substr(head_size + length) != receiver_) return fault::receiver_mismatch;
    return opened{std::span<char>(buffer).subspan(head_size, length), key};
}

outcome<std::span<char>> envelope::open_file(std::span<char> bytes) const {
    if (bytes.empty() || bytes.size() % padding_block != 0) return fault::cipher_length;
    if (!keys_.front().decrypt(bytes)) return fault::cipher_length;
    const std::size_t padding = padding_of({bytes.data(), bytes.size()});
    if (padding == 0) return fault::padding;
    return bytes.first(bytes.size() - padding);
}

outcome<void> envelope::seal(std::size_t key, std::string_view message, std::string& out) const {
    std::array<unsigned char, random_size> random;
    if (!fill_random(random)) return fault::encryption_failed;
    return seal(key, message, random, out);
}

outcome<void> envelope::seal(std::size_t key, std::string_view message, random_bytes random,
                             std::string& out) const {
    if (key >= keys_.size() || message.size() > UINT32_MAX) return fault::encryption_failed;
    const std::size_t size = head_size + message.size() + receiver_.size();
    const std::size_t padding = padding_block - size % padding_block;
    thread_local std::string bytes;
    bytes.clear();
    bytes.reserve(size + padding);
    bytes.append(reinterpret_cast<const char*>(random.data()), random.size());
    append_length(bytes, message.size());
    bytes.append(message).append(receiver_);
    bytes.append(padding, static_cast<char>(padding));
    if (!keys_[key].encrypt(bytes)) return fault::encryption_failed;
    append_base64(out, bytes);
    return {};
}

}  // namespace adapters::tencent
