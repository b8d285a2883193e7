// What the conditions of a flow can still come to, seen from a node where a frame waits: the heart
// of the prover's abstraction. Two sets of answers with the same outlook behave alike from there
// on, whatever the patient says.
//
// A condition fires or does not, so it is read as a boolean formula over tests of slots. A test is
// settled once no node ahead can write its slot, or every write ahead leaves the test as it is;
// settled tests are folded into the formula, the others stay in it by name with what they are now.
#pragma once

#include "bot/dialog/conditions.h"
#include "bot/dialog/flow_graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dialog::prover {

class outlook {
public:
    explicit outlook(const flow& of);

    // Appends what can still come of every level and of every branch ahead of the node.
    void write(const slot_view& slots, std::size_t node_index, std::string& key) const;

    // How every test of the flow comes out for one value of a slot; equal texts mean that nothing
    // in the flow can tell the values apart.
    std::string class_of(std::string_view slot_id, const value* held) const;

    // A value of each class that a typed answer can have.
    std::vector<value> typed_samples(const slot& asked, const ask_node& ask) const;

    const flow_graph& graph() const { return graph_; }

private:
    enum class part_kind { leaf, all, any, negation, constant };
    struct part {
        part_kind what = part_kind::constant;
        bool truth = false;     // constant
        bool needs_yes = true;  // leaf: fires if yes; else if not no
        std::size_t leaf = 0;
        std::vector<std::size_t> parts;  // into parts_
    };
    struct leaf_test {
        const slot_test* test = nullptr;
        std::size_t slot = 0;  // into the flow's slots
    };
    struct root {
        std::size_t part = 0;
        std::size_t branch = none_;  // node whose case it is; none_: a level
    };
    using truths = std::uint8_t;  // set of truth, a bit each
    static constexpr std::size_t none_ = static_cast<std::size_t>(-1);

    std::size_t compile(const condition& wanted, bool needs_yes, int depth);
    std::size_t constant(bool truth);
    void look_ahead();
    truths written_by(const node& one, const leaf_test& leaf, bool entered) const;
    enum class result { no, yes, open };
    result emit(std::size_t part_index, std::size_t node_index, const std::vector<truth>& now,
                std::string& key) const;

    const flow& of_;
    flow_graph graph_;
    std::vector<part> parts_;
    std::vector<leaf_test> leaves_;
    std::vector<root> roots_;
    std::vector<std::vector<bool>> ahead_;     // by node: which nodes can follow
    std::vector<std::vector<truths>> future_;  // by node, by leaf: what writes ahead make of it
};

}  // namespace dialog::prover
