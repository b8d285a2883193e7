// What the session counts; the names under which operators and alert rules know it.
#pragma once

#include "bot/core/metrics.h"
#include "bot/session/release_step.h"

namespace session {

struct session_metrics {
    explicit session_metrics(core::metrics& registry)
        : turns(registry.count("daozhen_turns_total", "Turns committed.")),
          repeats(registry.count("daozhen_repeated_deliveries_total",
                                 "Deliveries answered with a recorded reply.")),
          conflicts(registry.count("daozhen_version_conflicts_total",
                                   "Steps taken again because another node was first.")),
          improvised(registry.count("daozhen_improvised_answers_total",
                                    "Built-in answers given without script or store.")),
          slow_down(
              registry.count("daozhen_slow_down_total",
                             "Messages refused because the same patient has too many waiting.")),
          timed_out(registry.count("daozhen_deadline_missed_total",
                                   "Attempts whose turn was not done in time.")),
          emergencies(
              registry.count("daozhen_emergencies_total", "Turns that found a warning sign.")),
          faults(registry.count("daozhen_step_faults_total", "Steps rolled back by a bound.")),
          carried_blocks(
              registry.count("daozhen_carried_blocks_total",
                             "Blocks that did not fit a reply and went in front of the next.")),
          unprompted(registry.count("daozhen_unprompted_turns_total",
                                    "Turns begun by a timer, the desk or the outbox.")),
          step_time(registry.latency("daozhen_step_seconds", "Time of one pure step.")),
          turn_time(registry.latency("daozhen_turn_seconds",
                                     "From taking a message to its durable answer.")),
          moves(registry) {}

    core::counter& turns;
    core::counter& repeats;
    core::counter& conflicts;
    core::counter& improvised;
    core::counter& slow_down;
    core::counter& timed_out;
    core::counter& emergencies;
    core::counter& faults;
    core::counter& carried_blocks;
    core::counter& unprompted;
    core::histogram& step_time;
    core::histogram& turn_time;
    move_metrics moves;
};

}  // namespace session
