#include "bot/dialog/placeholders.h"

#include <algorithm>

namespace dialog {
namespace {

struct block_texts {
    const text_visitor& visit;
    const std::string& pointer;

    void operator()(const say_text& block) const { visit(block.text, pointer); }
    void operator()(const snippet_use&) const {}
    void operator()(const say_image& block) const { visit(block.alt, pointer + "/alt"); }
    void operator()(const say_link& block) const {
        visit(block.title, pointer + "/link/title");
        visit(block.alt, pointer + "/alt");
    }
    void operator()(const say_mini& block) const {
        visit(block.title, pointer + "/mini/title");
        visit(block.alt, pointer + "/alt");
    }
};

void visit_ask(const ask_node& ask, const text_visitor& visit) {
    visit(ask.prompt, "/prompt");
    visit(ask.brief, "/short");
    for (std::size_t i = 0; i < ask.options.size(); ++i)
        visit(ask.options[i].label, "/options/" + std::to_string(i));
    if (ask.skip) visit(ask.skip->label, "/skip/label");
    if (ask.fallback)
        for (std::size_t i = 0; i < ask.fallback->steps.size(); ++i)
            visit(ask.fallback->steps[i].say, "/fallback/steps/" + std::to_string(i) + "/say");
    for (std::size_t i = 0; i < ask.silence.size(); ++i)
        visit(ask.silence[i].say, "/silence/" + std::to_string(i) + "/say");
}

}  // namespace

placeholders placeholders_of(std::string_view text) {
    placeholders found;
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos;
         at = text.find_first_of("{}", at + 1)) {
        const std::size_t close =
            text[at] == '{' ? text.find_first_of("{}", at + 1) : std::string_view::npos;
        if (close == std::string_view::npos || text[close] != '}') {
            found.balanced = false;
            continue;
        }
        found.names.emplace_back(text.substr(at + 1, close - at - 1));
        at = close;
    }
    return found;
}

bool shows_contact(std::string_view text) {
    const std::vector<std::string> names = placeholders_of(text).names;
    return std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return name.starts_with("hospital."); });
}

void visit_texts(const say_blocks& blocks, const std::string& pointer, const text_visitor& visit) {
    for (std::size_t i = 0; i < blocks.size(); ++i)
        std::visit(block_texts{visit, pointer + "/" + std::to_string(i)}, blocks[i]);
}

void visit_texts(const node& one, const text_visitor& visit) {
    visit_texts(one.say, "/say", visit);
    if (const auto* ask = std::get_if<ask_node>(&one.what)) visit_ask(*ask, visit);
}

}  // namespace dialog
