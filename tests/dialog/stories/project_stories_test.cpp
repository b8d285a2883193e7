// The stories beside the project's own flows.
#include "bot/dialog/stories/coverage.h"
#include "bot/dialog/stories/sweep.h"
#include "bot/dialog/stories/tell.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dialog::stories {
namespace {

struct project {
    std::vector<source_file> files;
    std::shared_ptr<const bundle> script;
    story_files read;
};

const project& ours() {
    static const project loaded = [] {
        project made;
        made.files = read_bundle_files(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs");
        made.script = load_bundle(made.files).script;
        if (!made.script) throw std::runtime_error("the project's dialogs do not load");
        made.read = read_stories(*made.script, made.files);
        return made;
    }();
    return loaded;
}

class ProjectStories : public testing::TestWithParam<story> {};

TEST_P(ProjectStories, AreToldAsWritten) {
    const telling result = tell(*ours().script, GetParam());
    EXPECT_FALSE(result.failure) << to_line(*result.failure);
}

INSTANTIATE_TEST_SUITE_P(All, ProjectStories, testing::ValuesIn(ours().read.stories),
                         [](const auto& row) {
                             std::string flow = row.param.flow;
                             std::erase(flow, '-');
                             return flow + std::to_string(row.index + 1);
                         });

TEST(ProjectStoryFiles, HaveNoProblem) {
    for (const problem& one : ours().read.problems) ADD_FAILURE() << to_line(one);
    EXPECT_GE(ours().read.stories.size(), 40U);
}

TEST(ProjectStoryFiles, TakeEveryWayAndEveryOption) {
    coverage seen(*ours().script);
    for (const story& one : ours().read.stories)
        seen.add(tell(*ours().script, one).played.traces());
    for (const auto& [id, of] : ours().script->flows) {
        const covered_parts left = seen.missing(of);
        for (const auto& [from, to] : left.edges)
            ADD_FAILURE() << id << ": " << from << " → " << to;
        for (const auto& [from, to] : left.options)
            ADD_FAILURE() << id << ": " << from << " (" << to << ")";
    }
}

TEST(ProjectSweep, FindsEverySignAtEveryQuestion) {
    const swept done = sweep(*ours().script, ours().files);
    for (const problem& one : done.problems) ADD_FAILURE() << to_line(one);
    EXPECT_GE(done.questions, 40U);
    EXPECT_GE(done.examples, 100U);
    EXPECT_GE(done.counters, 100U);
}

}  // namespace

void PrintTo(const story& told, std::ostream* out) {
    *out << told.flow << ": " << told.name;
}

}  // namespace dialog::stories
