// One line of the doctor's report.
#pragma once

#include <string>
#include <vector>

namespace app {

enum class health { good, doubtful, bad };

struct finding {
    health how = health::good;
    std::string what;     // English, for engineers
    std::string mend;     // what to do; empty when nothing is to be done
    std::string chinese;  // the same in one Chinese sentence, for the person at the desk
};

using findings = std::vector<finding>;

}  // namespace app
