#include "bot/store/sealing.h"

#include "bot/store/sealed_turn.h"
#include "tests/store/conformance.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <thread>

namespace {

using store::lookup;
using store::place;
using store::sealer;

store::secret key_of(char fill) {
    store::secret key;
    std::memset(key.data(), fill, store::secret::size);
    return key;
}

lookup conversation(char fill) {
    lookup key;
    key.fill(fill);
    return key;
}

const place here{conversation('c'), 7, "state"};

TEST(Sealing, OpensWhatItSealed) {
    const sealer ours({key_of('a')});
    const std::string rows[] = {"", "x", std::string("\0\0", 2), std::string(70000, 'y')};
    for (const auto& plain : rows) {
        const auto sealed = ours.seal(plain, here);
        EXPECT_EQ(sealed.size(), plain.size() + sealer::overhead);
        EXPECT_EQ(ours.open(sealed, here).value(), plain);
    }
}

TEST(Sealing, AValueOpensOnlyInItsPlace) {
    const sealer ours({key_of('a')});
    const auto sealed = ours.seal("left leg", here);
    for (const place& elsewhere :
         {place{conversation('d'), 7, "state"}, place{conversation('c'), 8, "state"},
          place{conversation('c'), 7, "words"}})
        EXPECT_EQ(ours.open(sealed, elsewhere).error(), core::errc::corrupt);
}

TEST(Sealing, ALongNameOfAPlaceCountsToItsEnd) {
    const sealer with({key_of('a')});
    const std::string name = "token/" + std::string(60, 'a');
    const auto sealed = with.seal("T", {{}, 0, name});
    EXPECT_EQ(with.open(sealed, {{}, 0, name}).value(), "T");
    EXPECT_FALSE(with.open(sealed, {{}, 0, std::string_view(name).substr(1)}));
    EXPECT_FALSE(with.open(sealed, {{}, 0, name + "a"}));
}

TEST(Sealing, NoChangedBitGoesUnseen) {
    const sealer ours({key_of('a')});
    const auto sealed = ours.seal("left leg", here);
    for (std::size_t byte = 0; byte < sealed.size(); ++byte)
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = sealed;
            changed[byte] = static_cast<char>(changed[byte] ^ (1 << bit));
            EXPECT_EQ(ours.open(changed, here).error(), core::errc::corrupt) << byte;
        }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        EXPECT_EQ(ours.open(sealed.substr(0, size), here).error(), core::errc::corrupt);
}

TEST(Sealing, OldKeysOpenAndTheFirstSeals) {
    const sealer before({key_of('a')}), after({key_of('b'), key_of('a')}), late({key_of('b')});
    const auto old = before.seal("left leg", here);
    EXPECT_EQ(after.open(old, here).value(), "left leg");
    EXPECT_EQ(late.open(old, here).error(), core::errc::corrupt);
    const auto renewed = after.seal("left leg", here);
    EXPECT_EQ(late.open(renewed, here).value(), "left leg");
    EXPECT_EQ(sealer::key_of(renewed), late.current_key());
    EXPECT_NE(sealer::key_of(old), late.current_key());
    EXPECT_TRUE(after.knows(before.current_key()));
    EXPECT_FALSE(late.knows(before.current_key()));
}

TEST(Sealing, NoTwoSealedValuesAreAlike) {
    const sealer ours({key_of('a')});
    std::set<std::string> seen;
    for (int i = 0; i < 10000; ++i)
        EXPECT_TRUE(seen.insert(ours.seal("x", here).substr(5, 12)).second);
}

TEST(Sealing, ThreadsAndKeysMix) {
    const sealer first({key_of('a')}), second({key_of('b')});
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i) {
                const auto text = std::to_string(i);
                EXPECT_EQ(first.open(first.seal(text, here), here).value(), text);
                EXPECT_EQ(second.open(second.seal(text, here), here).value(), text);
            }
        });
    for (auto& thread : threads) thread.join();
}

TEST(NameHasher, TellsNamesApartAndKeepsToItsSecret) {
    const store::name_hasher ours(key_of('n')), same(key_of('n')), other(key_of('o'));
    EXPECT_EQ(ours.conversation({"clinic", "wang"}), same.conversation({"clinic", "wang"}));
    EXPECT_NE(ours.conversation({"clinic", "wang"}), other.conversation({"clinic", "wang"}));
    EXPECT_NE(ours.conversation({"clinic", "wang"}), ours.conversation({"clini", "cwang"}));
    const auto wang = ours.conversation({"clinic", "wang"});
    const auto li = ours.conversation({"clinic", "li"});
    EXPECT_EQ(ours.delivery(wang, "m1"), same.delivery(wang, "m1"));
    EXPECT_NE(ours.delivery(wang, "m1"), ours.delivery(wang, "m2"));
    EXPECT_NE(ours.delivery(wang, "m1"), ours.delivery(li, "m1"));
}

TEST(SealedTurn, AStateOfAnyBytesComesBackAndGrowsInSteps) {
    const sealer ours({key_of('a')});
    const store::name_hasher names(key_of('n'));
    std::set<std::size_t> sizes;
    for (std::size_t size = 0; size < 300; ++size)
        for (const char fill : {'\0', '\x80', 'x'}) {
            auto turn = store_test::sample_turn("wang", 0, "m1");
            turn.state.assign(size, fill);
            const auto sealed = store::seal(ours, names, turn);
            sizes.insert(sealed.state.size());
            ASSERT_EQ(store::open_state(ours, sealed.conversation, 1, sealed.state).value(),
                      turn.state);
        }
    EXPECT_EQ(sizes.size(), 3U);
}

TEST(SealedTurn, HoldsNothingReadableButItsCodes) {
    const sealer ours({key_of('a')});
    const store::name_hasher names(key_of('n'));
    const auto turn = store_test::sample_turn("wang", 0, "m1");
    const auto sealed = store::seal(ours, names, turn);
    EXPECT_EQ(sealed.codes.node, "duration");
    EXPECT_EQ(sealed.codes.patient_text, "");
    EXPECT_EQ(sealed.codes.reply_text, "");
    EXPECT_EQ(sealed.user.size(), turn.key.user.size() + sealer::overhead);
    EXPECT_EQ(store::open_state(ours, sealed.conversation, 1, sealed.state).value(), turn.state);
    const auto words = store::open_words(ours, sealed.conversation, 1, sealed.words).value();
    EXPECT_EQ(words.reply, turn.reply);
    EXPECT_EQ(words.patient_text, "左腿麻");
    EXPECT_EQ(store::open_words(ours, sealed.conversation, 1, sealed.state).error(),
              core::errc::corrupt);
}

}  // namespace
