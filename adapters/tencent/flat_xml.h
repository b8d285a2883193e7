// Reads the platforms' XML: one root, whose direct children are the fields; a few events nest small
// blocks below them. Strict where strangers could play (reliability-security.md §3.2): no DOCTYPE,
// no entities but XML's own five, depth at most 8, at most 256 nodes, valid UTF-8, no NUL, no field
// that matters twice. Everything is text; CDATA and plain text read the same.
#pragma once

#include "adapters/tencent/fault.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace adapters::tencent {

struct xml_element {
    std::string_view name;
    std::string_view text;  // its own, all sections joined, up to its first child element
    std::size_t depth;      // 1: the root, 2: a field, 3: inside a field's block
    std::size_t end;        // index after its last descendant
};

class flat_xml {
public:
    static constexpr std::size_t size_limit = 262144;
    static constexpr std::size_t depth_limit = 8;
    static constexpr std::size_t node_limit = 256;

    // Works in place: `buffer` is spoilt as XML and must outlive the result's views.
    static outcome<flat_xml> read(std::span<char> buffer);

    // All elements in document order, the root first.
    std::span<const xml_element> elements() const noexcept { return elements_; }

    // First direct child of the root with that name; null if there is none.
    const xml_element* field(std::string_view name) const noexcept;

    // Its text; empty if absent.
    std::string_view text(std::string_view name) const noexcept;

    // Text of the first element called `name` anywhere inside `block`; empty if absent.
    std::string_view text_in(const xml_element& block, std::string_view name) const noexcept;

    // What stands inside `block`, at any depth.
    std::span<const xml_element> inside(const xml_element& block) const noexcept;

private:
    static outcome<void> parse(std::span<char> buffer, std::vector<xml_element>& into);

    std::vector<xml_element> elements_;
};

}  // namespace adapters::tencent
