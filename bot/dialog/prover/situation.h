// One situation of the search: a state of the engine without what cannot matter any more, and the
// key under which all states alike are one.
//
// Left out, because every move that depends on it is tried both ways (moves.h): signs already
// answered, concepts denied, digressions repeated. Left out, because it only adds words: the worst
// level so far as long as it is no emergency; teen, adult and unknown age. Left out, because the
// way back restores a situation that has been looked at: all of the trail but the last answer.
#pragma once

#include "bot/dialog/prover/outlook.h"

#include <map>
#include <memory>

namespace dialog::prover {

struct situation {
    state whole;
    int owed = 0;  // rank of the gravest warning sign the patient has picked as an option
};

// A question of the engine's own that goes away and leaves the dialog as it was.
bool is_aside(pending_question::kind what);

class abstraction {
public:
    explicit abstraction(const bundle& script);

    void simplify(situation& here) const;
    // Of a simplified situation.
    std::string key(const situation& here) const;

    const outlook& of(const std::string& flow) const { return *outlooks_.at(flow); }

private:
    void write(const frame& place, const state& whole, bool answers, std::string& key) const;
    void write(const pending_question& question, std::string& key) const;

    const bundle& script_;
    std::string gravest_;  // disposition
    std::map<std::string, std::unique_ptr<outlook>, std::less<>> outlooks_;
};

}  // namespace dialog::prover
