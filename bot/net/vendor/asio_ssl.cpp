// The bodies of Asio's TLS stream, which only the client uses.
#include <boost/asio/ssl/impl/src.hpp>
