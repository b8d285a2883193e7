// What the slots of a scope hold, by slot id. A flat map: a state is read and written in every
// turn, and searched a few times at most.
#pragma once

#include "bot/dialog/script.h"

#include <boost/container/flat_map.hpp>

#include <functional>
#include <string>

namespace dialog {

using slot_values = boost::container::flat_map<std::string, value, std::less<>>;

template <class Predicate>
void erase_if(slot_values& held, Predicate unwanted) {
    for (auto one = held.begin(); one != held.end();)
        one = unwanted(*one) ? held.erase(one) : one + 1;
}

}  // namespace dialog
