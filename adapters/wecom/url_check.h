// The GET with which WeCom checks a callback URL when it is saved (wecom §1.4).
#pragma once

#include "adapters/adapter.h"
#include "adapters/tencent/sealed_door.h"

namespace adapters::wecom {

// Answers with what stands sealed in echostr, and nothing around it.
decoded check_url(const tencent::sealed_door& door, const tencent::callback_query& query,
                  core::wall_time now);

}  // namespace adapters::wecom
