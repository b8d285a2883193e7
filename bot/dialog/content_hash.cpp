#include "bot/dialog/content_hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace dialog {

std::string content_hash(const std::vector<source_file>& files) {
    std::vector<const source_file*> order;
    order.reserve(files.size());
    for (const source_file& file : files) order.push_back(&file);
    std::sort(order.begin(), order.end(),
              [](const source_file* a, const source_file* b) { return a->path < b->path; });

    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(),
                                                                    EVP_MD_CTX_free);
    bool good = digest && EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1;
    const auto add = [&](const std::string& part) {
        const std::string sized = std::to_string(part.size()) + ":" + part;
        good = good && EVP_DigestUpdate(digest.get(), sized.data(), sized.size()) == 1;
    };
    for (const source_file* file : order) {
        add(file->path);
        add(file->text);
    }
    std::array<unsigned char, 32> bytes{};
    good = good && EVP_DigestFinal_ex(digest.get(), bytes.data(), nullptr) == 1;
    if (!good) throw std::runtime_error("SHA-256 is not available");

    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : bytes) hex += {digits[byte >> 4], digits[byte & 15]};
    return hex;
}

}  // namespace dialog
