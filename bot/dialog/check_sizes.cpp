// 502-504: does every text fit every channel? 708 for the texts that save lives.
#include "bot/core/text.h"
#include "bot/dialog/check.h"

#include <algorithm>

namespace dialog {
namespace {

// The channel that takes least, for one of its limits; null if there are no channels.
template <class Size>
const channel_profile* tightest(const project& of, Size size, bool only_native) {
    const channel_profile* found = nullptr;
    for (const channel_profile& one : of.channels)
        if ((!only_native || one.native_menu) && (found == nullptr || size(one) < size(*found)))
            found = &one;
    return found;
}

class size_checker {
public:
    explicit size_checker(const check_input& input)
        : input_(input),
          text_(tightest(
              input.script.project, [](const channel_profile& one) { return one.text_bytes; },
              false)),
          head_(tightest(
              input.script.project, [](const channel_profile& one) { return one.menu_head_bytes; },
              true)),
          label_(tightest(
              input.script.project, [](const channel_profile& one) { return one.label_bytes; },
              false)),
          items_(tightest(
              input.script.project, [](const channel_profile& one) { return one.menu_items; },
              true)) {}

    void check_text(const json_document& document, const std::string& text,
                    const std::string& pointer, int code = 502) {
        if (text_ != nullptr)
            report(document, text, text.size(), *text_, text_->text_bytes, pointer, code);
    }

    void check_blocks(const json_document& document, const say_blocks& blocks,
                      const std::string& pointer) {
        for (std::size_t i = 0; i < blocks.size(); ++i)
            if (const auto* block = std::get_if<say_text>(&blocks[i]))
                check_text(document, block->text, pointer + "/" + std::to_string(i));
    }

    void check_ask(const json_document& document, const ask_node& ask, const std::string& here) {
        if (head_ != nullptr)
            report(document, ask.prompt, ask.prompt.size(), *head_, head_->menu_head_bytes,
                   here + "/prompt", 502);
        std::size_t listed = ask.prompt.size();  // as a numbered list: "12. label\n"
        for (const option& one : ask.options) listed += one.label.size() + 5;
        if (text_ != nullptr && (head_ == nullptr || ask.prompt.size() <= head_->menu_head_bytes))
            report(document, ask.prompt, listed, *text_, text_->text_bytes, here + "/prompt", 502);
        for (const option& one : ask.options) check_label(document, one);
        if (items_ != nullptr && ask.options.size() > items_->menu_items) {
            const std::string count = std::to_string(ask.options.size());
            input_.found.add(503, document, here + "/options",
                             {count + " 个选项超过 " + items_->id + " 原生菜单的 " +
                                  std::to_string(items_->menu_items) + " 项，会改成编号文字。",
                              count + " options exceed the native menu of " + items_->id +
                                  " and are shown as numbered text"});
        }
    }

private:
    void check_label(const json_document& document, const option& one) {
        if (label_ == nullptr || one.label.size() <= label_->label_bytes) return;
        const json_place place = find_place(document.root, one.at);
        input_.found.add(
            504, document, *place.value, place.pointer,
            {"选项文字有 " + std::to_string(one.label.size()) + " 字节，渠道 " + label_->id +
                 " 最多 " + std::to_string(label_->label_bytes) + "，请缩短。",
             "label is " + std::to_string(one.label.size()) + " bytes, channel " + label_->id +
                 " takes " + std::to_string(label_->label_bytes)});
    }

    void report(const json_document& document, const std::string& text, std::size_t size,
                const channel_profile& channel, std::size_t limit, const std::string& pointer,
                int code) {
        if (size <= limit) return;
        const std::string cut(core::trimmed(text.substr(0, core::utf8_prefix(text, limit))));
        const std::size_t tail = cut.size() > 18 ? cut.size() - 18 : 0;
        std::size_t from = tail;
        while (from < cut.size() && (static_cast<unsigned char>(cut[from]) & 0xC0) == 0x80) ++from;
        input_.found.add(
            code, document, pointer,
            {"文字有 " + std::to_string(size) + " 字节，渠道 " + channel.id + " 最多 " +
                 std::to_string(limit) + "，会断在 “…" + cut.substr(from) + "” 之后，请拆开。",
             "text is " + std::to_string(size) + " bytes, channel " + channel.id + " takes " +
                 std::to_string(limit) + "; split it"});
    }

    const check_input& input_;
    const channel_profile *text_, *head_, *label_, *items_;
};

}  // namespace

void check_sizes(const check_input& input) {
    size_checker checker(input);
    for (const auto& [id, of] : input.script.flows)
        for (const node& one : of.nodes) {
            const std::string here = "/nodes/" + one.id;
            checker.check_blocks(input.document(of), one.say, here + "/say");
            if (const auto* ask = std::get_if<ask_node>(&one.what))
                checker.check_ask(input.document(of), *ask, here);
        }
    for (const auto& [id, one] : input.script.snippets) {
        const json_document& document = *input.document("shared/snippets.json");
        const bool single = document.root.find(id)->find("text") != nullptr;
        checker.check_blocks(document, one.blocks, "/" + id + (single ? "/text" : "/blocks"));
    }
    const json_document& project = *input.document("project.json");
    for (const json_member& member : project.root.members) {
        const bool saves_lives =
            member.key.text == "emergencyBuiltin" || member.key.text == "errorLine";
        if (member.value.is(json_value::kind::text))
            checker.check_text(project, member.value.text, "/" + member.key.text,
                               saves_lives ? 708 : 502);
    }
    checker.check_text(project, input.script.project.consent.text, "/consent/text");
    for (std::size_t i = 0; i < input.script.project.dispositions.size(); ++i)
        checker.check_text(project, input.script.project.dispositions[i].advice,
                           "/dispositions/" + std::to_string(i) + "/advice", 708);
}

}  // namespace dialog
