#include "tests/platform/api/media_shelf.h"

#include <chrono>

namespace platform::api {
namespace {

constexpr std::chrono::days kept{3};

// What stands after `name=` in a header, without its quotes.
std::string_view parameter(std::string_view header, std::string_view name) {
    for (auto at = header.find(name); at != std::string_view::npos;
         at = header.find(name, at + 1)) {
        const bool whole = at > 0 && (header[at - 1] == ' ' || header[at - 1] == ';');
        if (!whole || at + name.size() >= header.size() || header[at + name.size()] != '=')
            continue;
        auto value = header.substr(at + name.size() + 1);
        if (value.starts_with('"')) return value.substr(1, value.find('"', 1) - 1);
        return value.substr(0, value.find_first_of("; \r\n"));
    }
    return {};
}

}  // namespace

std::optional<uploaded> media_in(std::string_view content_type, std::string_view body) {
    const auto boundary = parameter(content_type, "boundary");
    if (boundary.empty()) return std::nullopt;
    const std::string line = "--" + std::string(boundary);
    for (auto at = body.find(line); at != std::string_view::npos;) {
        const auto head = at + line.size() + 2;
        const auto blank = body.find("\r\n\r\n", head);
        if (blank == std::string_view::npos) return std::nullopt;
        const auto content = blank + 4;
        const auto next = body.find("\r\n" + line, content);
        if (next == std::string_view::npos) return std::nullopt;
        const auto headers = body.substr(head, blank - head);
        if (parameter(headers, "name") == "media")
            return uploaded{std::string(parameter(headers, "filename")),
                            body.substr(content, next - content)};
        at = next + 2;
    }
    return std::nullopt;
}

std::string media_shelf::put(item one) {
    auto id = "media-" + invent_.digits(16);
    items_[id] = std::move(one);
    return id;
}

const media_shelf::item* media_shelf::find(std::string_view id, std::string_view owner,
                                           core::wall_time now) const {
    const auto found = items_.find(id);
    if (found == items_.end() || found->second.owner != owner) return nullptr;
    return now - found->second.created < kept ? &found->second : nullptr;
}

}  // namespace platform::api
