// What the connections of one loop share, and what the loops of one server share.
#pragma once

#include "bot/net/admission.h"
#include "bot/net/deadlines.h"
#include "bot/net/figures.h"
#include "bot/net/http.h"
#include "bot/net/limits.h"
#include "bot/net/tls.h"
#include "bot/runtime/task.h"

#include <boost/intrusive/list.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>

namespace net {

class http_connection;

// Shared by the loops: constant or thread-safe.
struct common {
    common(limits bounds_given, http_handler handler_given, core::metrics& registry,
           std::string_view name)
        : bounds(bounds_given),
          handler(std::move(handler_given)),
          count(registry, name),
          doorkeeper(bounds) {}

    const limits bounds;
    const http_handler handler;
    figures count;
    admission doorkeeper;
};

struct connection_hook;
using connection_list_hook =
    boost::intrusive::list_base_hook<boost::intrusive::tag<connection_hook>,
                                     boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;
using connection_list =
    boost::intrusive::list<http_connection, boost::intrusive::base_hook<connection_list_hook>,
                           boost::intrusive::constant_time_size<false>>;

// Belongs to one loop and is touched there only. Held by the accepting coroutine and by every
// connection, so that it outlives the server when a handler does.
struct worker {
    worker(const runtime::executor& on, std::shared_ptr<common> with_all)
        : loop(on), shared(std::move(with_all)), clock(std::make_shared<deadlines>(on)) {}

    const runtime::executor loop;
    const std::shared_ptr<common> shared;
    const std::shared_ptr<deadlines> clock;
    std::shared_ptr<const tls_context> tls;  // null: plain HTTP
    connection_list connections;
    bool draining = false;

    // Scratch for reading and for a response: valid between two suspensions only.
    std::array<char, 16 * kibibyte> scratch{};
    std::string out;
};

}  // namespace net
