// 506 510: pictures and links always have words beside them and lead only where they may.
#include "bot/core/text.h"
#include "bot/dialog/check.h"

#include <algorithm>

namespace dialog {
namespace {

class block_checker {
public:
    block_checker(const check_input& input, const json_document& document)
        : input_(input), document_(document) {}

    void check(const say_blocks& blocks, const std::string& pointer) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            here_ = pointer + "/" + std::to_string(i);
            std::visit([this](const auto& block) { look(block); }, blocks[i]);
        }
    }

    void check_url(const std::string& url, const std::string& pointer) {
        if (is_allowed(url)) return;
        input_.found.add(510, document_, pointer,
                         {"链接须是 https，且网站在 project.json 的 allowedHosts 里。",
                          "a link must be https and its host in project.json's allowedHosts"});
    }

private:
    void look(const say_text& block) {
        if (block.text.find("http://") == std::string::npos &&
            block.text.find("https://") == std::string::npos)
            return;
        input_.found.add(510, document_, here_,
                         {"文字里不要直接写网址，请用 link 块或 book 节点。",
                          "no bare URL in a text; use a link block or a book node"});
    }
    void look(const snippet_use&) {}
    void look(const say_image& block) { check_alt(block.alt); }
    void look(const say_link& block) {
        check_alt(block.alt);
        check_url(block.url, here_ + "/link/url");
    }
    void look(const say_mini& block) { check_alt(block.alt); }

    void check_alt(const std::string& alt) {
        if (!core::trimmed(alt).empty()) return;
        const json_place place = find_place(document_.root, here_);
        proposal fix;
        if (place.value->is(json_value::kind::object) && place.value->find("alt") == nullptr)
            fix = {"补上 “alt”", {insertion(*place.value, "alt", json_string("看不到时请留言"))}};
        input_.found.add(
            506, document_, *place.value, place.pointer,
            {"图片、链接、小程序要有 “alt”，给看不到的患者。",
             "picture, link or mini-program without `alt` for those who cannot see it"},
            std::move(fix));
    }

    bool is_allowed(std::string_view url) const {
        constexpr std::string_view scheme = "https://";
        if (!url.starts_with(scheme)) return false;
        url.remove_prefix(scheme.size());
        const std::string_view host = url.substr(0, url.find_first_of("/?#"));
        const auto& hosts = input_.script.project.allowed_hosts;
        return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
    }

    const check_input& input_;
    const json_document& document_;
    std::string here_;
};

}  // namespace

void check_blocks(const check_input& input) {
    for (const auto& [id, of] : input.script.flows) {
        block_checker checker(input, input.document(of));
        for (const node& one : of.nodes) checker.check(one.say, "/nodes/" + one.id + "/say");
    }
    for (const auto& [id, one] : input.script.snippets)
        block_checker(input, *input.document("shared/snippets.json"))
            .check(one.blocks, "/" + id + "/blocks");
    for (const auto& [id, one] : input.script.bookings)
        block_checker(input, *input.document("shared/bookings.json"))
            .check_url(one.url, "/" + id + "/url");
}

}  // namespace dialog
