#include "bot/app/doctor_certificate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>

namespace app {
namespace {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using file_ptr = std::unique_ptr<std::FILE, freed_by<std::fclose>>;
using certificate_ptr = std::unique_ptr<X509, freed_by<X509_free>>;
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;

constexpr int renew_within_days = 21;

std::vector<certificate_ptr> read_chain(const std::string& path) {
    std::vector<certificate_ptr> chain;
    const file_ptr in(std::fopen(path.c_str(), "r"));
    if (!in) return chain;
    while (auto* next = PEM_read_X509(in.get(), nullptr, nullptr, nullptr))
        chain.emplace_back(next);
    return chain;
}

key_ptr read_key(const std::string& path) {
    const file_ptr in(std::fopen(path.c_str(), "r"));
    return key_ptr(in ? PEM_read_PrivateKey(in.get(), nullptr, nullptr, nullptr) : nullptr);
}

std::vector<std::string> names_of(const X509* certificate) {
    std::vector<std::string> names;
    auto* alternatives = static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(alternatives); ++i) {
        const auto* name = sk_GENERAL_NAME_value(alternatives, i);
        if (name->type != GEN_DNS) continue;
        const auto* text = name->d.dNSName;
        names.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                           static_cast<std::size_t>(ASN1_STRING_length(text)));
    }
    GENERAL_NAMES_free(alternatives);
    return names;
}

// Days from `now` until the certificate ends; negative when it has ended.
int days_left(const X509* certificate, core::wall_time now) {
    const std::unique_ptr<ASN1_TIME, freed_by<ASN1_STRING_free>> moment(
        ASN1_TIME_set(nullptr, core::unix_seconds(now)));
    int days = 0;
    int seconds = 0;
    ASN1_TIME_diff(&days, &seconds, moment.get(), X509_get0_notAfter(certificate));
    return seconds < 0 && days == 0 ? -1 : days;
}

bool self_signed(X509* certificate) {
    return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) ==
           0;
}

}  // namespace

findings examine_certificate(const tls_files& files, core::wall_time now) {
    const auto chain = read_chain(files.certificate);
    if (chain.empty())
        return {{health::bad, fmt::format("no certificate can be read from {}", files.certificate),
                 "write the path of the PEM file with the full chain at /server/tls/certificate",
                 "读不到证书文件。"}};
    findings found;
    const auto key = read_key(files.private_key);
    if (!key)
        found.push_back(
            {health::bad, fmt::format("no private key can be read from {}", files.private_key),
             "write the path of the PEM key at /server/tls/private_key, readable for this user",
             "读不到私钥文件。"});
    else if (X509_check_private_key(chain.front().get(), key.get()) != 1)
        found.push_back({health::bad, "the private key does not belong to the certificate",
                         "take certificate and key from the same issue", "私钥与证书不配对。"});
    const int days = days_left(chain.front().get(), now);
    if (days < 0)
        found.push_back({health::bad, "the certificate has expired", "renew it, then send SIGHUP",
                         "证书已过期。"});
    else if (days < renew_within_days)
        found.push_back({health::doubtful, fmt::format("the certificate ends in {} days", days),
                         "renew it, then send SIGHUP",
                         fmt::format("证书将在 {} 天后过期。", days)});
    if (self_signed(chain.front().get()))
        found.push_back({health::doubtful,
                         "the certificate is self-signed: good for trying, no platform accepts it",
                         "take one from a public authority before going live",
                         "证书是自签名的，只能试用，平台不会接受。"});
    else if (chain.size() == 1)
        found.push_back(
            {health::doubtful,
             "the certificate file holds no intermediate: platforms may not find the chain",
             "append the authority's intermediate certificates to the file", "证书链不完整。"});
    if (found.empty())
        found.push_back({health::good,
                         fmt::format("certificate for {} valid for {} days",
                                     fmt::join(names_of(chain.front().get()), ", "), days),
                         "", "证书正常。"});
    return found;
}

}  // namespace app
