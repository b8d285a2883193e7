#include "adapters/tencent/envelope.h"

#include "adapters/tencent/base64.h"
#include "tests/adapters/support/vectors.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using adapters::tencent::envelope;
using adapters::tencent::facts_of;
using adapters::tencent::fault;

envelope::random_bytes as_random(std::string_view bytes) {
    return envelope::random_bytes(reinterpret_cast<const unsigned char*>(bytes.data()),
                                  envelope::random_size);
}

void spoil(char& byte, int by) {
    byte = static_cast<char>(byte ^ by);
}

std::string text_of(const envelope::opened& opened) {
    return {opened.message.data(), opened.message.size()};
}

TEST(Envelope, OpensEveryVectorOfTheReference) {
    const auto check = [](const auto& rows) {
        for (const auto& each : rows) {
            const auto closed = envelope::make(std::string(each.receiver), each.key);
            ASSERT_TRUE(closed) << each.name;
            std::string buffer;
            const auto opened = closed->open(each.encrypted, buffer);
            ASSERT_TRUE(opened) << each.name;
            EXPECT_EQ(text_of(*opened), each.message) << each.name;
            EXPECT_EQ(opened->key, 0U);
        }
    };
    check(vectors::wechat);
    check(vectors::wecom);
}

TEST(Envelope, SealsEveryVectorOfTheReferenceByteForByte) {
    const auto check = [](const auto& rows) {
        for (const auto& each : rows) {
            const auto closed = envelope::make(std::string(each.receiver), each.key);
            std::string sealed;
            ASSERT_TRUE(closed->seal(0, each.message, as_random(each.random), sealed)) << each.name;
            EXPECT_EQ(sealed, each.encrypted) << each.name;
        }
    };
    check(vectors::wechat);
    check(vectors::wecom);
}

TEST(Envelope, NamesTheCodeOfEveryNegativeVector) {
    const auto check = [](const envelope& closed, const auto& rows) {
        for (const auto& each : rows) {
            std::string buffer;
            const auto opened = closed.open(each.encrypted, buffer);
            ASSERT_FALSE(opened) << each.name;
            EXPECT_EQ(facts_of(opened.error()).code, each.code) << each.name;
        }
    };
    check(*envelope::make(std::string(vectors::own_app_id), vectors::key_1),
          vectors::wechat_negative);
    check(*envelope::make("wx5823bf96d3bd56c7", vectors::wecom[0].key), vectors::wecom_negative);
}

TEST(Envelope, TellsWhyItRefuses) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    const fault expected[] = {fault::receiver_mismatch, fault::message_length,
                              fault::message_length,    fault::padding,
                              fault::padding,           fault::padding,
                              fault::cipher_length,     fault::message_length,
                              fault::message_length,    fault::base64_alphabet};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        std::string buffer;
        EXPECT_EQ(closed.open(vectors::wechat_negative[i].encrypted, buffer).error(), expected[i])
            << vectors::wechat_negative[i].name;
    }
}

TEST(Envelope, KnowsACoreErrorAndAWordForEveryFault) {
    for (int i = 0; i <= static_cast<int>(fault::base64_alphabet); ++i) {
        const auto& facts = facts_of(static_cast<fault>(i));
        EXPECT_LE(facts.code, -40001);
        EXPECT_GE(facts.code, -40011);
        EXPECT_FALSE(facts.detail.empty());
    }
}

// The sample's 32-bit sum calls N3 another receiver, our 64 bits call it a lie.
TEST(Envelope, ComputesLengthsInSixtyFourBits) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    std::string buffer;
    EXPECT_EQ(closed.open(vectors::wechat_negative[2].encrypted, buffer).error(),
              fault::message_length);
}

TEST(Envelope, OpensOldPushesWithThePreviousKeyAndSaysSo) {
    const auto& p1 = vectors::wechat[6];
    const auto& p2 = vectors::wechat[7];
    const auto rotated =
        *envelope::make(std::string(vectors::own_app_id), vectors::key_1, vectors::key_2);
    std::string buffer;
    EXPECT_EQ(rotated.open(p1.encrypted, buffer)->key, 0U);
    const auto old = rotated.open(p2.encrypted, buffer);
    ASSERT_TRUE(old);
    EXPECT_EQ(old->key, 1U);
    EXPECT_EQ(text_of(*old), p2.message);

    std::string sealed;
    ASSERT_TRUE(rotated.seal(1, p2.message, as_random(p2.random), sealed));
    EXPECT_EQ(sealed, p2.encrypted);
}

TEST(Envelope, FailsWithoutThePreviousKey) {
    const auto& p2 = vectors::wechat[7];
    const auto current = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    std::string buffer;
    EXPECT_EQ(facts_of(current.open(p2.encrypted, buffer).error()).code, -40007);
    const auto neither = *envelope::make(std::string(vectors::own_app_id), vectors::key_1,
                                         "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    EXPECT_EQ(facts_of(neither.open(p2.encrypted, buffer).error()).code, -40007);
}

TEST(Envelope, SealsWithNoKeyItDoesNotHave) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    std::string sealed;
    EXPECT_EQ(closed.seal(1, "x", sealed).error(), fault::encryption_failed);
    EXPECT_EQ(sealed, "");
}

