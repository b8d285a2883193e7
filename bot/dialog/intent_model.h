// What a sentence wants, learnt at load from the examples of the concepts: runs of one to three
// letters, one logistic regression an intent. Asked only where the rules have no answer, and it may
// answer that it does not know. Training uses no chance, so one bundle always makes one model.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dialog {

class intent_model {
public:
    struct example {
        std::u16string letters;  // folded
        std::string intent;
    };
    struct answer {
        std::string_view intent;           // view into the model; empty: does not know
        std::uint32_t begin = 0, end = 0;  // the letters that spoke loudest for it
    };

    intent_model() = default;
    explicit intent_model(const std::vector<example>& examples);

    // `questions`: only intents that ask (ask_...) may be answered.
    answer guess(std::u16string_view letters, bool questions) const;

private:
    std::size_t number_runs(const std::vector<example>& examples);
    std::uint32_t number_of(std::u16string_view letters) const;                 // none: unknown
    std::vector<std::uint32_t> features_of(std::u16string_view letters) const;  // each once, rising
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    std::vector<std::string> intents_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // run of letters -> feature
    std::vector<float> weights_;  // feature * intents + intent; last row: bias
};

}  // namespace dialog
