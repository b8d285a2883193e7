// Errors as values: one enum for every failure that a correct program meets in daily work.
// What nobody foresaw is an exception instead. Thread-safe; no allocation.
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <string>

namespace core {

enum class errc {
    // What a stranger sends.
    malformed = 1,   // not the shape the protocol demands
    unsupported,     // well formed, but not offered here
    too_large,       // over a limit of ours
    bad_signature,   // not signed by the platform
    stale,           // outside the time window
    wrong_mode,      // e.g. plaintext where the account is configured for encryption
    undecipherable,  // signed, but no key of ours opens it
    wrong_receiver,  // signed and opened, but meant for another account
    // What our own house cannot do now.
    unavailable,  // store, network or peer is down
    timed_out,
    overloaded,
    cancelled,
    conflict,  // somebody else changed it first
    not_found,
    corrupt,  // stored bytes fail their check
    misconfigured,
};

const boost::system::error_category& category() noexcept;
boost::system::error_code make_error_code(errc code) noexcept;

// A value, or the reason why there is none.
template <class T>
using result = boost::system::result<T>;

}  // namespace core

template <>
struct boost::system::is_error_code_enum<core::errc> : std::true_type {};
