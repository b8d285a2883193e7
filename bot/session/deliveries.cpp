#include "bot/session/deliveries.h"

namespace session {

std::pair<deliveries::flight*, bool> deliveries::begin(std::string id,
                                                       const runtime::executor& loop) {
    const auto [place, fresh] = flights_.try_emplace(std::move(id));
    if (fresh) place->second = std::make_shared<box>(loop);
    return {&*place, fresh};
}

void deliveries::finish(flight* which, answer outcome, steady_time now) {
    const bool durable =
        outcome.kind == answer_kind::replied || outcome.kind == answer_kind::repeated;
    which->second->set(std::move(outcome));
    if (durable)
        ended_.emplace_back(now, which);
    else
        abandon(which);
    forget_old(now);
}

void deliveries::abandon(flight* which) {
    flights_.erase(flights_.find(which->first));
}

void deliveries::forget_old(steady_time now) {
    while (!ended_.empty() &&
           (now - ended_.front().first > remembered || ended_.size() > most_remembered)) {
        abandon(ended_.front().second);
        ended_.pop_front();
    }
}

}  // namespace session
