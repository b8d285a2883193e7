# The libraries we build on, all from Debian (docs/tour.md says why each).
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS program_options)
find_package(OpenSSL 3.0 REQUIRED)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_path(RAPIDJSON_INCLUDE rapidjson/document.h REQUIRED)

add_library(rapidjson INTERFACE)
target_include_directories(rapidjson SYSTEM INTERFACE ${RAPIDJSON_INCLUDE})

# Asio's and Beast's bodies are compiled once, in bot/runtime/vendor and bot/net/vendor.
add_library(asio INTERFACE)
target_link_libraries(asio INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(asio INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)

# One message is some twenty coroutine frames and a hundred strings, made and gone within microseconds: glibc's malloc
# takes a sixth of a turn, mimalloc a third of that. Programs that link this use it throughout; sanitizers bring their own.
find_library(MIMALLOC mimalloc REQUIRED)
add_library(allocator INTERFACE)
if(NOT DAOZHEN_SANITIZE)
  target_link_libraries(allocator INTERFACE -Wl,--no-as-needed ${MIMALLOC} -Wl,--as-needed)
endif()

# liblinear comes without a package file of its own.
find_path(LIBLINEAR_INCLUDE linear.h REQUIRED)
find_library(LIBLINEAR linear REQUIRED)
add_library(LIBLINEAR::liblinear INTERFACE IMPORTED)
target_include_directories(LIBLINEAR::liblinear SYSTEM INTERFACE ${LIBLINEAR_INCLUDE})
target_link_libraries(LIBLINEAR::liblinear INTERFACE ${LIBLINEAR})
