// What changed from one release to the next, in words an operator can check: which node, which
// field, from what to what. Pure; reads the files of both, whatever the checks say of them.
#pragma once

#include "bot/dialog/load.h"

#include <string>
#include <vector>

namespace dialog {

struct difference {
    std::string file;
    std::string what;  // Chinese: 节点 ask-side · 问法：「哪条腿？」改为「哪条腿不舒服？」
    bool operator==(const difference&) const = default;
};

// In the order of the newer files and of what stands in them; what is gone comes behind. Stories
// and notes are left out: patients do not meet them. A file that is no JSON is only said to have
// changed.
std::vector<difference> differences(const std::vector<source_file>& before,
                                    const std::vector<source_file>& after);

// flows/knee.json  节点 …
std::string to_line(const difference& one);

}  // namespace dialog
