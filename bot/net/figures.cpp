#include "bot/net/figures.h"

#include <fmt/format.h>

#include <string>

namespace net {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(limit::count_)> limit_names{
    "connections", "connections_per_address",
    "handshake",   "first_byte",
    "head_time",   "body_time",
    "answer_time", "write_time",
    "idle",        "requests",
    "head_size",   "body_size"};

std::string label(std::string_view listener, std::string_view name, std::string_view value) {
    return fmt::format("listener=\"{}\",{}=\"{}\"", listener, name, value);
}

std::string label(std::string_view listener) {
    return fmt::format("listener=\"{}\"", listener);
}

core::counter& handshakes(core::metrics& registry, std::string_view listener,
                          std::string_view kind) {
    return registry.count("daozhen_tls_handshakes_total", "TLS handshakes",
                          label(listener, "kind", kind));
}

}  // namespace

figures::figures(core::metrics& registry, std::string_view listener)
    : accepted(registry.count("daozhen_connections_accepted_total", "Connections accepted",
                              label(listener))),
      accept_failures(registry.count("daozhen_accept_failures_total",
                                     "Times the system had no connection to give",
                                     label(listener))),
      full_handshakes(handshakes(registry, listener, "full")),
      resumed_handshakes(handshakes(registry, listener, "resumed")),
      failed_handshakes(handshakes(registry, listener, "failed")),
      refused_requests(registry.count("daozhen_http_refused_total",
                                      "Requests refused for their framing", label(listener))),
      handler_failures(registry.count("daozhen_http_handler_failures_total", "Handlers that threw",
                                      label(listener))),
      latency(registry.latency("daozhen_http_request_seconds",
                               "First byte of a request to its response handed over",
                               label(listener))) {
    for (std::size_t i = 0; i < hits_.size(); ++i)
        hits_[i] = &registry.count("daozhen_http_limit_hits_total", "Limits of a listener hit",
                                   label(listener, "limit", limit_names[i]));
    for (std::size_t i = 1; i < answers_.size(); ++i)
        answers_[i] = &registry.count("daozhen_http_responses_total", "Responses by status class",
                                      label(listener, "class", fmt::format("{}xx", i)));
    answers_[0] = answers_[5];  // a status that is none
}

}  // namespace net
