#include "bot/dialog/move_values.h"

#include <algorithm>
#include <cmath>

namespace dialog {
namespace {

bool is_choice(const slot& declared, const std::string& id) {
    return std::ranges::any_of(declared.values,
                               [&](const choice_value& one) { return one.id == id; });
}

bool is_in_range(const slot& declared, double amount) {
    return std::isfinite(amount) && (!declared.min || amount >= *declared.min) &&
           (!declared.max || amount <= *declared.max) &&
           (!declared.integer || amount == std::floor(amount));
}

// Where flows of the bundle declare the slot with this scope: does the value fit them all?
struct verdict {
    bool declared = false, fits = true;
};

verdict judge(const bundle& there, slot_scope scope, std::string_view id, const value& held) {
    verdict found;
    for (const auto& [name, script] : there.flows) {
        const slot* one = script.find_slot(id);
        if (one == nullptr || one->scope != scope) continue;
        found.declared = true;
        found.fits = found.fits && is_valid_value(*one, held);
    }
    return found;
}

}  // namespace

bool is_valid_value(const slot& declared, const value& held) {
    switch (declared.type) {
        case slot_type::yesno:
        case slot_type::choice: {
            const auto* id = std::get_if<std::string>(&held);
            return id != nullptr && is_choice(declared, *id);
        }
        case slot_type::multi: {
            const auto* ids = std::get_if<std::vector<std::string>>(&held);
            return ids != nullptr && std::ranges::all_of(*ids, [&](const std::string& id) {
                       return is_choice(declared, id);
                   });
        }
        case slot_type::number:
        case slot_type::score: {
            const auto* amount = std::get_if<double>(&held);
            return amount != nullptr && is_in_range(declared, *amount);
        }
        case slot_type::duration: {
            const auto* span = std::get_if<minutes>(&held);
            return span != nullptr && (!declared.longest || *span <= *declared.longest);
        }
        case slot_type::date:
        case slot_type::phone:
        case slot_type::text:
            return std::holds_alternative<std::string>(held);
    }
    return false;
}

bool slots_fit(const flow& there, const frame& place, const state& whole) {
    return std::ranges::all_of(there.slots, [&](const slot& one) {
        const auto fits = [&](const slot_values& home, slot_scope scope) {
            const auto held = home.find(one.id);
            if (held == home.end()) return true;
            // A frame's own value under a name that now lives elsewhere would be forgotten.
            return one.scope == scope ? is_valid_value(one, held->second)
                                      : scope != slot_scope::flow;
        };
        return fits(place.slots, slot_scope::flow) && fits(whole.visit_slots, slot_scope::visit) &&
               fits(whole.patient_slots, slot_scope::patient);
    });
}

void drop_foreign_slots(const flow& there, frame& place) {
    const auto unknown = [&](std::string_view id) { return there.find_slot(id) == nullptr; };
    const auto unfit = [&](const auto& held) {
        const slot* declared = there.find_slot(held.first);
        return declared == nullptr || !is_valid_value(*declared, held.second);
    };
    erase_if(place.slots, unfit);
    auto answers = place.trail.entries();
    for (trail_entry& entry : answers) {
        erase_if(entry.before, unfit);
        std::erase_if(entry.unset, unknown);
    }
    place.trail = answer_trail(std::move(answers));
}

void drop_unfit_slots(const bundle& there, state& whole) {
    erase_if(whole.visit_slots, [&](const auto& held) {
        const verdict found = judge(there, slot_scope::visit, held.first, held.second);
        return !found.declared || !found.fits;
    });
    erase_if(whole.patient_slots, [&](const auto& held) {
        return !judge(there, slot_scope::patient, held.first, held.second).fits;
    });
}

}  // namespace dialog
