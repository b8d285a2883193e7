#include "adapters/tencent/signature.h"

#include "tests/adapters/support/vectors.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using adapters::tencent::fault;
using adapters::tencent::sign;
using adapters::tencent::signed_parts;
using adapters::tencent::verify;

TEST(Signature, AgreesWithTheReferenceForThreeStrings) {
    struct row {
        const char *token, *timestamp, *nonce, *signature;
    };
    const row rows[] = {
        {"AAAAA", "1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"},  // S1
        {"AAAAA", "1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"},   // S2
        {"AAAAA", "1714112445", "415670741", "6c5c811b55cc85e0e1b54100749188c20beb3f5d"},   // V1
        {"AAAAA", "1715943329", "1590219412", "cc0c594499c1634947d5b502f158ee518947db27"},  // V3
        {"orthoBotT0ken", "1735689600", "1928374650", "ace111ba157969627e874acf4cf4e6f5d44ab4c8"},
    };
    for (const row& each : rows) {
        const signed_parts parts{each.timestamp, each.nonce, {}};
        EXPECT_EQ(sign(each.token, parts), each.signature);
        EXPECT_TRUE(verify(each.token, parts, each.signature));
    }
}

TEST(Signature, AgreesWithTheReferenceForFourStrings) {
    const auto check = [](const auto& rows) {
        for (const auto& each : rows) {
            const signed_parts parts{each.timestamp, each.nonce, each.encrypted};
            EXPECT_EQ(sign(each.token, parts), each.signature) << each.name;
            EXPECT_TRUE(verify(each.token, parts, each.signature)) << each.name;
        }
    };
    check(vectors::wechat);
    check(vectors::wecom);
}

TEST(Signature, FallsWithAnySingleChange) {
    const auto& good = vectors::wechat[3];
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
        std::string changed(good.signature);
        changed[i] = changed[i] == '0' ? '1' : '0';
        const auto checked =
            verify(good.token, {good.timestamp, good.nonce, good.encrypted}, changed);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error(), fault::signature_mismatch);
    }
    EXPECT_FALSE(verify("spamtesT", {good.timestamp, good.nonce, good.encrypted}, good.signature));
    EXPECT_FALSE(verify(good.token, {"1410349439", good.nonce, good.encrypted}, good.signature));
    EXPECT_FALSE(verify(good.token, {good.timestamp, "298025755", good.encrypted}, good.signature));
    EXPECT_FALSE(verify(good.token, {good.timestamp, good.nonce, {}}, good.signature));
}

TEST(Signature, RefusesPartsOfAnotherShapeEvenIfTheyAreSigned) {
    const std::string long_nonce(65, '1');
    struct row {
        std::string_view timestamp, nonce;
        fault expected;
    };
    const row rows[] = {
        {"", "1", fault::query_incomplete},
        {"1714036504", "", fault::query_incomplete},
        {"171403650", "1", fault::query_shape},
        {"17140365040", "1", fault::query_shape},
        {"171403650a", "1", fault::query_shape},
        {"-714036504", "1", fault::query_shape},
        {"1714036504", long_nonce, fault::query_shape},
        {"1714036504", "1 2", fault::query_shape},
        {"1714036504", "1\n", fault::query_shape},
        {"1714036504", "\xE8\x85\xBF", fault::query_shape},
    };
    for (const row& each : rows) {
        const signed_parts parts{each.timestamp, each.nonce, {}};
        const auto checked = verify("AAAAA", parts, sign("AAAAA", parts));
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error(), each.expected) << each.timestamp << ' ' << each.nonce;
    }
}

TEST(Signature, RefusesAnythingButFortyLowerCaseDigits) {
    const signed_parts parts{"1714036504", "1514711492", {}};
    EXPECT_EQ(verify("AAAAA", parts, "").error(), fault::query_incomplete);
    for (const char* signature :
         {"f464b24fc39322e44b38aa78f5edd27bd144169", "f464b24fc39322e44b38aa78f5edd27bd14416966",
          "F464B24FC39322E44B38AA78F5EDD27BD1441696", "g464b24fc39322e44b38aa78f5edd27bd1441696"})
        EXPECT_EQ(verify("AAAAA", parts, signature).error(), fault::query_shape) << signature;
}

TEST(Signature, TakesTheLongestNonceAllowed) {
    const std::string nonce(64, 'n');
    const signed_parts parts{"1714036504", nonce, {}};
    EXPECT_TRUE(verify("AAAAA", parts, sign("AAAAA", parts)));
}

}  // namespace
