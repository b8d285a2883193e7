# bot_module(NAME SOURCES ... DEPENDS ... PRIVATE ...): one static library per folder.
function(bot_module NAME)
  cmake_parse_arguments(MODULE "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  add_library(${NAME} STATIC ${MODULE_SOURCES})
  target_link_libraries(${NAME} PUBLIC daozhen_flags ${MODULE_DEPENDS} PRIVATE ${MODULE_PRIVATE})
endfunction()

# bot_test(NAME SOURCES ... DEPENDS ...): one GoogleTest program per folder, one ctest entry per test case.
function(bot_test NAME)
  if(NOT DAOZHEN_UNIT_TESTS)
    return()
  endif()
  cmake_parse_arguments(TEST "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${NAME} ${TEST_SOURCES})
  target_link_libraries(${NAME} PRIVATE daozhen_flags ${TEST_DEPENDS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${NAME} PRIVATE DAOZHEN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  gtest_discover_tests(${NAME} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS unit TIMEOUT 120)
endfunction()
