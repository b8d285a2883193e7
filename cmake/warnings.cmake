# Flags every target of ours shares: warnings are errors, and the hardening flags a hospital's audit asks for.
add_library(daozhen_flags INTERFACE)
target_include_directories(daozhen_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(daozhen_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Woverloaded-virtual -Werror
  -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
  $<$<CONFIG:Release>:-O2 -g1 -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -ftrivial-auto-var-init=zero>
  $<$<CONFIG:Debug>:-O0 -g -D_GLIBCXX_ASSERTIONS>)
target_link_options(daozhen_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives inside coroutine frames, which Asio allocates with operators of its own.
  target_compile_options(daozhen_flags INTERFACE -Wno-maybe-uninitialized -Wno-mismatched-new-delete
    -Wno-stringop-overread)
else()
  # In place of clang-tidy's check of the same, which costs a quarter of a lint's time.
  target_compile_options(daozhen_flags INTERFACE -Wreserved-identifier)
endif()
