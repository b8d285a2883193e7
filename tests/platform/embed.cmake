# Writes OUT, a C++ source with the page's files: cmake -DFILES=a;b -DTYPES=... -DOUT=page.cpp -P embed.cmake
# The first file is also the answer to "/".
set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  get_filename_component(name ${file} NAME)
  get_filename_component(extension ${file} LAST_EXT)
  if(extension STREQUAL ".html")
    set(type "text/html; charset=utf-8")
  elseif(extension STREQUAL ".css")
    set(type "text/css; charset=utf-8")
  else()
    set(type "text/javascript; charset=utf-8")
  endif()
  string(APPEND arrays "constexpr char file_${index}[] = {${bytes}};\n")
  set(row "\"${type}\", std::string_view(file_${index}, sizeof file_${index})},\n")
  if(index EQUAL 0)
    string(APPEND rows "    {\"/\", ${row}")
  endif()
  string(APPEND rows "    {\"/${name}\", ${row}")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT} "#include \"tests/platform/page.h\"

namespace platform {
namespace {

${arrays}
const page_file files[] = {
${rows}};

}  // namespace

const page_file* find_page_file(std::string_view path) {
    for (const auto& file : files)
        if (file.path == path) return &file;
    return nullptr;
}

}  // namespace platform
")
