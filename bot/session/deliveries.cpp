#include "bot/session/deliveries.h"

namespace session {

std::shared_ptr<deliveries::box> deliveries::find(const std::string& id) const {
    const auto found = boxes_.find(id);
    return found == boxes_.end() ? nullptr : found->second;
}

std::shared_ptr<deliveries::box> deliveries::begin(const std::string& id,
                                                   const runtime::executor& loop) {
    auto fresh = std::make_shared<box>(loop);
    boxes_[id] = fresh;
    return fresh;
}

void deliveries::finish(const std::string& id, answer outcome, steady_time now) {
    const auto found = boxes_.find(id);
    if (found == boxes_.end()) return;
    const bool durable =
        outcome.kind == answer_kind::replied || outcome.kind == answer_kind::repeated;
    found->second->set(std::move(outcome));
    if (durable)
        ended_.emplace_back(now, id);
    else
        boxes_.erase(found);
    forget_old(now);
}

void deliveries::forget_old(steady_time now) {
    while (!ended_.empty() &&
           (now - ended_.front().first > remembered || ended_.size() > most_remembered)) {
        boxes_.erase(ended_.front().second);
        ended_.pop_front();
    }
}

}  // namespace session
