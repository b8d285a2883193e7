// The API of WeChat customer service under cgi-bin/kf/ (wecom §3.3-§3.8). One loop.
#pragma once

#include "tests/platform/api/call.h"
#include "tests/platform/api/media_shelf.h"
#include "tests/platform/emulator.h"

#include <optional>

namespace platform::api {

class kf_api {
public:
    // All outlive it.
    kf_api(emulator& house, const media_shelf& media) : house_(house), media_(media) {}

    // Nothing when it is none of its end points. The call's token is good, its quota not used up.
    std::optional<served> serve(const call& made);

private:
    struct addressed {
        served done;
        destination* where = nullptr;  // null: refused, `done` says why
        std::optional<json_document> json;
    };
    addressed address(const call& made);
    served list_accounts(const call& made);
    served sync(const call& made);
    served send(const call& made);
    served send_on_event(const call& made);
    served state(const call& made, bool change);
    int read_message(const call& made, const json_value& json, reply& into) const;

    emulator& house_;
    const media_shelf& media_;
};

}  // namespace platform::api
