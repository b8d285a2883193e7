#include "bot/net/router.h"

#include <algorithm>

namespace net {
namespace {

runtime::task<http_response> nothing_here() {
    http_response response;
    response.status = 404;
    co_return response;
}

bool answers(method offered, method asked) {
    return offered == asked || (offered == method::get && asked == method::head);
}

}  // namespace

void router::add(method verb, std::string path, http_handler handler) {
    exact_[std::move(path)].push_back({verb, std::move(handler)});
}

void router::add_prefix(std::string prefix, http_handler handler) {
    const auto place = std::find_if(prefixes_.begin(), prefixes_.end(), [&](const auto& other) {
        return other.first.size() < prefix.size();
    });
    prefixes_.emplace(place, std::move(prefix), std::move(handler));
}

runtime::task<http_response> router::operator()(const http_request& request) const {
    if (const auto found = exact_.find(request.path); found != exact_.end()) {
        for (const auto& [verb, handler] : found->second)
            if (answers(verb, request.verb)) return handler(request);
        return nothing_here();
    }
    for (const auto& [prefix, handler] : prefixes_)
        if (request.path.starts_with(prefix)) return handler(request);
    return nothing_here();
}

}  // namespace net
