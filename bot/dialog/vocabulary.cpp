#include "bot/dialog/vocabulary.h"

#include "bot/dialog/fold.h"

namespace dialog {

bool is_wish(const concept_source& source) {
    return source.intent.starts_with("ask_") || source.intent == "chitchat";
}

vocabulary::vocabulary(const std::vector<concept_source>& concepts) {
    for (const cue_words& row : all_cues())
        for (std::size_t from = 0; from < row.words.size();) {
            const std::size_t to = std::min(row.words.find(' ', from), row.words.size());
            const std::string word(row.words.substr(from, to - from));
            if (to > from) meaning_of(word).cues |= bit(row.kind);
            if (to > from && row.kind == cue::denial_after)  // 都没问题, 也正常
                for (const char* all :
                     {"都", "也", "还", "全", "全都", "均", "一直", "基本", "都还", "也都"})
                    meaning_of(all + word).cues |= bit(row.kind);
            from = to + 1;
        }
    for (std::uint32_t index = 0; index < concepts.size(); ++index) {
        const concept_source& source = concepts[index];
        const bool wish = is_wish(source) || source.lasting;
        for (const auto& phrase : source.phrases) add(phrase, {word_role::phrase, index, wish});
        for (const auto& word : source.bare) add(word, {word_role::bare, index, wish});
        for (const auto& word : source.except) add(word, {word_role::except, index, wish});
        for (const auto& pair : source.near) {
            if (pair.size() < 2) continue;
            const std::uint32_t heads = list_of(heads_, pair[0], word_role::head);
            const std::uint32_t tails = list_of(tails_, pair[1], word_role::tail);
            first_of.resize(heads_.size());
            pairs_of.resize(tails_.size());
            if (&pair == source.near.data() && !wish) first_of[heads].push_back(index);
            pairs_of[tails].push_back({index, heads, wish});
        }
    }
    words.compile();
}

// The number of a list; its words are added with it.
std::uint32_t vocabulary::list_of(lists& known, const std::vector<std::string>& all,
                                  word_role role) {
    const auto number = static_cast<std::uint32_t>(known.size());
    const auto [at, fresh] = known.emplace(all, number);
    if (fresh)
        for (const std::string& word : all) add(word, {role, number, false});
    return at->second;
}

word_meaning& vocabulary::meaning_of(std::string_view word) {
    const std::u16string letters = fold_word(word);
    if (letters.empty()) return blank_word_;
    const std::uint32_t number = words.add(letters);
    if (number >= meanings.size()) meanings.resize(number + 1);
    return meanings[number];
}

void vocabulary::add(std::string_view word, word_use use) {
    meaning_of(word).uses.push_back(use);
}

}  // namespace dialog
