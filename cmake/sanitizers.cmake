# DAOZHEN_SANITIZE holds what -fsanitize= takes; empty builds plain.
set(DAOZHEN_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
if(DAOZHEN_SANITIZE)
  target_compile_options(daozhen_flags INTERFACE
    -fsanitize=${DAOZHEN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(daozhen_flags INTERFACE -fsanitize=${DAOZHEN_SANITIZE})
  if(DAOZHEN_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # TSan does not model fences; g++ says so once for each of Asio's.
    target_compile_options(daozhen_flags INTERFACE -Wno-tsan)
  endif()
  # glibc's fortified calls hide what the sanitizers want to see.
  target_compile_options(daozhen_flags INTERFACE -U_FORTIFY_SOURCE)
endif()
