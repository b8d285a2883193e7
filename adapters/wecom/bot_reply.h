// The passive answers of an AI bot as plaintext JSON (wecom §4.3). Pure: sealing comes later.
#pragma once

#include "bot/core/block.h"

#include <span>
#include <string>
#include <string_view>

namespace adapters::wecom {

constexpr std::size_t stream_limit = 20480;  // bytes of markdown

// To enter_chat only.
std::string write_welcome(std::string_view content);

// `content` is the whole text so far, not what is new; the platform asks on until `finish`. A
// `feedback_id`, in the first answer only, lets the user rate it.
struct stream_state {
    std::string_view id;
    bool finish = true;
    std::string_view content;
    std::string_view feedback_id;
};
std::string write_stream(const stream_state& stream);

// A card with buttons; tapping one sends its pick.
struct button_card {
    std::string_view task_id;  // unique for the bot; [0-9A-Za-z_-@], at most 128 bytes
    std::string_view title;
    std::string_view text;
    std::span<const core::menu_item> buttons;  // 1 to 6
};
constexpr std::size_t most_buttons = 6;

// Beside a stream; once for a message.
std::string write_stream_with_card(const stream_state& stream, const button_card& card);

// Instead of the card whose tap is answered: `card.task_id` is the one of that event.
std::string write_card_update(const button_card& card);

// The same for every retry of a delivery, so that no retry begins a second stream.
std::string stream_id_of(std::string_view delivery_key);

}  // namespace adapters::wecom
