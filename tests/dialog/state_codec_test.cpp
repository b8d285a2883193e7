#include "bot/dialog/state_codec.h"

#include <gtest/gtest.h>

#include <random>

namespace dialog {
namespace {

class random_states {
public:
    explicit random_states(std::uint32_t seed) : dice_(seed) {}

    state next() {
        state whole;
        whole.release = roll(1000);
        whole.turn = roll(100000);
        whole.visit_turn = roll(200);
        whole.mode = roll(2) == 0 ? speaker::bot : speaker::human;
        whole.consent_declined = roll(2) == 0;
        whole.greeted = roll(2) == 0;
        whole.visit_began = moment();
        whole.last_at = moment();
        whole.consent_at = moment();
        for (std::uint32_t i = roll(4); i > 0; --i) whole.stack.push_back(place());
        for (std::uint32_t i = roll(4); i > 0; --i) whole.told.push_back(place());
        if (roll(2) == 0) whole.later = promise{word(), word(), moment()};
        whole.visit_slots = slots();
        whole.patient_slots = slots();
        whole.worst = word();
        whole.warned = words();
        whole.masked = words();
        for (std::uint32_t i = roll(3); i > 0; --i)
            whole.pending.push_back({static_cast<pending_question::kind>(roll(9)), word(),
                                     std::string(roll(300), '\xE5'), words()});
        whole.consent_version = word();
        whole.age_band = word();
        whole.last_digression = word();
        whole.digression_repeats = static_cast<std::uint8_t>(roll(3));
        return whole;
    }
    std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(dice_()) % sides; }

private:
    core::wall_time moment() {
        return core::wall_time(std::chrono::milliseconds(1'700'000'000'000 + roll(1'000'000'000)));
    }
    std::string word() {
        static const char* const words[] = {"", "ask-side", "会阴发麻", "no", "pain", "a", "risk"};
        return words[roll(7)];
    }
    std::vector<std::string> words() {
        std::vector<std::string> list(roll(4));
        for (std::string& one : list) one = word();
        return list;
    }
    value held() {
        switch (roll(5)) {
            case 0:
                return word();
            case 1:
                return words();
            case 2:
                return static_cast<double>(roll(100)) - 50;
            case 3:
                return static_cast<double>(roll(100)) / 7;
            default:
                return minutes(roll(1'000'000));
        }
    }
    slot_values slots() {
        slot_values map;
        for (std::uint32_t i = roll(6); i > 0; --i) map[word()] = held();
        return map;
    }
    frame place() {
        frame one{word(), word(), static_cast<std::uint8_t>(roll(4)), {}, slots(), roll(99)};
        for (std::uint32_t i = roll(8); i > 0; --i)
            one.trail.push({word(), slots(), words(), roll(40)});
        return one;
    }
    std::mt19937 dice_;
};

state typical_state() {
    state whole;
    whole.release = 12;
    whole.turn = 19;
    whole.visit_turn = 14;
    whole.visit_began = core::wall_time(std::chrono::milliseconds(1'770'000'000'000));
    whole.last_at = whole.visit_began + std::chrono::minutes(3);
    whole.consent_at = whole.visit_began;
    whole.consent_version = "2026-01";
    whole.age_band = "adult";
    whole.greeted = true;
    whole.worst = "clinic";
    frame place{"lumbar", "ask-education", 0, {}, {}, 2};
    const char* const questions[] = {"stroke", "bladder", "saddle", "side",  "weak",
                                     "since",  "trend",   "where",  "walk",  "general",
                                     "injury", "checked", "pain",   "topics"};
    for (const char* const question : questions) {
        place.slots[question] = std::string("no");
        place.trail.push({std::string("ask-") + question,
                          {},
                          {question},
                          static_cast<std::uint32_t>(3 + place.trail.size())});
    }
    whole.stack.push_back(place);
    return whole;
}

TEST(StateCodec, ReadsWhatItWrote) {
    random_states source(20260302);
    for (int i = 0; i < 5000; ++i) {
        const state whole = source.next();
        const auto again = decode_state(encode_state(whole));
        ASSERT_TRUE(again.has_value()) << i;
        ASSERT_EQ(*again, whole) << i;
    }
}

TEST(StateCodec, WritesEqualStatesAsEqualBytes) {
    random_states source(7);
    for (int i = 0; i < 200; ++i) {
        const std::string bytes = encode_state(source.next());
        EXPECT_EQ(encode_state(decode_state(bytes).value()), bytes);
    }
}

TEST(StateCodec, KeepsAConversationAtTheLastQuestionUnder430Bytes) {
    EXPECT_LE(encode_state(typical_state()).size(), 430U);
    EXPECT_LE(encode_state(state{}).size(), 32U);
}

TEST(StateCodec, CallsEveryCutOrChangedRecordCorrupt) {
    const std::string bytes = encode_state(typical_state());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(decode_state(bytes.substr(0, size)).error(), core::errc::corrupt) << size;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        EXPECT_EQ(decode_state(changed).error(), core::errc::corrupt) << at;
    }
    EXPECT_EQ(decode_state(bytes + '\0').error(), core::errc::corrupt);
}

TEST(StateCodec, SurvivesGarbage) {
    random_states source(99);
    for (int i = 0; i < 20000; ++i) {
        std::string bytes(source.roll(120), '\0');
        for (char& one : bytes) one = static_cast<char>(source.roll(256));
        if (bytes.size() > 1 && i % 2 == 0) bytes[0] = 'D', bytes[1] = 1;
        EXPECT_FALSE(decode_state(bytes).has_value());
    }
}

TEST(StateCodec, RefusesAVersionItDoesNotKnow) {
    std::string bytes = encode_state(state{});
    bytes[1] = 9;
    EXPECT_EQ(decode_state(bytes).error(), core::errc::corrupt);
}

}  // namespace
}  // namespace dialog
