#include "tests/dialog/patient.h"
#include "tests/dialog/walker.h"

#include <gtest/gtest.h>

// The same walks over the dialogs that patients get, with the examples and counter-examples of
// every concept as texts.

namespace dialog {
namespace {

std::vector<std::string> all_examples(const bundle& script) {
    std::vector<std::string> all;
    for (const concept_source& one : script.ear.concepts()) {
        all.insert(all.end(), one.examples.begin(), one.examples.end());
        all.insert(all.end(), one.counter.begin(), one.counter.end());
    }
    return all;
}

class ProjectWalks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(ProjectWalks, NeverBreakAnInvariant) {
    const bundle& script = trial::project_bundle();
    walker patient(GetParam(), all_examples(script));
    walk(script, patient, walk_length(2'000));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ProjectWalks, testing::Values(1, 2, 3, 4, 5));

}  // namespace
}  // namespace dialog
