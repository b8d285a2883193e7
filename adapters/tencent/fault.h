// Why a callback cannot be accepted or an answer not be written: typed reasons, each with the code
// of Tencent's own samples (wechat §2.3, wecom §1.8). Expected, hence values; no allocation.
#pragma once

#include "bot/core/error.h"

#include <boost/system/result.hpp>

#include <string_view>

namespace adapters::tencent {

enum class fault : unsigned char {
    query_incomplete,    // a parameter is missing
    query_shape,         // a parameter cannot be what it claims, or comes twice
    signature_mismatch,  // well formed, but not signed with our token
    xml_size,
    xml_encoding,  // NUL bytes or no UTF-8
    xml_doctype,   // nobody honest sends one
    xml_syntax,    // not well formed, half a message, nothing at all
    xml_root,      // not exactly one root element
    xml_depth,
    xml_nodes,
    xml_reference,  // an entity nobody declared, or a character XML cannot carry
    xml_duplicate,  // a field that matters comes twice
    xml_field,      // a field that matters is missing or has the wrong shape
    json_syntax,    // not well formed, not UTF-8, too big, or no object
    json_field,     // a field that matters is missing or has the wrong shape
    key_shape,      // not 43 letters and digits
    receiver_mismatch,
    encryption_failed,
    cipher_length,   // not a positive multiple of 32 bytes
    padding,         // not 1...32 equal bytes
    message_length,  // the length field lies
    base64_alphabet,
};

struct fault_facts {
    int code;  // Tencent's, e.g. -40001
    core::errc reason;
    std::string_view detail;  // static word for log and metrics
};

const fault_facts& facts_of(fault which) noexcept;

// A value, or the fault that prevents it.
template <class T>
using outcome = boost::system::result<T, fault>;

}  // namespace adapters::tencent
