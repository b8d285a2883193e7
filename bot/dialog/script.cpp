#include "bot/dialog/script.h"

namespace dialog {
namespace {

template <class Vector, class Index>
auto find_in(const Vector& items, const Index& index, std::string_view id) -> const
    typename Vector::value_type* {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : &items[found->second];
}

}  // namespace

const node* flow::find_node(std::string_view node_id) const {
    return find_in(nodes, node_index, node_id);
}

const slot* flow::find_slot(std::string_view slot_id) const {
    return find_in(slots, slot_index, slot_id);
}

const named_condition* flow::find_condition(std::string_view condition_id) const {
    return find_in(conditions, condition_index, condition_id);
}

const disposition* project::find_disposition(std::string_view id) const {
    for (const auto& candidate : dispositions)
        if (candidate.id == id) return &candidate;
    return nullptr;
}

const flow* bundle::find_flow(std::string_view id) const {
    const auto found = flows.find(id);
    return found == flows.end() ? nullptr : &found->second;
}

}  // namespace dialog
