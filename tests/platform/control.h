// The emulator over HTTP: the page's files and the JSON interface of tests/platform/README.md.
#pragma once

#include "bot/net/http.h"
#include "tests/platform/emulator.h"

namespace platform {

class control {
public:
    // `house` outlives every request.
    explicit control(emulator& house) : house_(house) {}

    runtime::task<net::http_response> operator()(const net::http_request& request);

private:
    using path = std::vector<std::string>;

    runtime::task<net::http_response> post(const net::http_request& request, path parts);
    net::http_response get(const net::http_request& request, const path& parts);
    runtime::task<net::http_response> post_to_account(destination& of, std::string last,
                                                      details body);
    runtime::task<net::http_response> post_to_patient(destination& of, chat& who, std::string act,
                                                      details body);

    emulator& house_;
};

}  // namespace platform
