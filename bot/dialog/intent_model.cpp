#include "bot/dialog/intent_model.h"

#include <algorithm>
#include <cmath>
#include <linear.h>
#include <map>
#include <memory>

namespace dialog {
namespace {

constexpr std::size_t longest_run = 3;
constexpr float least_certain = 0.35F;  // below: an honest "do not know"
constexpr float least_ahead = 0.08F;    // of the second best

// Up to three letters of 16 bits in one number; a run never begins with a zero letter.
std::uint64_t key_of(std::u16string_view run) {
    std::uint64_t key = 0;
    for (const char16_t letter : run) key = key << 16 | letter;
    return key;
}

template <class Visit>
void for_each_run(std::u16string_view letters, Visit&& visit) {
    for (std::size_t begin = 0; begin < letters.size(); ++begin)
        for (std::size_t size = 1; size <= longest_run && begin + size <= letters.size(); ++size)
            visit(begin, letters.substr(begin, size));
}

float certainty(float score) {
    return 1.0F / (1.0F + std::exp(-score));
}

struct model_deleter {
    void operator()(::model* one) const { free_and_destroy_model(&one); }
};

}  // namespace

intent_model::intent_model(const std::vector<example>& examples) {
    std::map<std::string, int> labels;
    for (const example& one : examples) labels.emplace(one.intent, 0);
    if (labels.size() < 2) return;
    for (auto& [intent, label] : labels) {
        label = static_cast<int>(intents_.size());
        intents_.push_back(intent);
    }
    const std::size_t shared = number_runs(examples);
    std::vector<std::vector<feature_node>> rows;
    std::vector<double> wanted;
    std::vector<double> own_weight;  // of one run, in parts of its example's own feature
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::vector<std::uint32_t> held = features_of(examples[i].letters);
        const auto own = std::lower_bound(held.begin(), held.end(), shared);
        const auto own_runs = static_cast<double>(held.end() - own);
        const double weight = 1 / std::sqrt(std::max(static_cast<double>(held.size()), 1.0));
        std::vector<feature_node> row;
        for (auto at = held.begin(); at != own; ++at)  // liblinear wants rising numbers, from 1
            row.push_back({static_cast<int>(*at) + 1, weight});
        if (own_runs > 0)
            row.push_back({static_cast<int>(shared + i) + 1, weight * std::sqrt(own_runs)});
        own_weight.push_back(own_runs > 0 ? 1 / std::sqrt(own_runs) : 0);
        rows.push_back(std::move(row));
        wanted.push_back(labels[examples[i].intent]);
    }
    const int bias = static_cast<int>(shared + examples.size()) + 1;
    std::vector<feature_node*> starts;
    for (auto& row : rows) {
        row.push_back({bias, 1});
        row.push_back({-1, 0});
        starts.push_back(row.data());
    }
    ::problem given{static_cast<int>(rows.size()), bias, wanted.data(), starts.data(), 1};
    ::parameter how{};
    how.solver_type = L2R_LR;  // Newton steps: no random order, unlike the dual solvers
    how.eps = 0.05;
    how.C = 8;
    set_print_string_function([](const char*) {});
    const std::unique_ptr<::model, model_deleter> trained(train(&given, &how));

    const std::size_t classes = intents_.size();
    weights_.assign((numbers_.size() + 1) * classes, 0);
    // Two classes share one row of weights, seen from the first; of more, each has its own.
    const auto columns = static_cast<std::size_t>(classes == 2 ? 1 : trained->nr_class);
    const auto set_weights = [&](std::size_t feature, std::size_t learnt, double part) {
        for (std::size_t column = 0; column < columns; ++column) {
            const auto weight = static_cast<float>(part * trained->w[learnt * columns + column]);
            const auto label = static_cast<std::size_t>(trained->label[column]);
            weights_[feature * classes + label] = weight;
            if (classes == 2) weights_[feature * classes + 1 - label] = -weight;
        }
    };
    for (std::size_t feature = 0; feature < shared; ++feature) set_weights(feature, feature, 1);
    for (std::size_t i = 0; i < examples.size(); ++i)
        for (const std::uint32_t feature : features_of(examples[i].letters))
            if (feature >= shared) set_weights(feature, shared + i, own_weight[i]);
    set_weights(numbers_.size(), static_cast<std::size_t>(bias) - 1, 1);
}

// Runs that several examples hold come first; their count is returned. Runs of one example alone
// always occur together and so learn the same: in training they are one feature, its own.
std::size_t intent_model::number_runs(const std::vector<example>& examples) {
    struct holder {
        const example* first;
        bool several;
    };
    std::unordered_map<std::uint64_t, holder> holders;
    std::vector<std::uint64_t> order;
    for (const example& one : examples)
        for_each_run(one.letters, [&](std::size_t, std::u16string_view run) {
            const auto [at, fresh] = holders.emplace(key_of(run), holder{&one, false});
            if (fresh) order.push_back(at->first);
            at->second.several |= at->second.first != &one;
        });
    const auto number = [&](bool several) {
        for (const std::uint64_t key : order)
            if (holders.at(key).several == several)
                numbers_.emplace(key, static_cast<std::uint32_t>(numbers_.size()));
        return numbers_.size();
    };
    const std::size_t shared = number(true);
    number(false);
    return shared;
}

std::uint32_t intent_model::number_of(std::u16string_view letters) const {
    const auto found = numbers_.find(key_of(letters));
    return found == numbers_.end() ? none : found->second;
}

std::vector<std::uint32_t> intent_model::features_of(std::u16string_view letters) const {
    std::vector<std::uint32_t> held;
    for_each_run(letters, [&](std::size_t, std::u16string_view run) {
        if (const std::uint32_t number = number_of(run); number != none) held.push_back(number);
    });
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    return held;
}

intent_model::answer intent_model::guess(std::u16string_view letters, bool questions) const {
    if (intents_.empty()) return {};
    const std::size_t classes = intents_.size();
    const std::vector<std::uint32_t> seen = features_of(letters);
    if (seen.empty()) return {};
    const float unit = 1.0F / std::sqrt(static_cast<float>(seen.size()));
    std::vector<float> scores(weights_.end() - static_cast<std::ptrdiff_t>(classes),
                              weights_.end());
    for (const std::uint32_t number : seen)
        for (std::size_t i = 0; i < classes; ++i)
            scores[i] += unit * weights_[number * classes + i];

    std::size_t best = classes, second = classes;
    for (std::size_t i = 0; i < classes; ++i) {
        if (questions && !intents_[i].starts_with("ask_")) continue;
        if (best == classes || scores[i] > scores[best]) {
            second = best;
            best = i;
        } else if (second == classes || scores[i] > scores[second]) {
            second = i;
        }
    }
    if (best == classes || certainty(scores[best]) < least_certain) return {};
    if (second != classes && certainty(scores[best]) - certainty(scores[second]) < least_ahead)
        return {};
    answer made{intents_[best], 0, 0};
    float loudest = 0;
    for_each_run(letters, [&](std::size_t begin, std::u16string_view run) {
        const std::uint32_t number = number_of(run);
        if (number == none || weights_[number * classes + best] <= loudest) return;
        loudest = weights_[number * classes + best];
        made.begin = static_cast<std::uint32_t>(begin);
        made.end = static_cast<std::uint32_t>(begin + run.size());
    });
    return made;
}

}  // namespace dialog
