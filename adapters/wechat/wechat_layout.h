// The texts of an Official Account's replies (wechat §4.4): how blocks show in them. Pure.
#pragma once

#include "adapters/tencent/text_layout.h"

#include <cstddef>

namespace adapters::wechat {

// Bytes of UTF-8, links' markup included. Accounts of what fails above differ: 1884 to 2047.
constexpr std::size_t text_design_limit = 1800;
constexpr std::size_t text_hard_limit = 2047;

// Menus as tap-to-answer lines; where these do not fit, as numbered lines to be answered by typing,
// which always work.
extern const tencent::text_shape text_shape;

}  // namespace adapters::wechat
