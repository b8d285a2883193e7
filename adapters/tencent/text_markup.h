// How words stand in a text message of a Tencent client: as text, never as a link. Pure.
#pragma once

#include "bot/core/block.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace adapters::tencent {

// `<` becomes a full-width `＜`: clients would read "<a" in a patient's own words as a link.
std::string as_text(std::string_view words);
void append_as_text(std::string& out, std::string_view words);

// A label stays on its line; nearly every one is on one already, and then nothing is copied.
class one_line {
public:
    // `given` must outlive this.
    explicit one_line(std::string_view given);
    one_line(const one_line&) = delete;
    one_line& operator=(const one_line&) = delete;

    std::string_view words() const noexcept { return words_; }

private:
    std::string mended_;
    std::string_view words_;
};

// "1. "
void append_number(std::string& out, std::size_t number);

// "1. label", to be answered by typing the number.
void append_numbered_line(std::string& out, std::size_t number, const core::menu_item& item);

// Title and alt of a link that a client may not open, as text; what both say is said once.
std::string without_link(std::string_view title, std::string_view alt);

// http or https: what a client may open.
bool is_web_address(std::string_view url);

}  // namespace adapters::tencent
