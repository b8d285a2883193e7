#include "tests/platform/chat.h"

#include <algorithm>

namespace platform {
namespace {

std::string words_for(const reply& what) {
    if (what.type == "text" || what.type == "msgmenu") return what.text;
    if (what.type == "transfer_customer_service") return "正在为你接入人工客服";
    if (what.type == "image") return "[图片]";
    if (what.type == "voice") return "[语音]";
    if (what.type == "video") return "[视频]";
    if (what.type == "music") return "[音乐]";
    if (what.type == "miniprogrampage") return "[小程序]";
    return {};
}

const segment* tap_in(const line& where, const chat::choice& wanted) {
    std::size_t index = 0;
    for (const auto& piece : where.segments) {
        if (piece.what != segment::kind::tap) continue;
        const bool right = wanted.menu_id.empty() ? index == wanted.index.value_or(0)
                                                  : piece.menu_id == wanted.menu_id;
        if (right) return &piece;
        ++index;
    }
    return nullptr;
}

bool has_tap(const line& where) {
    return std::ranges::any_of(
        where.segments, [](const segment& piece) { return piece.what == segment::kind::tap; });
}

}  // namespace

line& chat::add(speaker by, std::string_view kind, std::string text, core::wall_time now) {
    line& added = lines_.emplace_back();
    added.number = lines_.size();
    added.at = now;
    added.by = by;
    added.kind = kind;
    added.text = std::move(text);
    return added;
}

void chat::patient_did(std::string_view kind, std::string text, core::wall_time now) {
    const bool said = kind == "text" || text.starts_with('[');
    add(said ? speaker::patient : speaker::system, kind, std::move(text), now);
}

void chat::account_answered(const reply& what, core::wall_time now) {
    const bool handed_over = what.type == "transfer_customer_service";
    line& added =
        add(handed_over ? speaker::system : speaker::account, what.type, words_for(what), now);
    added.segments = what.pieces;
    if (what.type == "text") added.segments = segments_of(what.text);
    added.articles = what.articles;
}

void chat::account_failed(core::wall_time now) {
    add(speaker::system, "notice", std::string(failure_notice), now);
}

const segment* chat::tappable(const choice& wanted) const {
    if (wanted.line) {
        const bool known = *wanted.line >= 1 && *wanted.line <= lines_.size();
        return known ? tap_in(lines_[*wanted.line - 1], wanted) : nullptr;
    }
    const auto newest = std::find_if(lines_.rbegin(), lines_.rend(), has_tap);
    return newest == lines_.rend() ? nullptr : tap_in(*newest, wanted);
}

}  // namespace platform
