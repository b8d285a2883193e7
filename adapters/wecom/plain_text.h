// How blocks show in WeCom's plain texts: words, numbered menus, addresses as they are, which the
// clients make tappable themselves. Pure.
#pragma once

#include "adapters/tencent/text_layout.h"

namespace adapters::wecom {

// Bytes of UTF-8; the platform cuts beyond without a word (wecom §2.3, §3.5).
constexpr std::size_t text_limit = 2048;

extern const tencent::text_shape plain_text;

}  // namespace adapters::wecom
