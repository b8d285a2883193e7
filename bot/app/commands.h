// The commands of `daozhen`, one source file each. Arguments come without the program's and the
// command's name. Each returns the process's exit code: 0 done, 1 a problem was found and printed,
// 2 wrong usage.
#pragma once

#include <string>
#include <vector>

namespace app {

using arguments = std::vector<std::string>;

int run_serve(const arguments& args);
int run_check(const arguments& args);
int run_schema(const arguments& args);
int run_fmt(const arguments& args);
int run_test(const arguments& args);
int run_prove(const arguments& args);
int run_doctor(const arguments& args);
int run_understand(const arguments& args);
int run_summary(const arguments& args);
int run_chat(const arguments& args);
int run_publish(const arguments& args);
int run_rollback(const arguments& args);
int run_releases(const arguments& args);

}  // namespace app
