// Writes the JSON of the platforms' APIs: raw UTF-8 and never `\uXXXX`, which some of them refuse
// (wechat §5, wecom §6.4). Control characters other than line ends are left out. Appends only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adapters::tencent {

class json_writer {
public:
    // `out` outlives the writer.
    explicit json_writer(std::string& out) : out_(out) {}

    // An object: the root, or an element of a list; with a name, a member. end() closes it.
    void begin();
    void begin(std::string_view name);
    void end() { out_.push_back('}'); }

    void begin_list(std::string_view name);
    void end_list() { out_.push_back(']'); }

    void text(std::string_view name, std::string_view value);
    // Nothing for an empty value.
    void text_unless_empty(std::string_view name, std::string_view value);
    void number(std::string_view name, std::int64_t value);
    void decimal(std::string_view name, double value);
    void flag(std::string_view name, bool value);
    // An element of a list.
    void item(std::string_view value);

private:
    void separate();
    void key(std::string_view name);
    void quoted(std::string_view value);

    std::string& out_;
};

}  // namespace adapters::tencent
