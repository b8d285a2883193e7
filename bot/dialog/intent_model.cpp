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
    std::vector<std::vector<feature_node>> rows;
    std::vector<double> wanted;
    for (const example& one : examples) {
        std::map<int, double> counts;  // liblinear wants rising numbers, from 1
        for_each_run(one.letters, [&](std::size_t, std::u16string_view run) {
            const auto next = static_cast<std::uint32_t>(numbers_.size());
            counts[static_cast<int>(numbers_.emplace(key_of(run), next).first->second) + 1] = 1;
        });
        const double length =
            std::sqrt(static_cast<double>(std::max<std::size_t>(counts.size(), 1)));
        std::vector<feature_node> row;
        row.reserve(counts.size() + 1);
        for (const auto& [number, count] : counts) row.push_back({number, count / length});
        rows.push_back(std::move(row));
        wanted.push_back(labels[one.intent]);
    }
    const int bias = static_cast<int>(numbers_.size()) + 1;
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
    weights_.assign(static_cast<std::size_t>(bias) * classes, 0);
    // Two classes share one row of weights, seen from the first; of more, each has its own.
    const auto columns = static_cast<std::size_t>(classes == 2 ? 1 : trained->nr_class);
    for (std::size_t feature = 0; feature < static_cast<std::size_t>(bias); ++feature)
        for (std::size_t column = 0; column < columns; ++column) {
            const auto weight = static_cast<float>(trained->w[feature * columns + column]);
            const auto label = static_cast<std::size_t>(trained->label[column]);
            weights_[feature * classes + label] = weight;
            if (classes == 2) weights_[feature * classes + 1 - label] = -weight;
        }
}

std::uint32_t intent_model::number_of(std::u16string_view letters) const {
    const auto found = numbers_.find(key_of(letters));
    return found == numbers_.end() ? none : found->second;
}

intent_model::answer intent_model::guess(std::u16string_view letters, bool questions) const {
    if (intents_.empty()) return {};
    const std::size_t classes = intents_.size();
    std::vector<std::uint32_t> seen;
    for_each_run(letters, [&](std::size_t, std::u16string_view run) {
        if (const std::uint32_t number = number_of(run); number != none) seen.push_back(number);
    });
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
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
