#include "bot/core/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace core {
namespace {

constexpr std::uint64_t first_bound = 50'000;  // nanoseconds

std::string with_labels(std::string_view name, std::string_view labels) {
    return labels.empty() ? std::string(name) : fmt::format("{}{{{}}}", name, labels);
}

std::string bucket_labels(std::string_view labels, double bound) {
    const auto limit = std::isinf(bound) ? std::string("+Inf") : fmt::format("{:g}", bound);
    return labels.empty() ? fmt::format("le=\"{}\"", limit)
                          : fmt::format("{},le=\"{}\"", labels, limit);
}

}  // namespace

void histogram::record(std::chrono::nanoseconds elapsed) noexcept {
    const auto nanoseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, elapsed.count()));
    // Bounds double: the bucket is how often the first one fits, rounded up to a power of two.
    const std::uint64_t times = (nanoseconds + first_bound - 1) / first_bound;
    const auto bucket = times <= 1 ? 0U : static_cast<std::size_t>(std::bit_width(times - 1));
    counts_[std::min(bucket, buckets - 1)].add();
    nanoseconds_.add(nanoseconds);
}

double histogram::sum_seconds() const noexcept {
    return static_cast<double>(nanoseconds_.value()) / 1e9;
}

double histogram::upper_bound_seconds(std::size_t bucket) noexcept {
    if (bucket + 1 >= buckets) return std::numeric_limits<double>::infinity();
    return static_cast<double>(first_bound << bucket) / 1e9;
}

metrics::family& metrics::family_of(std::string_view name, std::string_view help,
                                    std::string_view type) {
    auto& found = families_[std::string(name)];
    if (found.type.empty()) {
        found.help = help;
        found.type = type;
    }
    return found;
}

counter& metrics::count(std::string_view name, std::string_view help, std::string_view labels) {
    const std::scoped_lock lock(guard_);
    auto*& slot = family_of(name, help, "counter").counters[std::string(labels)];
    if (slot == nullptr) slot = &counters_.emplace_back();
    return *slot;
}

histogram& metrics::latency(std::string_view name, std::string_view help, std::string_view labels) {
    const std::scoped_lock lock(guard_);
    auto*& slot = family_of(name, help, "histogram").histograms[std::string(labels)];
    if (slot == nullptr) slot = &histograms_.emplace_back();
    return *slot;
}

void metrics::gauge(std::string_view name, std::string_view help, std::function<double()> read,
                    std::string_view labels) {
    const std::scoped_lock lock(guard_);
    family_of(name, help, "gauge").gauges[std::string(labels)] = std::move(read);
}

std::string metrics::text() const {
    const std::scoped_lock lock(guard_);
    std::string out;
    for (const auto& [name, group] : families_) {
        out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, group.help, name, group.type);
        for (const auto& [labels, value] : group.counters)
            out += fmt::format("{} {}\n", with_labels(name, labels), value->value());
        for (const auto& [labels, read] : group.gauges)
            out += fmt::format("{} {:g}\n", with_labels(name, labels), read());
        for (const auto& [labels, value] : group.histograms) {
            std::uint64_t total = 0;
            for (std::size_t bucket = 0; bucket < histogram::buckets; ++bucket) {
                total += value->count(bucket);
                out += fmt::format("{}_bucket{{{}}} {}\n", name,
                                   bucket_labels(labels, histogram::upper_bound_seconds(bucket)),
                                   total);
            }
            out += fmt::format("{} {:.6f}\n", with_labels(name + "_sum", labels),
                               value->sum_seconds());
            out += fmt::format("{} {}\n", with_labels(name + "_count", labels), total);
        }
    }
    return out;
}

}  // namespace core
