#include "bot/net/tls.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>

namespace net {
namespace {

constexpr const char* ciphers_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* ciphers_1_3 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

void require(bool success, const char* what) {
    if (!success) throw std::runtime_error(std::string("OpenSSL refuses ") + what);
}

std::string reason() {
    const auto code = ERR_peek_last_error();
    ERR_clear_error();
    const char* text = code == 0 ? nullptr : ERR_reason_error_string(code);
    return text ? text : "unknown error";
}

fault wrong(std::string message) {
    return {core::errc::misconfigured, std::move(message)};
}

// OpenSSL says the same of a missing and of a broken file, so look first.
attempt<void> check_readable(const std::string& path) {
    if (std::ifstream(path).good()) return {};
    return wrong(fmt::format("{}: {}", path, std::strerror(errno)));
}

// Fetched once: looking algorithms up by name takes OpenSSL's global locks.
const EVP_CIPHER* ticket_cipher() {
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr);
    return cipher;
}

int ticket_index() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

bool set_mac_key(EVP_MAC_CTX* mac, const ticket_key& key) {
    char digest[] = "SHA256";
    auto bytes = key.mac;
    const OSSL_PARAM settings[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, bytes.data(), bytes.size()),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    return EVP_MAC_CTX_set_params(mac, settings) == 1;
}

// SSL_CTX_set_tlsext_ticket_key_evp_cb: -1 failure, 0 not ours, 1 good, 2 good but seal a new one.
int on_ticket(SSL* session, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
              EVP_MAC_CTX* mac, int sealing) {
    auto* keys =
        static_cast<ticket_keys*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), ticket_index()));
    if (sealing) {
        const auto key = keys->current();
        if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(ticket_cipher())) != 1) return -1;
        std::memcpy(name, key->name.data(), key->name.size());
        return EVP_EncryptInit_ex(cipher, ticket_cipher(), nullptr, key->cipher.data(), iv) == 1 &&
                       set_mac_key(mac, *key)
                   ? 1
                   : -1;
    }
    const auto [key, is_current] = keys->find(name);
    if (!key) return 0;
    if (EVP_DecryptInit_ex(cipher, ticket_cipher(), nullptr, key->cipher.data(), iv) != 1 ||
        !set_mac_key(mac, *key))
        return -1;
    return is_current ? 1 : 2;
}

// A client that offers only what we do not speak learns it from HTTP, not from a TLS alert.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* match = nullptr;
    const int found =
        SSL_select_next_proto(&match, size, ours, sizeof ours - 1, offered, offered_size);
    if (found != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_NOACK;
    *chosen = match;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

void tls_context::context_free::operator()(ssl_ctx_st* context) const noexcept {
    SSL_CTX_free(context);
}

tls_context::tls_context(std::shared_ptr<ticket_keys> tickets)
    : tickets_(std::move(tickets)), context_(SSL_CTX_new(TLS_server_method())) {
    require(context_ != nullptr, "a context");
    apply_policy();
}

// reliability-security.md §3.3
void tls_context::apply_policy() {
    SSL_CTX* context = context_.get();
    require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "TLS 1.2");
    require(SSL_CTX_set_cipher_list(context, ciphers_1_2) == 1, "the ciphers of TLS 1.2");
    require(SSL_CTX_set_ciphersuites(context, ciphers_1_3) == 1, "the ciphers of TLS 1.3");
    require(SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1, "the groups");
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // One system call for a record instead of one for its header and one for its content.
    SSL_CTX_set_read_ahead(context, 1);

    // Stateless tickets only: no session is kept here, whatever loop or restart the client meets.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_timeout(context, std::chrono::seconds(ticket_keys::period).count());
    static constexpr unsigned char session_scope[] = "daozhen";
    SSL_CTX_set_session_id_context(context, session_scope, sizeof session_scope - 1);
    SSL_CTX_set_ex_data(context, ticket_index(), tickets_.get());
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, on_ticket);

    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    // A key behind a pass phrase must fail, not ask a terminal that nobody sits at.
    SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return 0; });
}

attempt<void> tls_context::use(const certificate_files& files) {
    const auto& [certificate, key] = files;
    for (const auto* path : {&certificate, &key})
        if (const auto readable = check_readable(*path); !readable) return readable.error();
    SSL_CTX* context = context_.get();
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
        return wrong(fmt::format("{}: not a PEM certificate chain ({})", certificate, reason()));
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
        const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
        if (!mismatch)
            return wrong(fmt::format("{}: not an unencrypted PEM private key ({})", key, reason()));
        return wrong(fmt::format("{} is not the private key of {}", key, certificate));
    }
    if (SSL_CTX_check_private_key(context) != 1)
        return wrong(fmt::format("{} is not the private key of {}", key, certificate));
    return {};
}

attempt<std::shared_ptr<const tls_context>> tls_context::load(
    const tls_settings& settings, std::shared_ptr<ticket_keys> tickets) {
    if (settings.certificates.empty()) return wrong("TLS needs a certificate and its private key");
    const std::shared_ptr<tls_context> context(new tls_context(std::move(tickets)));
    for (const auto& files : settings.certificates)
        if (const auto used = context->use(files); !used) return used.error();
    return std::shared_ptr<const tls_context>(context);
}

ssl_handle tls_context::new_session() const {
    ssl_handle session(SSL_new(context_.get()));
    if (!session) throw std::bad_alloc();
    return session;
}

}  // namespace net
