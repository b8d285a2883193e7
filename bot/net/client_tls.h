// The TLS side of outbound connections: whom to believe and how to check a name. OpenSSL stays
// behind this header.
#pragma once

#include "bot/core/error.h"
#include "bot/net/https_client.h"

#include <string>

using SSL_CTX = struct ssl_ctx_st;
using SSL = struct ssl_st;

namespace net {

// A context of the caller's (SSL_CTX_free); errc::misconfigured when a file of `trust` is
// unreadable.
core::result<SSL_CTX*> make_client_context(const client_trust& trust);

// Announces `host` (SNI) and demands a certificate for it. False when OpenSSL refuses the name.
bool expect_host(SSL* connection, const std::string& host);

}  // namespace net
