#include "tests/support/certificate.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace tests {
namespace {

constexpr long one_day = 24L * 60 * 60;

template <class Write>
void write_file(const std::string& path, Write write) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"),
                                                               std::fclose);
    if (!file || write(file.get()) != 1) throw std::runtime_error("cannot write " + path);
}

}  // namespace

temporary_folder::temporary_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "daozhen-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void write_certificate(const std::string& certificate, const std::string& private_key,
                       const std::string& common_name, key_kind kind) {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
        kind == key_kind::ecdsa ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048), EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> made(X509_new(), X509_free);
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -one_day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), one_day);
    X509_set_pubkey(made.get(), key.get());
    X509_NAME* name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common_name.data()),
                               static_cast<int>(common_name.size()), -1, 0);
    X509_set_issuer_name(made.get(), name);
    X509_sign(made.get(), key.get(), EVP_sha256());
    write_file(certificate, [&](std::FILE* file) { return PEM_write_X509(file, made.get()); });
    write_file(private_key, [&](std::FILE* file) {
        return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

}  // namespace tests
