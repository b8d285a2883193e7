#include "bot/net/chunked.h"

#include "bot/net/characters.h"

namespace net {
namespace {

constexpr std::size_t size_digits = 8;  // a chunk under 4 GiB

}  // namespace

framed<bool> chunked_reader::read_size_line() {
    std::string_view line = line_;
    std::size_t digits = 0;
    left_ = 0;
    while (digits < line.size() && hex_value(line[digits]) >= 0) {
        left_ = left_ * 16 + static_cast<std::uint64_t>(hex_value(line[digits]));
        if (++digits > size_digits) return refusal{400, "chunk-size"};
    }
    if (digits == 0) return refusal{400, "chunk-size"};
    const auto extension = line.substr(digits);
    if (extension.size() > bounds_.chunk_extension_bytes) return refusal{400, "chunk-extension"};
    // Meaningless to us, but it must be one: a blank alone is where parsers disagree.
    if (!extension.empty() && !without_blanks(extension).starts_with(';'))
        return refusal{400, "chunk-size"};
    if (!is_field_value(extension)) return refusal{400, "chunk-extension"};
    if (left_ > bounds_.body_bytes) return refusal{413, "body-size"};
    expects_ = left_ == 0 ? part::trailer : part::data;
    return true;
}

framed<bool> chunked_reader::read_trailer() {
    if (line_.empty()) {
        expects_ = part::nothing;
        return true;
    }
    // Checked and dropped: no trailer may change what the head said.
    trailer_bytes_ += line_.size();
    if (trailer_bytes_ > bounds_.head_bytes) return refusal{431, "trailer-size"};
    const auto field = parse_field(line_);
    if (!field) return field.error();
    return true;
}

framed<std::size_t> chunked_reader::feed(std::string_view bytes, std::string& body) {
    std::size_t used = 0;
    while (used < bytes.size() && !done()) {
        if (expects_ == part::data) {
            const auto portion = bytes.substr(used, left_);
            if (body.size() + portion.size() > bounds_.body_bytes) return refusal{413, "body-size"};
            body.append(portion);
            used += portion.size();
            left_ -= portion.size();
            if (left_ == 0) expects_ = part::data_end;
            continue;
        }
        const char c = bytes[used++];
        if (c != '\n') {
            if (!line_.empty() && line_.back() == '\r') return refusal{400, "bare-carriage-return"};
            if (expects_ == part::data_end && c != '\r') return refusal{400, "chunk-end"};
            const auto room = expects_ == part::trailer
                                  ? bounds_.head_bytes
                                  : bounds_.chunk_extension_bytes + size_digits;
            if (line_.size() > room) return refusal{400, "chunk-line"};
            line_.push_back(c);
            continue;
        }
        if (!line_.ends_with('\r')) return refusal{400, "bare-line-feed"};
        line_.pop_back();
        framed<bool> read = true;
        if (expects_ == part::size_line) {
            read = read_size_line();
        } else if (expects_ == part::data_end) {
            expects_ = part::size_line;
        } else {
            read = read_trailer();
        }
        if (!read) return read.error();
        line_.clear();
    }
    return used;
}

}  // namespace net
