// Decodes a chunked request body (RFC 9112 §7.1) from bytes that arrive in any portions.
#pragma once

#include "bot/net/framing.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace net {

class chunked_reader {
public:
    explicit chunked_reader(const limits& bounds) : bounds_(bounds) {}

    // Appends what `bytes` hold of the body to `body` and says how many bytes were used: all of
    // them until done(), then those up to the body's end.
    framed<std::size_t> feed(std::string_view bytes, std::string& body);
    bool done() const noexcept { return expects_ == part::nothing; }

private:
    enum class part { size_line, data, data_end, trailer, nothing };
    framed<bool> read_size_line();
    framed<bool> read_trailer();

    const limits& bounds_;
    part expects_ = part::size_line;
    std::string line_;  // the line being collected, without its LF
    std::uint64_t left_ = 0;
    std::size_t trailer_bytes_ = 0;
};

}  // namespace net
