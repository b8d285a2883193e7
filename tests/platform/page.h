// The chat page's files, put into the program at build time.
#pragma once

#include <string_view>

namespace platform {

struct page_file {
    std::string_view path;  // on the wire, e.g. "/page.css"
    std::string_view content_type;
    std::string_view content;
};

// Null for any other path.
const page_file* find_page_file(std::string_view path);

}  // namespace platform
