// Why a listener could not start or a certificate could not be taken: a code for programs and a
// sentence, with file names, for the operator.
#pragma once

#include "bot/core/error.h"

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace net {

struct fault {
    core::errc code = core::errc::misconfigured;
    std::string message;
};

template <class T>
using attempt = boost::system::result<T, fault>;

}  // namespace net
