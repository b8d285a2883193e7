// The one shape of XML that the platforms write for almost every message, read without building a
// document: `<xml>`, fields of CDATA or plain text, `</xml>`.
#pragma once

#include "adapters/tencent/flat_xml.h"

#include <optional>
#include <string_view>
#include <vector>

namespace adapters::tencent {

// The root and its fields as flat_xml lists them, pointing into `text`; nothing for any other
// shape, sound or not, which is then the full parser's. `text` is UTF-8 without NUL.
std::optional<std::vector<xml_element>> read_plain_fields(std::string_view text);

}  // namespace adapters::tencent
