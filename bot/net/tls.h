// The TLS side of a listener: versions, ciphers and certificates, checked when loaded. One context
// per loop, because OpenSSL locks what is shared; the ticket keys are common to all.
#pragma once

#include "bot/net/fault.h"
#include "bot/net/server.h"
#include "bot/net/stream.h"
#include "bot/net/ticket_keys.h"

#include <memory>

struct ssl_ctx_st;

namespace net {

class tls_context {
public:
    // The fault names the file and what is wrong with it.
    static attempt<std::shared_ptr<const tls_context>> load(const tls_settings& settings,
                                                            std::shared_ptr<ticket_keys> tickets);
    tls_context(const tls_context&) = delete;
    tls_context& operator=(const tls_context&) = delete;

    // A session for one accepted connection.
    ssl_handle new_session() const;

private:
    struct context_free {
        void operator()(ssl_ctx_st* context) const noexcept;
    };
    explicit tls_context(std::shared_ptr<ticket_keys> tickets);
    void apply_policy();
    attempt<void> use(const certificate_files& files);

    std::shared_ptr<ticket_keys> tickets_;
    std::unique_ptr<ssl_ctx_st, context_free> context_;
};

}  // namespace net
