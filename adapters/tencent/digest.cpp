#include "adapters/tencent/digest.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace adapters::tencent {
namespace {

void demand(bool done) {
    if (!done) throw std::runtime_error("OpenSSL cannot compute a digest");
}

struct context_free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// One algorithm's context of this thread. The algorithm itself is never freed: threads may outlive
// every moment at which that would be safe.
class hasher {
public:
    explicit hasher(const EVP_MD* algorithm) : algorithm_(algorithm), context_(EVP_MD_CTX_new()) {
        demand(algorithm_ != nullptr && context_ != nullptr);
    }
    void operator()(std::span<const std::string_view> parts, unsigned char* out) {
        // One piece: a call costs OpenSSL more than the bytes do.
        joined_.clear();
        for (const auto part : parts) joined_.append(part);
        demand(EVP_DigestInit_ex2(context_.get(), algorithm_, nullptr) == 1);
        demand(EVP_DigestUpdate(context_.get(), joined_.data(), joined_.size()) == 1);
        demand(EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1);
    }

private:
    std::string joined_;
    const EVP_MD* algorithm_;
    std::unique_ptr<EVP_MD_CTX, context_free> context_;
};

}  // namespace

sha1_digest sha1(std::span<const std::string_view> parts) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    thread_local hasher hash(algorithm);
    sha1_digest digest;
    hash(parts, digest.data());
    return digest;
}

sha256_digest sha256(std::string_view bytes) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local hasher hash(algorithm);
    sha256_digest digest;
    hash({&bytes, 1}, digest.data());
    return digest;
}

void append_hex(std::string& out, std::span<const unsigned char> bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::size_t size = out.size();
    out.resize(size + 2 * bytes.size());
    for (const unsigned char each : bytes) {
        out[size++] = digits[each >> 4];
        out[size++] = digits[each & 15];
    }
}

}  // namespace adapters::tencent
