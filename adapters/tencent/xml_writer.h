// Writes the flat XML of the platforms' replies: every text in CDATA. Appends only; the caller
// reserves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adapters::tencent {

// `text` in one CDATA section, or in several where it holds `]]>` itself. Control characters that
// XML cannot carry are left out (wechat §4.3).
void append_cdata(std::string& out, std::string_view text);

// <name><![CDATA[text]]></name>
void append_element(std::string& out, std::string_view name, std::string_view text);

// <name>number</name>
void append_element(std::string& out, std::string_view name, std::int64_t number);

}  // namespace adapters::tencent
