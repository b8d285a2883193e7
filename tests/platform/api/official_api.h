// The API of Official Accounts: customer-service messages within their windows, typing (wechat
// §5.2). One loop.
#pragma once

#include "tests/platform/api/call.h"
#include "tests/platform/api/media_shelf.h"
#include "tests/platform/emulator.h"

#include <optional>

namespace platform::api {

class official_api {
public:
    // All outlive it.
    official_api(emulator& house, const media_shelf& media) : house_(house), media_(media) {}

    // Nothing when it is none of its end points. The call's token is good, its quota not used up.
    std::optional<served> serve(const call& made);

private:
    served send(const call& made, destination& from);
    served type(const call& made, destination& from);
    // What the patient will see, or the code that refuses it.
    int read_message(const call& made, const destination& from, const json_value& json,
                     reply& into) const;
    bool has_medium(const call& made, const destination& from, std::string_view id) const;

    emulator& house_;
    const media_shelf& media_;
};

}  // namespace platform::api
