#include "adapters/wecom/kf_render.h"

#include "adapters/tencent/handoffs.h"
#include "adapters/tencent/text_markup.h"
#include "adapters/wecom/kf_inbound.h"
#include "adapters/wecom/kf_send.h"
#include "adapters/wecom/plain_text.h"

#include <algorithm>

namespace adapters::wecom {
namespace {

constexpr std::size_t text_pages = 2;  // and a menu

// What the platform shows as a menu; others become numbered lines.
const core::menu_block* fitting_menu(std::span<const core::block> blocks) {
    if (blocks.empty()) return nullptr;
    const auto* menu = std::get_if<core::menu_block>(&blocks.back());
    if (menu == nullptr || menu->items.empty() || menu->items.size() > kf_menu_items ||
        menu->head.size() > kf_menu_words_limit || menu->tail.size() > kf_menu_words_limit)
        return nullptr;
    const bool fits = std::ranges::all_of(menu->items, [](const core::menu_item& item) {
        return !item.pick.empty() && item.pick.size() <= kf_item_id_limit && !item.label.empty() &&
               item.label.size() <= kf_item_limit;
    });
    return fits ? menu : nullptr;
}

class writer {
public:
    explicit writer(const core::inbound& message)
        : from_(read_kf_key(message.delivery_key)),
          customer_(kf_customer(message.user)),
          code_(message.kind == core::inbound_kind::follow ? message.card : std::string()) {}

    bool is_welcome() const { return !code_.empty(); }

    void add(const kf_content& content) {
        const auto id = kf_message_id(from_.open_kf_id, from_.message_id, part_++);
        auto made = is_welcome() ? write_kf_event_message(code_, id, content)
                                 : write_kf_message({customer_, from_.open_kf_id, id}, content);
        if (made) append(*made);
    }
    void add(const core::menu_block& menu, std::string_view before) {
        std::string head(before);
        if (!before.empty() && !menu.head.empty()) head.append("\n\n");
        head.append(tencent::as_text(menu.head));
        std::vector<kf_menu_line> lines;
        for (const auto& item : menu.items) lines.push_back({item.pick, {}, item.label});
        add(kf_menu_message{head, menu.tail, lines});
    }
    void hand_off() { append(write_kf_state_change(from_.open_kf_id, customer_, kf_state::pool)); }
    std::string take() { return std::move(body_); }

private:
    void append(std::string_view line) { body_.append(body_.empty() ? "" : "\n").append(line); }

    kf_key from_;
    std::string_view customer_;
    std::string code_;
    std::size_t part_ = 0;
    std::string body_;
};

}  // namespace

rendered render_kf_reply(const core::inbound& message, std::span<const core::block> blocks) {
    if (blocks.empty()) return {};
    writer out(message);
    const auto said = tencent::without_handoffs(blocks);
    const auto* menu = fitting_menu(said);
    std::vector<core::block> rest(said.begin(), said.end() - (menu != nullptr ? 1 : 0));
    // A short text and a menu make one message.
    std::string before_menu;
    for (std::size_t page = 0; page < text_pages && !rest.empty(); ++page) {
        const bool last = page + 1 == text_pages || out.is_welcome();
        auto laid = last ? tencent::lay_out_page(rest, text_limit, plain_text)
                         : tencent::lay_out(rest, text_limit, plain_text);
        rest = std::move(laid.rest);
        const bool joins = menu != nullptr && rest.empty() &&
                           laid.text.size() + menu->head.size() + 2 <= kf_menu_words_limit;
        if (joins)
            before_menu = std::move(laid.text);
        else if (!laid.text.empty())
            out.add(kf_words{laid.text});
        if (out.is_welcome()) {
            if (joins) break;
            if (menu != nullptr) rest.emplace_back(*menu);
            return {out.take(), std::move(rest)};
        }
    }
    if (menu != nullptr && rest.empty())
        out.add(*menu, before_menu);
    else if (menu != nullptr)
        rest.emplace_back(*menu);
    if (std::ranges::any_of(blocks, tencent::is_handoff)) out.hand_off();
    return {out.take(), std::move(rest)};
}

std::vector<kf_call> kf_calls(std::string_view body) {
    std::vector<kf_call> calls;
    while (!body.empty()) {
        const auto line = body.substr(0, body.find('\n'));
        body.remove_prefix(std::min(line.size() + 1, body.size()));
        const auto api = line.starts_with(R"({"code")")     ? "kf/send_msg_on_event"
                         : line.starts_with(R"({"touser")") ? "kf/send_msg"
                                                            : "kf/service_state/trans";
        calls.push_back({api, line});
    }
    return calls;
}

}  // namespace adapters::wecom
