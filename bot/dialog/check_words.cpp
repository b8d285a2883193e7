// 203, 206 for the word lists of shared/words.json, which concepts name as @list.
#include "bot/dialog/check.h"
#include "bot/dialog/format.h"
#include "bot/dialog/near_name.h"

#include <algorithm>

namespace dialog {
namespace {

// Every @name of a concept is a list of shared/words.json, and every list serves some concept.
class shared_words {
public:
    shared_words(const check_input& input, const json_document& concepts)
        : input_(input), concepts_(concepts), lists_(input.document("shared/words.json")) {
        if (lists_ == nullptr) return;
        for (const json_member& list : lists_->root.members)
            if (!is_note(list)) names_.push_back(list.key.text);
    }

    void look(const json_value& words, const std::string& pointer) {
        for (std::size_t i = 0; i < words.items.size(); ++i)
            look(words.items[i], pointer_to(pointer, i));
        if (!words.text.starts_with('@')) return;
        const std::string name = words.text.substr(1);
        if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
            used_.insert(name);
            return;
        }
        proposal fix;
        if (const std::string near = nearest_name(name, names_); !near.empty())
            fix = {"是否想写 “@" + near + "”？", {replacement(words, "@" + near)}};
        input_.found.add(
            203, concepts_, words, pointer,
            {"词表 “" + name + "” 不存在。", "word list “" + name + "” does not exist"},
            std::move(fix));
    }

    void report_unused() const {
        for (const std::string& name : names_)
            if (!used_.contains(name))
                input_.found.add_at_key(206, *lists_, pointer_to("", name),
                                        {"词表 “" + name + "” 没有用到，可以删去。",
                                         "word list “" + name + "” is never used; delete it"},
                                        {"删去", {deletion(*lists_, pointer_to("", name))}});
    }

private:
    const check_input& input_;
    const json_document& concepts_;
    const json_document* lists_;
    std::vector<std::string> names_;
    std::set<std::string> used_;
};

}  // namespace

void check_words(const check_input& input) {
    const json_document* document = input.document("shared/concepts.json");
    if (document == nullptr) return;
    shared_words words(input, *document);
    for (const json_member& entry : document->root.members)
        for (const char* list : {"near", "bare", "except"})
            if (const json_value* given = entry.value.find(list))
                words.look(*given, pointer_to(pointer_to("", entry.key.text), list));
    words.report_unused();
}

}  // namespace dialog
