// What any store must do, whatever it stands on. A store joins by one line in its own test:
//   INSTANTIATE_TEST_SUITE_P(Memory, conformance, testing::Values(make_world(...)));
// The tests themselves are in conformance.cpp.
#pragma once

#include "bot/runtime/loops.h"
#include "bot/store/store.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

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

    runtime::loops loops_{4};  // before the world: loops outlive the store that answers to them
    std::unique_ptr<world> world_;
};

// A turn that begins from `version` of conversation `user` and answers delivery `key`.
store::turn sample_turn(const std::string& user, std::uint64_t version, const std::string& key);

}  // namespace store_test
