// One piece of an answer, before a channel decides how to show it (dialogs.md §10).
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace core {

struct text_block {
    std::string text;
    bool operator==(const text_block&) const = default;
};

struct image_block {
    std::string image;  // name of the picture in the bundle
    std::string alt;    // shown where the channel has no such picture
    bool operator==(const image_block&) const = default;
};

struct link_block {
    std::string title;
    std::string url;
    std::string alt;
    bool operator==(const link_block&) const = default;
};

struct mini_block {
    std::string app_id;
    std::string path;
    std::string title;
    std::string alt;
    bool operator==(const mini_block&) const = default;
};

struct menu_item {
    std::string pick;  // `turn.node.option`, at most 60 bytes, so that an old menu is recognised
    std::string label;
    bool operator==(const menu_item&) const = default;
};

// A question's options. The number typed for an item is its place, counted from 1.
struct menu_block {
    std::string head;
    std::vector<menu_item> items;
    std::string tail;
    bool operator==(const menu_block&) const = default;
};

// Hands the conversation to people; `desk` names the queue of shared/queues.json.
struct handoff_block {
    std::string desk;
    bool operator==(const handoff_block&) const = default;
};

using block =
    std::variant<text_block, image_block, link_block, mini_block, menu_block, handoff_block>;

}  // namespace core
