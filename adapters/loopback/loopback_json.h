// The JSON of the loopback channel (its form: loopback_adapter.h). Pure.
#pragma once

#include "bot/core/block.h"
#include "bot/core/error.h"
#include "bot/core/inbound.h"

#include <span>
#include <string>
#include <string_view>

namespace adapters::loopback {

// `account` is left empty; `now` stands in for a missing `at`.
core::result<core::inbound> read_message(std::string_view json, core::wall_time now);

std::string write_blocks(std::span<const core::block> blocks);

}  // namespace adapters::loopback
