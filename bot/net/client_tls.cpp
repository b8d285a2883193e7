#include "bot/net/client_tls.h"

#include <boost/asio/ip/address.hpp>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>

namespace net {
namespace {

using context_ptr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

X509* read_certificate(const std::string& file) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_file(file.c_str(), "r"),
                                                           &BIO_free);
    return source ? PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr) : nullptr;
}

// Replaces OpenSSL's chain check altogether: the one certificate, byte for byte, or nothing.
int accept_only(X509_STORE_CTX* check, void* expected) {
    const X509* offered = X509_STORE_CTX_get0_cert(check);
    if (offered != nullptr && X509_cmp(offered, static_cast<const X509*>(expected)) == 0) return 1;
    X509_STORE_CTX_set_error(check, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
}

void free_certificate(void*, void* certificate, CRYPTO_EX_DATA*, int, long, void*) {
    X509_free(static_cast<X509*>(certificate));
}

// The context owns the certificate, so that it lives as long as the check that looks at it.
bool pin(SSL_CTX* context, const std::string& file) {
    static const int slot =
        SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, &free_certificate);
    X509* certificate = read_certificate(file);
    if (certificate == nullptr) return false;
    SSL_CTX_set_ex_data(context, slot, certificate);
    SSL_CTX_set_cert_verify_callback(context, &accept_only, certificate);
    return true;
}

bool load_roots(SSL_CTX* context, const std::string& file) {
    return file.empty() ? SSL_CTX_set_default_verify_paths(context) == 1
                        : SSL_CTX_load_verify_file(context, file.c_str()) == 1;
}

}  // namespace

core::result<SSL_CTX*> make_client_context(const client_trust& trust) {
    context_ptr context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    if (!context) return core::errc::unavailable;
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    const bool trusted = trust.only_certificate_file.empty()
                             ? load_roots(context.get(), trust.authorities_file)
                             : pin(context.get(), trust.only_certificate_file);
    ERR_clear_error();
    if (!trusted) return core::errc::misconfigured;
    return context.release();
}

bool expect_host(SSL* connection, const std::string& host) {
    boost::system::error_code no_address;
    boost::asio::ip::make_address(host, no_address);
    if (!no_address)  // SNI carries names only (RFC 6066 §3)
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str()) == 1;
    SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(connection, host.c_str()) == 1 &&
           SSL_set_tlsext_host_name(connection, host.c_str()) == 1;
}

}  // namespace net
