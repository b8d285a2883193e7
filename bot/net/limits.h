// Every limit of a listener; what is over one is refused or cut off. Hits of those that a busy or
// hostile client meets are counted (figures.h).
#pragma once

#include <chrono>
#include <cstddef>

namespace net {

inline constexpr std::size_t kibibyte = 1024;

struct limits {
    using milliseconds = std::chrono::milliseconds;

    std::size_t connections = 16'000;
    std::size_t connections_per_address = 256;  // 0: no such limit

    milliseconds handshake{5'000};
    milliseconds first_byte{10'000};  // of a new connection
    milliseconds head{5'000};         // from the first byte of a request to its blank line
    milliseconds body{5'000};         // for the first 64 KiB ...
    std::size_t body_bytes_per_second = 8 * kibibyte;  // ... and what comes after must flow so fast
    milliseconds answer{60'000};  // from the first byte of a request until its handler is done
    milliseconds write{10'000};
    milliseconds idle{30'000};  // between two requests
    milliseconds linger{
        1'000};  // how long a refused peer's bytes are still taken, so that it reads why
    std::size_t requests = 1'000;  // on one connection

    std::size_t head_bytes = 8 * kibibyte;
    std::size_t head_fields = 64;
    std::size_t chunk_extension_bytes = 256;
    std::size_t body_bytes = 64 * kibibyte;
};

}  // namespace net
