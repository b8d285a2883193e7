// Which addresses belong to the public internet. Whoever lets others name a URL asks this of what
// the name resolves to, so that our own machines and the hospital's network stay out of reach
// (server-side request forgery).
#pragma once

#include <boost/asio/ip/address.hpp>

namespace net {

// False for loopback, private, shared, link-local, multicast, reserved and documentation
// addresses, for the IPv6 forms of all those, and for every tunnel that hides an IPv4 address.
// IANA special-purpose registries, RFC 6890.
bool is_public(const boost::asio::ip::address& where);

}  // namespace net
