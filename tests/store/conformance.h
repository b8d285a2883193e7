// What any store must do, whatever it stands on. A store joins by one line in its own test:
//   INSTANTIATE_TEST_SUITE_P(Memory, conformance, testing::Values(make_world(...)));
// The tests themselves are in conformance.cpp.
#pragma once

#include "bot/runtime/loops.h"
#include "bot/store/store.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace store_test {

// One store and whatever it needs around it; fresh and empty when made.
class world {
public:
    virtual ~world() = default;
    virtual store::store& store() = 0;
    // Closes the store properly and opens it again on what it kept.
    virtual void restart() = 0;
};

using make_world = std::function<std::unique_ptr<world>()>;

class conformance : public testing::TestWithParam<make_world> {
protected:
    void SetUp() override { world_ = GetParam()(); }
    store::store& store() { return world_->store(); }

    // Short words for tests of the outbox; its account is "clinic".
    store::commit_outcome commit(store::turn change);
    std::vector<store::queued_message> due(core::wall_time now, std::size_t limit = 100);
    store::lease lease_of(const std::string& holder, core::wall_time now);
    bool begin(const store::lease& held, std::uint64_t id, core::wall_time now);
    void settle(std::uint64_t id, store::settlement how);

    runtime::loops loops_{4};  // before the world: loops outlive the store that answers to them
    std::unique_ptr<world> world_;
};

// A turn that begins from `version` of conversation `user` and answers delivery `key`.
store::turn sample_turn(const std::string& user, std::uint64_t version, const std::string& key);

}  // namespace store_test