TEST(Envelope, RefusesKeysOfTheWrongShape) {
    for (const char* key : {"", "short", "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNm",
                            "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmCC",
                            "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNm=",
                            "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNm+"}) {
        EXPECT_EQ(envelope::make("wx", key).error(), fault::key_shape) << key;
        if (std::string_view(key).empty()) continue;  // stands for no previous key
        EXPECT_EQ(envelope::make("wx", vectors::key_1, key).error(), fault::key_shape) << key;
    }
}

TEST(Envelope, SurvivesEveryPaddingFrom1To32) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    for (std::size_t size = 0; size < 64; ++size) {
        const std::string message(size, 'm');
        std::string sealed;
        ASSERT_TRUE(closed.seal(0, message, sealed));
        std::string buffer;
        const auto opened = closed.open(sealed, buffer);
        ASSERT_TRUE(opened) << size;
        EXPECT_EQ(text_of(*opened), message);
    }
}

TEST(Envelope, DemandsExactLengthsOfAnEmptyReceiver) {
    const auto& with_receiver = vectors::wecom[0];
    const auto nobody = *envelope::make("", with_receiver.key);
    std::string buffer;
    EXPECT_EQ(nobody.open(with_receiver.encrypted, buffer).error(), fault::receiver_mismatch);
    for (const auto& lie : vectors::wecom_negative)
        EXPECT_FALSE(nobody.open(lie.encrypted, buffer)) << lie.name;

    std::string sealed;
    ASSERT_TRUE(nobody.seal(0, "", sealed));
    EXPECT_EQ(nobody.open(sealed, buffer)->message.size(), 0U);
}

TEST(Envelope, NeverSealsTheSameBytesTwice) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    std::string first, second;
    ASSERT_TRUE(closed.seal(0, "same", first));
    ASSERT_TRUE(closed.seal(0, "same", second));
    EXPECT_NE(first.substr(0, 22), second.substr(0, 22));
}

TEST(Envelope, OpensNothingFromNothing) {
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    std::string buffer;
    EXPECT_EQ(closed.open("", buffer).error(), fault::cipher_length);
}

TEST(Envelope, GivesBackWhateverItSealed) {
    std::mt19937 random(20250101);
    const auto rotated =
        *envelope::make(std::string(vectors::own_app_id), vectors::key_1, vectors::key_2);
    std::string sealed, buffer;
    for (int round = 0; round < 2000; ++round) {
        std::string message(random() % 2500, '\0');
        for (char& each : message) each = static_cast<char>(random());
        const std::size_t key = random() % 2;
        sealed.clear();
        ASSERT_TRUE(rotated.seal(key, message, sealed));
        const auto opened = rotated.open(sealed, buffer);
        ASSERT_TRUE(opened);
        ASSERT_EQ(text_of(*opened), message);
        ASSERT_EQ(opened->key, key);
    }
}

// Without a signature CBC lets the first block's random bytes change unnoticed; everything else
// that is spoilt must fail or, where a plaintext block turns to noise, at least never crash.
TEST(Envelope, MeetsSpoiltBytesWithoutCrashing) {
    std::mt19937 random(99);
    const auto closed = *envelope::make(std::string(vectors::own_app_id), vectors::key_1);
    const auto& good = vectors::wechat[6];
    std::string bytes, buffer;
    ASSERT_TRUE(adapters::tencent::decode_base64(good.encrypted, bytes));
    for (int round = 0; round < 5000; ++round) {
        std::string spoilt = bytes;
        for (unsigned change = 0; change <= random() % 3; ++change)
            spoil(spoilt[random() % spoilt.size()], static_cast<int>(1 + random() % 255));
        if (random() % 4 == 0) spoilt.resize(random() % spoilt.size());
        std::string text;
        adapters::tencent::append_base64(text, spoilt);
        if (const auto opened = closed.open(text, buffer)) {
            EXPECT_EQ(opened->message.size(), good.message.size());
        }
    }
}

// V11 of the WeCom reference.
TEST(Envelope, OpensAFileOfAnAiBotsUser) {
    const auto closed = *envelope::make("", vectors::wecom[6].key);
    std::string bytes;
    ASSERT_TRUE(
        adapters::tencent::decode_base64("qvjgW2zdNJCQsZhuJzQGnqLTOrfis/zW73GxUm2o4VA=", bytes));
    const auto opened = closed.open_file(bytes);
    ASSERT_TRUE(opened);
    EXPECT_EQ(std::string(opened->data(), opened->size()), "膝关节X光示意");
    std::string spoilt = bytes.substr(0, 16);
    EXPECT_EQ(closed.open_file(spoilt).error(), fault::cipher_length);
    std::string noise(64, 'x');
    EXPECT_EQ(closed.open_file(noise).error(), fault::padding);
    EXPECT_EQ(closed.open_file({}).error(), fault::cipher_length);
}

}  // namespace
