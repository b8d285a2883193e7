#include "bot/store/keys.h"

#include <gmock/gmock.h>

#include <cstring>

namespace {

using store::key_ring;
using store::read_keys;

const std::string hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
const std::string base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string other = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

const std::string named_twice = std::string(hex).append("\nb:").append(other);

std::string bytes_of(const store::secret& key) {
    return {reinterpret_cast<const char*>(key.data()), store::secret::size};
}

std::string counted_bytes() {
    std::string bytes;
    for (char c = 0; c < 32; ++c) bytes.push_back(c);
    return bytes;
}

TEST(Keys, AreReadInEveryForm) {
    for (const auto& text : {counted_bytes(), hex, base64, base64 + "\n", "  " + hex + "\r\n",
                             "# ours\n\n" + base64, "2026-autumn:" + base64, "a: " + named_twice}) {
        const auto read = read_keys(text);
        ASSERT_TRUE(std::holds_alternative<key_ring>(read)) << text;
        EXPECT_EQ(bytes_of(std::get<key_ring>(read).front()), counted_bytes()) << text;
    }
}

TEST(Keys, TheFirstIsCurrentAndAllAreKept) {
    const auto keys = std::get<key_ring>(read_keys("new:" + other + "\nold:" + base64 + "\n"));
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(bytes_of(keys[0]), "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(bytes_of(keys[1]), counted_bytes());
}

TEST(Keys, WhatIsNoKeyIsNamedByItsLine) {
    const std::pair<std::string, const char*> rows[] = {
        {"", "is empty"},
        {"\n# nothing\n", "is empty"},
        {"secret", "line 1"},
        {base64 + "\n" + base64.substr(1), "line 2"},
        {hex.substr(2), "line 1"},
        {hex + "00", "line 1"},
        {std::string(43, '!') + "=", "line 1"},
        {std::string(42, 'A') + "==", "line 1"},
        {base64 + base64, "line 1"},
    };
    for (const auto& [text, part] : rows) {
        const auto read = read_keys(text);
        ASSERT_TRUE(std::holds_alternative<std::string>(read)) << text;
        EXPECT_THAT(std::get<std::string>(read), testing::HasSubstr(part)) << text;
        EXPECT_THAT(std::get<std::string>(read), testing::HasSubstr("openssl rand -base64 32"));
    }
}

}  // namespace
