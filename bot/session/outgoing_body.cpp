#include "bot/session/outgoing_body.h"

#include "bot/session/saved_conversation.h"

#include <array>
#include <utility>

namespace session {
namespace {

// Blocks have one form on disk, that of a conversation which carries them; what stands there in
// place of its state says what this is.
constexpr char page_mark = 'p', reminder_mark = 'r';
constexpr std::size_t notice_parts = 4;

std::array<const std::string*, notice_parts> parts_of(const core::desk_notice& notice) {
    return {&notice.queue, &notice.interrupt, &notice.summary, &notice.user};
}

core::result<outgoing_body> notice_of(std::vector<core::block> blocks) {
    std::array<std::string, notice_parts> parts;
    if (blocks.size() != notice_parts) return core::errc::corrupt;
    for (std::size_t i = 0; i < notice_parts; ++i) {
        auto* part = std::get_if<core::text_block>(&blocks[i]);
        if (part == nullptr) return core::errc::corrupt;
        parts[i] = std::move(part->text);
    }
    return outgoing_body{core::desk_notice{std::move(parts[0]), std::move(parts[1]),
                                           std::move(parts[2]), std::move(parts[3])}};
}

}  // namespace

std::string encode(const outgoing_body& what) {
    saved_conversation form;
    if (const auto* page = std::get_if<patient_page>(&what)) {
        form.state.push_back(page->keeps ? page_mark : reminder_mark);
        form.carried = page->blocks;
    } else {
        for (const auto* part : parts_of(std::get<core::desk_notice>(what)))
            form.carried.emplace_back(core::text_block{*part});
    }
    return encode(form);
}

core::result<outgoing_body> decode_outgoing(std::string_view bytes) {
    auto form = decode(bytes);
    if (!form) return form.error();
    if (form->state.empty()) return notice_of(std::move(form->carried));
    return outgoing_body{patient_page{std::move(form->carried), form->state.front() == page_mark}};
}

}  // namespace session
