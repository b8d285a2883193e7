#include "bot/session/saved_conversation.h"

#include <cstdint>
#include <optional>

namespace session {
namespace {

// One byte in front tells the forms apart: most conversations carry nothing.
constexpr char plain_form = 'S';
constexpr char carrying_form = 'C';
// The same two, with what the patient has opened in front.
constexpr char opened_plain_form = 's';
constexpr char opened_carrying_form = 'c';
constexpr std::size_t most_pieces = 64;

void put_text(std::string& out, std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    for (unsigned shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<char>(size >> shift));
    out += text;
}

void put_time(std::string& out, core::wall_time at) {
    const auto since_1970 = static_cast<std::uint64_t>(at.time_since_epoch().count());
    for (unsigned shift = 0; shift < 64; shift += 8)
        out.push_back(static_cast<char>(since_1970 >> shift));
}

void put_count(std::string& out, std::size_t count) {
    out.push_back(static_cast<char>(count));
}

struct block_writer {
    std::string& out;

    void texts(char kind, std::initializer_list<std::string_view> parts) const {
        out.push_back(kind);
        for (const auto part : parts) put_text(out, part);
    }
    void operator()(const core::text_block& block) const { texts('t', {block.text}); }
    void operator()(const core::image_block& block) const { texts('i', {block.image, block.alt}); }
    void operator()(const core::link_block& block) const {
        texts('l', {block.title, block.url, block.alt});
    }
    void operator()(const core::mini_block& block) const {
        texts('p', {block.app_id, block.path, block.title, block.alt});
    }
    void operator()(const core::handoff_block& block) const { texts('h', {block.desk}); }
    void operator()(const core::menu_block& block) const {
        texts('m', {block.head, block.tail});
        put_count(out, block.items.size());
        for (const auto& item : block.items) {
            put_text(out, item.pick);
            put_text(out, item.label);
        }
    }
};

class block_reader {
public:
    explicit block_reader(std::string_view bytes) : rest_(bytes) {}

    bool failed() const { return failed_; }
    std::string_view rest() const { return rest_; }

    std::uint8_t byte() {
        if (rest_.empty()) return fail();
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::size_t count() {
        const std::size_t value = byte();
        return value <= most_pieces ? value : fail();
    }
    core::wall_time time() {
        std::uint64_t since_1970 = 0;
        for (unsigned shift = 0; shift < 64; shift += 8)
            since_1970 |= static_cast<std::uint64_t>(byte()) << shift;
        return core::wall_time(std::chrono::milliseconds(since_1970));
    }
    std::string text() {
        std::uint32_t size = 0;
        for (unsigned shift = 0; shift < 32; shift += 8)
            size |= static_cast<std::uint32_t>(byte()) << shift;
        if (size > rest_.size()) {
            fail();
            return {};
        }
        std::string value(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return value;
    }
    std::optional<core::block> block() {
        switch (byte()) {
            case 't':
                return core::text_block{text()};
            case 'i':
                return image();
            case 'l':
                return link();
            case 'p':
                return mini();
            case 'h':
                return core::handoff_block{text()};
            case 'm':
                return menu();
            default:
                fail();
                return std::nullopt;
        }
    }

private:
    core::block image() {
        core::image_block value;
        value.image = text();
        value.alt = text();
        return value;
    }
    core::block link() {
        core::link_block value;
        value.title = text();
        value.url = text();
        value.alt = text();
        return value;
    }
    core::block mini() {
        core::mini_block value;
        value.app_id = text();
        value.path = text();
        value.title = text();
        value.alt = text();
        return value;
    }
    core::block menu() {
        core::menu_block value;
        value.head = text();
        value.tail = text();
        for (std::size_t left = count(); left > 0 && !failed_; --left) {
            core::menu_item item;
            item.pick = text();
            item.label = text();
            value.items.push_back(std::move(item));
        }
        return value;
    }
    std::uint8_t fail() {
        failed_ = true;
        rest_ = {};
        return 0;
    }

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

std::string encode(const saved_conversation& value) {
    std::string bytes;
    const bool opened = value.opened != openings();
    bytes.reserve(value.state.size() + (opened ? 17 : 1));
    if (value.carried.empty())
        bytes.push_back(opened ? opened_plain_form : plain_form);
    else
        bytes.push_back(opened ? opened_carrying_form : carrying_form);
    if (opened) {
        put_time(bytes, value.opened.message);
        put_time(bytes, value.opened.tap);
    }
    if (!value.carried.empty()) {
        put_count(bytes, value.carried.size());
        for (const auto& block : value.carried) std::visit(block_writer{bytes}, block);
    }
    bytes += value.state;
    return bytes;
}

core::result<saved_conversation> decode(std::string_view bytes) {
    const auto corrupt = core::make_error_code(core::errc::corrupt);
    block_reader reader(bytes);
    const char form = static_cast<char>(reader.byte());
    saved_conversation value;
    if (form == opened_plain_form || form == opened_carrying_form) {
        value.opened.message = reader.time();
        value.opened.tap = reader.time();
    }
    if (form == carrying_form || form == opened_carrying_form) {
        for (std::size_t left = reader.count(); left > 0; --left) {
            auto block = reader.block();
            if (!block || reader.failed()) return corrupt;
            value.carried.push_back(std::move(*block));
        }
    } else if (form != plain_form && form != opened_plain_form) {
        return corrupt;
    }
    if (reader.failed()) return corrupt;
    value.state = reader.rest();
    return value;
}

}  // namespace session
