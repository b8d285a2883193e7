// Uploaded pictures, voices and files: three days, on the platform's clock (wechat §5.3, wecom
// §6.3). Pure; one thread.
#pragma once

#include "bot/core/clock.h"
#include "tests/platform/numbers.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace platform::api {

// The part named "media" of a form (multipart/form-data). Nothing if there is none.
struct uploaded {
    std::string file_name;
    std::string_view bytes;
};
std::optional<uploaded> media_in(std::string_view content_type, std::string_view body);

class media_shelf {
public:
    explicit media_shelf(numbers& invent) : invent_(invent) {}

    struct item {
        std::string owner;
        std::string type;
        std::string file_name;
        std::string bytes;
        core::wall_time created{};
    };
    // The new media id.
    std::string put(item one);
    // Null when that owner has no such medium, or no longer.
    const item* find(std::string_view id, std::string_view owner, core::wall_time now) const;

private:
    numbers& invent_;
    std::map<std::string, item, std::less<>> items_;
};

}  // namespace platform::api
