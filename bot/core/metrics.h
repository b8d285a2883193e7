// Counters, gauges and latency histograms in Prometheus' text form. Registration takes a lock and
// belongs to start-up; counting is one relaxed atomic addition. Objects live as long as the
// registry.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace core {

class counter {
public:
    void add(std::uint64_t amount = 1) noexcept {
        value_.fetch_add(amount, std::memory_order_relaxed);
    }
    std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

// Latencies in buckets that double from 50 µs to 6.6 s.
class histogram {
public:
    static constexpr std::size_t buckets = 18;
    void record(std::chrono::nanoseconds elapsed) noexcept;
    std::uint64_t count(std::size_t bucket) const noexcept { return counts_[bucket].value(); }
    double sum_seconds() const noexcept;
    static double upper_bound_seconds(std::size_t bucket) noexcept;  // infinity for the last

private:
    std::array<counter, buckets> counts_;
    counter nanoseconds_;
};

// label pairs in Prometheus' own notation, e.g. `reason="bad_signature"`; empty for none.
class metrics {
public:
    counter& count(std::string_view name, std::string_view help, std::string_view labels = {});
    histogram& latency(std::string_view name, std::string_view help, std::string_view labels = {});
    // Asked at each scrape, on the scraping thread.
    void gauge(std::string_view name, std::string_view help, std::function<double()> read,
               std::string_view labels = {});
    std::string text() const;

private:
    struct family {
        std::string help;
        std::string type;
        std::map<std::string, counter*, std::less<>> counters;
        std::map<std::string, histogram*, std::less<>> histograms;
        std::map<std::string, std::function<double()>, std::less<>> gauges;
    };
    family& family_of(std::string_view name, std::string_view help, std::string_view type);

    mutable std::mutex guard_;
    std::map<std::string, family, std::less<>> families_;
    std::deque<counter> counters_;
    std::deque<histogram> histograms_;
};

}  // namespace core
