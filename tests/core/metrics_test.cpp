#include "bot/core/metrics.h"

#include <gtest/gtest.h>

namespace {

TEST(Metrics, TheSameNameAndLabelsAreTheSameCounter) {
    core::metrics registry;
    registry.count("a_total", "help", R"(k="1")").add();
    registry.count("a_total", "help", R"(k="1")").add(2);
    EXPECT_NE(registry.text().find("a_total{k=\"1\"} 3\n"), std::string::npos);
}

TEST(Metrics, HistogramBucketsAreCumulative) {
    core::metrics registry;
    auto& latency = registry.latency("t_seconds", "help");
    latency.record(std::chrono::microseconds(40));
    latency.record(std::chrono::milliseconds(3));
    latency.record(std::chrono::seconds(60));
    const auto text = registry.text();
    EXPECT_NE(text.find("t_seconds_bucket{le=\"5e-05\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("t_seconds_bucket{le=\"0.0032\"} 2\n"), std::string::npos);
    EXPECT_NE(text.find("t_seconds_bucket{le=\"+Inf\"} 3\n"), std::string::npos);
    EXPECT_NE(text.find("t_seconds_count 3\n"), std::string::npos);
}

TEST(Metrics, ABucketHoldsItsUpperBoundAndNothingAbove) {
    for (std::size_t bucket = 0; bucket + 1 < core::histogram::buckets; ++bucket) {
        const std::chrono::nanoseconds bound(50'000LL << bucket);
        core::histogram at, above;
        at.record(bound);
        above.record(bound + std::chrono::nanoseconds(1));
        EXPECT_EQ(at.count(bucket), 1U) << bucket;
        EXPECT_EQ(above.count(bucket + 1), 1U) << bucket;
    }
}

TEST(Metrics, GaugesAreReadAtTheScrape) {
    core::metrics registry;
    double value = 1;
    registry.gauge("g", "help", [&value] { return value; });
    value = 7;
    EXPECT_NE(registry.text().find("g 7\n"), std::string::npos);
}

}  // namespace
