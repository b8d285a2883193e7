// What stands in a message of the outbox: a page for the patient, or a notice for the desk.
#pragma once

#include "bot/core/block.h"
#include "bot/core/error.h"
#include "bot/core/sending.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace session {

struct patient_page {
    std::vector<core::block> blocks;
    bool keeps = true;  // where it cannot be sent it waits for the next answer; a reminder does not
};

using outgoing_body = std::variant<patient_page, core::desk_notice>;

std::string encode(const outgoing_body& what);
core::result<outgoing_body> decode_outgoing(std::string_view bytes);

}  // namespace session
