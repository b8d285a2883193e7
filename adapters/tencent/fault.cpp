#include "adapters/tencent/fault.h"

#include <array>
#include <cstddef>

namespace adapters::tencent {
namespace {

using core::errc;

// In the order of the enumeration.
constexpr std::array facts{
    fault_facts{-40003, errc::bad_signature, "query-incomplete"},
    fault_facts{-40003, errc::bad_signature, "query-shape"},
    fault_facts{-40001, errc::bad_signature, "signature"},
    fault_facts{-40002, errc::too_large, "xml-size"},
    fault_facts{-40002, errc::malformed, "xml-encoding"},
    fault_facts{-40002, errc::malformed, "xml-doctype"},
    fault_facts{-40002, errc::malformed, "xml-syntax"},
    fault_facts{-40002, errc::malformed, "xml-root"},
    fault_facts{-40002, errc::malformed, "xml-depth"},
    fault_facts{-40002, errc::malformed, "xml-nodes"},
    fault_facts{-40002, errc::malformed, "xml-reference"},
    fault_facts{-40002, errc::malformed, "xml-duplicate"},
    fault_facts{-40002, errc::malformed, "xml-field"},
    fault_facts{-40002, errc::malformed, "json-syntax"},
    fault_facts{-40002, errc::malformed, "json-field"},
    fault_facts{-40004, errc::misconfigured, "key-shape"},
    fault_facts{-40005, errc::wrong_receiver, "receiver"},
    fault_facts{-40006, errc::unavailable, "encryption"},
    fault_facts{-40007, errc::undecipherable, "cipher-length"},
    fault_facts{-40007, errc::undecipherable, "padding"},
    fault_facts{-40008, errc::undecipherable, "message-length"},
    fault_facts{-40010, errc::malformed, "base64"},
};
static_assert(facts.size() == static_cast<std::size_t>(fault::base64_alphabet) + 1);

}  // namespace

const fault_facts& facts_of(fault which) noexcept {
    return facts[static_cast<std::size_t>(which)];
}

}  // namespace adapters::tencent
