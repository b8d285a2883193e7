#include "adapters/tencent/text_layout.h"

#include "adapters/tencent/text_markup.h"
#include "bot/core/text.h"

#include <algorithm>
#include <string_view>
#include <variant>

namespace adapters::tencent {
namespace {

// The rest waits for the next message.
constexpr std::string_view more_follows = "（未完，回复任意内容继续）";

// Paragraphs are set apart; links belong to the words before them.
std::string_view separator(const core::block& next) {
    const bool is_paragraph = std::holds_alternative<core::text_block>(next) ||
                              std::holds_alternative<core::menu_block>(next);
    return is_paragraph ? "\n\n" : "\n";
}

// A block's text as it stands behind `before`.
std::string continuation(const core::block& block, show_block show, bool is_first) {
    std::string shown = show(block);
    if (shown.empty() || is_first) return shown;
    return shown.insert(0, separator(block));
}

std::string show_all(std::span<const core::block> blocks, show_block show) {
    std::string text;
    for (const core::block& each : blocks) {
        std::string shown = show(each);
        if (text.empty())
            text = std::move(shown);
        else if (!shown.empty())
            text.append(separator(each)).append(shown);
    }
    return text;
}

bool may_be_torn(std::string_view shown) {
    return shown.find('<') == std::string_view::npos;
}

// Bytes of `text` up to the last line end within `limit`; 0 if there is none.
std::size_t whole_lines(std::string_view text, std::size_t limit) {
    const auto end = text.rfind('\n', limit);
    return end == std::string_view::npos ? 0 : end;
}

// How much of a text that begins a reply goes into it: whole lines; a line between the two limits
// alone; of a longer one what ends with a sentence, else with a character.
std::size_t first_cut(std::string_view text, std::size_t limit, std::size_t hard_limit) {
    if (const std::size_t lines = whole_lines(text, limit)) return lines;
    const std::size_t line = std::min(text.find('\n'), text.size());
    if (line <= hard_limit) return line;
    const std::size_t cut = core::utf8_prefix(text, limit);
    for (const std::string_view end : {"。", "；", "！", "？"}) {
        const auto at = text.substr(0, cut).rfind(end);
        if (at != std::string_view::npos && at > limit / 2) return at + end.size();
    }
    return cut;
}

// Moves block `index` and all behind it into the rest; `left` stands for what is left of the block.
void set_rest(laid_out& result, std::span<const core::block> blocks, std::size_t index,
              std::string_view left) {
    while (left.starts_with('\n')) left.remove_prefix(1);
    if (!left.empty()) {
        result.rest.emplace_back(core::text_block{std::string(left)});
        ++index;
    }
    result.rest.insert(result.rest.end(), blocks.begin() + static_cast<std::ptrdiff_t>(index),
                       blocks.end());
}

laid_out cut(std::span<const core::block> blocks, std::size_t limit, const text_shape& shape) {
    laid_out result;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool is_first = result.text.empty();
        const std::string shown = continuation(blocks[i], shape.shows.back(), is_first);
        if (result.text.size() + shown.size() <= limit) {
            result.text.append(shown);
            continue;
        }
        std::string_view left;
        if (result.text.size() < limit && may_be_torn(shown)) {
            const std::size_t room = limit - result.text.size();
            std::size_t size =
                is_first ? first_cut(shown, room, shape.hard_limit) : whole_lines(shown, room);
            if (!is_first && size <= separator(blocks[i]).size()) size = 0;  // a blank line alone
            result.text.append(shown, 0, size);
            if (size > 0) left = std::string_view(shown).substr(size);
            if (size == shown.size()) continue;
        }
        set_rest(result, blocks, i, left);
        return result;
    }
    return result;
}

}  // namespace

laid_out lay_out(std::span<const core::block> blocks, std::size_t limit, const text_shape& shape) {
    for (const show_block show : shape.shows) {
        std::string text = show_all(blocks, show);
        if (text.size() <= limit) return {std::move(text), {}};
    }
    return cut(blocks, limit, shape);
}

laid_out lay_out_page(std::span<const core::block> blocks, std::size_t limit,
                      const text_shape& shape, bool follows_by_itself) {
    auto laid = lay_out(blocks, limit, shape);
    if (laid.rest.empty() || follows_by_itself) return laid;
    laid = lay_out(blocks, limit - hint_gap.size() - more_follows.size(), shape);
    append_hint(laid.text, more_follows, shape);
    return laid;
}

void append_hint(std::string& text, std::string_view hint, const text_shape& shape) {
    if (text.size() + hint_gap.size() + hint.size() > shape.hard_limit) return;
    text.append(text.empty() ? "" : hint_gap).append(hint);
}

std::string as_lines(const core::menu_block& menu, append_item append_line, std::string_view hint) {
    std::string out = as_text(menu.head);
    // Grown once: a tap line is as long as its markup and its percent-encoded words.
    std::size_t size = out.size() + menu.tail.size() + 64;
    for (const core::menu_item& item : menu.items)
        size += 96 + 4 * item.label.size() + 3 * item.pick.size();
    out.reserve(size);
    for (std::size_t i = 0; i < menu.items.size(); ++i) {
        if (!out.empty()) out.push_back('\n');
        append_line(out, i + 1, menu.items[i]);
    }
    if (!out.empty()) out.push_back('\n');
    if (menu.tail.empty())
        out.append(hint);
    else
        out.append(as_text(menu.tail));
    return out;
}

}  // namespace adapters::tencent
