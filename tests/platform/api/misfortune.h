// What goes wrong at an end point when a test wants it to: by rules, the first that fits. Pure but
// for chance, which is seeded.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace platform::api {

struct misfortune {
    std::string api;            // "message/custom/send"; "*": any
    std::uint64_t calls = 1;    // that it still concerns
    unsigned per_mille = 1000;  // of the calls; those it spares do not count

    std::chrono::milliseconds delay{0};  // before anything happens
    int errcode = 0;                     // answered instead of doing it
    unsigned status = 200;               // other than 200: this, and nothing is done
    bool drop_before = false;            // the connection breaks, nothing was done
    bool drop_after = false;             // it was done, but the client does not hear
};

class misfortunes {
public:
    explicit misfortunes(std::uint64_t seed) : chance_(seed) {}

    void add(misfortune one) { rules_.push_back(std::move(one)); }
    void clear() { rules_.clear(); }

    std::optional<misfortune> strike(std::string_view api) {
        for (auto rule = rules_.begin(); rule != rules_.end(); ++rule) {
            if (rule->api != "*" && rule->api != api) continue;
            if (chance_() % 1000 >= rule->per_mille) continue;
            auto struck = *rule;
            if (--rule->calls == 0) rules_.erase(rule);
            return struck;
        }
        return std::nullopt;
    }

private:
    std::deque<misfortune> rules_;
    std::mt19937_64 chance_;
};

}  // namespace platform::api
