// What a listener counts. Thread-safe; lives in the registry it was made from.
#pragma once

#include "bot/core/metrics.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace net {

// The limits of limits.h whose hits are counted.
enum class limit {
    connections,
    connections_per_address,
    handshake,
    first_byte,
    head_time,
    body_time,
    answer_time,
    write_time,
    idle,
    requests,
    head_size,  // or too many fields
    body_size,
    count_
};

class figures {
public:
    figures(core::metrics& registry, std::string_view listener);

    void hit(limit which) noexcept { hits_[static_cast<std::size_t>(which)]->add(); }
    void answered(unsigned status) noexcept { answers_[status / 100 % 6]->add(); }

    core::counter& accepted;
    core::counter& accept_failures;
    core::counter& full_handshakes;
    core::counter& resumed_handshakes;
    core::counter& failed_handshakes;
    core::counter& refused_requests;  // by the framing gate
    core::counter& handler_failures;
    core::histogram& latency;  // first byte of the request to last byte of the response handed over

private:
    std::array<core::counter*, static_cast<std::size_t>(limit::count_)> hits_{};
    std::array<core::counter*, 6> answers_{};
};

}  // namespace net
