#include "bot/dialog/conditions.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

flow make_flow() {
    flow script;
    const auto declare = [&script](const std::string& id, slot_type type) {
        slot one;
        one.id = id;
        one.type = type;
        script.slot_index[id] = script.slots.size();
        script.slots.push_back(one);
    };
    declare("side", slot_type::choice);
    declare("signs", slot_type::multi);
    declare("pain", slot_type::number);
    declare("since", slot_type::duration);
    declare("risk", slot_type::score);
    return script;
}

class Conditions : public testing::Test {
protected:
    Conditions() {
        whole.stack.push_back({"leg", "ask", 0, {}, {}, 0});
        slots()["side"] = std::string("both");
        slots()["signs"] = std::vector<std::string>{"saddle", "urine"};
        slots()["pain"] = 7.0;
        slots()["since"] = minutes(3 * 7 * 24 * 60);
    }
    slot_values& slots() { return whole.stack.back().slots; }
    truth judge(const condition& wanted) {
        return evaluate(wanted, slot_view(script, whole.stack.back(), whole));
    }
    truth judge(const slot_test& test) {
        condition leaf;
        leaf.what = condition::kind::test;
        leaf.test = test;
        return judge(leaf);
    }
    void name(const std::string& id, condition when) {
        script.condition_index[id] = script.conditions.size();
        script.conditions.push_back({id, std::move(when), "", {}});
    }

    flow script = make_flow();
    state whole;
};

slot_test on(std::string slot_id) {
    slot_test test;
    test.slot = std::move(slot_id);
    return test;
}

condition fixed(truth wanted) {  // a leaf whose truth is known beforehand
    condition leaf;
    leaf.what = condition::kind::test;
    leaf.test = on(wanted == truth::unknown ? "unset" : "side");
    leaf.test.one_of = {wanted == truth::yes ? "both" : "left"};
    return leaf;
}

condition group(condition::kind what, truth a, truth b) {
    condition tree;
    tree.what = what;
    tree.parts = {fixed(a), fixed(b)};
    return tree;
}

constexpr truth N = truth::no, U = truth::unknown, Y = truth::yes;

TEST_F(Conditions, FollowTheThreeValuedTable) {
    struct row {
        truth a, b, all, any, none;
    };
    const row rows[] = {{N, N, N, N, Y}, {N, U, N, U, U}, {N, Y, N, Y, N},
                        {U, N, N, U, U}, {U, U, U, U, U}, {U, Y, U, Y, N},
                        {Y, N, N, Y, N}, {Y, U, U, Y, N}, {Y, Y, Y, Y, N}};
    for (const row& expected : rows) {
        SCOPED_TRACE(testing::Message() << int(expected.a) << " " << int(expected.b));
        EXPECT_EQ(judge(group(condition::kind::all, expected.a, expected.b)), expected.all);
        EXPECT_EQ(judge(group(condition::kind::any, expected.a, expected.b)), expected.any);
        EXPECT_EQ(judge(group(condition::kind::none, expected.a, expected.b)), expected.none);
    }
}

TEST_F(Conditions, WithoutPartsAllIsTrueAndAnyIsFalse) {
    condition tree;
    EXPECT_EQ(judge(tree), Y);
    tree.what = condition::kind::any;
    EXPECT_EQ(judge(tree), N);
}

TEST_F(Conditions, CompareAChoiceWithItsValues) {
    slot_test test = on("side");
    test.one_of = {"left", "both"};
    EXPECT_EQ(judge(test), Y);
    test.one_of = {"left"};
    EXPECT_EQ(judge(test), N);
    test.one_of.clear();
    test.not_one_of = {"left"};
    EXPECT_EQ(judge(test), Y);
    test.not_one_of = {"both"};
    EXPECT_EQ(judge(test), N);
}

TEST_F(Conditions, CountAndCompareWhatWasChosen) {
    slot_test test = on("signs");
    test.any_of = {"weak", "urine"};
    EXPECT_EQ(judge(test), Y);
    test.any_of.clear();
    test.all_of = {"saddle", "weak"};
    EXPECT_EQ(judge(test), N);
    test.all_of = {"saddle", "urine"};
    test.count_min = 3;
    EXPECT_EQ(judge(test), N);
    test.count_min = 2;
    test.count_max = 2;
    EXPECT_EQ(judge(test), Y);
}

TEST_F(Conditions, CompareNumbersAndDurationsAtTheirLimits) {
    slot_test test = on("pain");
    test.min = 7;
    EXPECT_EQ(judge(test), Y);
    test.min.reset();
    test.over = 7;
    EXPECT_EQ(judge(test), N);
    test.over.reset();
    test.under = 7;
    EXPECT_EQ(judge(test), N);
    test.under.reset();
    test.max = 7;
    EXPECT_EQ(judge(test), Y);
    test = on("pain");
    test.one_of = {"7"};
    EXPECT_EQ(judge(test), Y);
    test = on("since");
    test.min = 6 * 7 * 24 * 60;
    EXPECT_EQ(judge(test), N);
}

TEST_F(Conditions, AnUnsetSlotIsUnknownUnlessKnownIsTested) {
    slots().clear();
    slot_test test = on("pain");
    test.min = 7;
    EXPECT_EQ(judge(test), U);
    test = on("pain");
    test.known = false;
    EXPECT_EQ(judge(test), Y);
    test.known = true;
    EXPECT_EQ(judge(test), N);
}

TEST_F(Conditions, AScoreStartsAtZero) {
    slot_test test = on("risk");
    test.min = 1;
    EXPECT_EQ(judge(test), N);
    test.min = 0;
    EXPECT_EQ(judge(test), Y);
}

TEST_F(Conditions, MayBeNamedAndASecondLookIsTheSame) {
    name("bad", fixed(Y));
    condition reference;
    reference.what = condition::kind::named;
    reference.name = "bad";
    EXPECT_EQ(judge(reference), Y);
    reference.name = "nobody";
    EXPECT_EQ(judge(reference), U);
}

TEST_F(Conditions, ACircleOfNamesEndsAsUnknown) {
    condition reference;
    reference.what = condition::kind::named;
    reference.name = "itself";
    name("itself", reference);
    EXPECT_EQ(judge(reference), U);
}

}  // namespace
}  // namespace dialog
