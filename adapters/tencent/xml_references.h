// Entity and character references in XML text (XML 1.0 §4.1), for documents without a DTD.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace adapters::tencent {

// Resolves `&lt; &gt; &amp; &quot; &apos; &#N; &#xN;` in place; returns the new size. Nothing for
// any other entity, a lone `&`, or a number that is no character XML can carry.
std::optional<std::size_t> resolve_references(std::span<char> text);

}  // namespace adapters::tencent
