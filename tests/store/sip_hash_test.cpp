#include "bot/store/sip_hash.h"

#include <gtest/gtest.h>

#include <string>

namespace {

// Key 00 01 .. 0f and inputs 00 01 ..: the paper's appendix and its reference code.
constexpr store::sip_hash::key paper_key{0x0706050403020100, 0x0f0e0d0c0b0a0908};

std::string counting(std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>(i));
    return bytes;
}

TEST(SipHash, GivesWhatItsPaperGives) {
    const store::sip_hash hash(paper_key);
    EXPECT_EQ(hash(counting(0)), 0x726fdb47dd0e0e31U);
    EXPECT_EQ(hash(counting(1)), 0x74f839c593dc67fdU);
    EXPECT_EQ(hash(counting(8)), 0x93f5f5799a932462U);
    EXPECT_EQ(hash(counting(15)), 0xa129ca6149be45e5U);
}

TEST(SipHash, AnotherKeyGivesAnotherHash) {
    EXPECT_NE(store::sip_hash({1, 2})("24000000001"), store::sip_hash({1, 3})("24000000001"));
}

}  // namespace
