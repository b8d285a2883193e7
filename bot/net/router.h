// Method and path -> handler. Filled at start-up, then only read, by any number of loops. A router
// is itself an http_handler: copy it into a server.
#pragma once

#include "bot/net/http.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace net {

class router {
public:
    // `path` as it stands in the request, without query. A GET handler answers HEAD too.
    void add(method verb, std::string path, http_handler handler);
    // Every path that begins with `prefix`, when no exact one fits; the longest prefix wins. The
    // handler judges the method itself.
    void add_prefix(std::string prefix, http_handler handler);

    // Unknown path and wrong method get the same small 404.
    runtime::task<http_response> operator()(const http_request& request) const;

private:
    struct entry {
        method verb;
        http_handler handler;
    };
    std::unordered_map<std::string, std::vector<entry>> exact_;
    std::vector<std::pair<std::string, http_handler>> prefixes_;  // longest first
};

}  // namespace net
