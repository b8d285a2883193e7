// The API of a corp's apps at WeCom: messages to members, cards brought up to date (wecom §6.2,
// §2.3). One loop.
#pragma once

#include "tests/platform/api/call.h"
#include "tests/platform/api/media_shelf.h"
#include "tests/platform/emulator.h"

#include <map>
#include <optional>
#include <string>

namespace platform::api {

class corp_api {
public:
    // All outlive it.
    corp_api(emulator& house, const media_shelf& media) : house_(house), media_(media) {}

    bool knows(std::string_view corp) const;
    // Nothing when it is none of its end points. The call's token is good, its quota not used up.
    std::optional<served> serve(const call& made);

    // Messages beyond what one member gets in a minute or an hour: swallowed, with errcode 0.
    std::uint64_t swallowed() const { return swallowed_; }

private:
    struct card {
        std::string account, user, task;
        core::wall_time created{};
    };
    struct rate {
        std::int64_t minute = 0, hour = 0;
        unsigned this_minute = 0, this_hour = 0;
    };
    served send(const call& made);
    served update_card(const call& made);
    destination* app_of(const call& made, std::int64_t agent);
    int read_message(const call& made, const json_value& json, reply& into) const;
    bool within_rate(const std::string& member, core::wall_time now);

    emulator& house_;
    const media_shelf& media_;
    std::map<std::string, card, std::less<>> cards_;      // by response_code
    std::map<std::string, core::wall_time> sent_before_;  // bodies, until when they are duplicates
    std::map<std::string, rate> rates_;
    std::uint64_t swallowed_ = 0;
};

}  // namespace platform::api
