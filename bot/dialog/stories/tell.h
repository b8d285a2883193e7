// Plays one story and says where it goes another way than told (901).
#pragma once

#include "bot/dialog/stories/player.h"
#include "bot/dialog/stories/story.h"

namespace dialog::stories {

struct telling {
    std::optional<problem> failure;  // empty: as told
    player played;                   // up to the failure
};

telling tell(const bundle& script, const story& told);

// The patient who stands at the beginning of a story about this flow.
player beginning(const bundle& script, const std::string& flow, bool newcomer,
                 core::wall_time now = monday_morning);

// The last exchanges as a chat, for reports.
std::string chat_text(const std::vector<exchange>& told, std::size_t last = 1000);

}  // namespace dialog::stories
