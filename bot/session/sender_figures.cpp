#include "bot/session/sender_figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace session {
namespace {

core::counter& ended(core::metrics& registry, const std::string& labels, const char* how) {
    return registry.count("daozhen_outbox_messages_total",
                          "Attempts to send messages of the outbox, by how they ended.",
                          fmt::format("{},outcome=\"{}\"", labels, how));
}

}  // namespace

sender_figures::sender_figures(core::metrics& registry, const std::string& account,
                               const core::clock& clock)
    : sender_figures(registry, fmt::format("account=\"{}\"", account), clock,
                     std::make_shared<gauges>()) {}

sender_figures::sender_figures(core::metrics& registry, const std::string& labels,
                               const core::clock& clock, std::shared_ptr<gauges> shared)
    : sent(ended(registry, labels, "sent")),
      retried(ended(registry, labels, "retry")),
      dead(ended(registry, labels, "dead")),
      unknown(ended(registry, labels, "unknown")),
      returned(ended(registry, labels, "returned")),
      held_back(registry.count("daozhen_outbox_held_back_total",
                               "Messages not sent because a quota has no room.", labels)),
      left(shared->left),
      gauges_(std::move(shared)) {
    registry.gauge(
        "daozhen_outbox_waiting", "Messages that wait to be sent.",
        [all = gauges_] { return static_cast<double>(all->waiting); }, labels);
    registry.gauge(
        "daozhen_outbox_dead_letters", "Messages given up, or of unknown end, and kept.",
        [all = gauges_] { return static_cast<double>(all->dead); }, labels);
    registry.gauge(
        "daozhen_outbox_oldest_seconds", "Age of the oldest message that waits.",
        [all = gauges_, &clock] {
            const auto since = all->oldest_ms.load();
            const auto now = clock.now().time_since_epoch().count();
            return since == 0 ? 0.0 : static_cast<double>(now - since) / 1000.0;
        },
        labels);
    registry.gauge(
        "daozhen_outbox_quota_left",
        "Messages that the patient written to last could still be sent.",
        [all = gauges_] { return static_cast<double>(all->left); }, labels);
}

void sender_figures::note(const store::outgoing_count& count) {
    gauges_->waiting = count.waiting;
    gauges_->dead = count.dead;
    gauges_->oldest_ms = count.oldest.time_since_epoch().count();
}

}  // namespace session
