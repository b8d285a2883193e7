// One function object of several lambdas, for std::visit.
#pragma once

namespace core {

template <class... Functions>
struct overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;  // clang 14 deduces no aggregates

}  // namespace core
