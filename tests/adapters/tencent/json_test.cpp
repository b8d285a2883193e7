#include "adapters/tencent/json_value.h"
#include "adapters/tencent/json_writer.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using adapters::tencent::fault;
using adapters::tencent::json_document;
using adapters::tencent::json_writer;

TEST(JsonValue, ReadsWhatIsThereAndNothingElse) {
    const auto json = *json_document::read(
        R"({"a":{"b":"x"},"n":7,"s":"8","d":1.5,"list":["p",{"q":"r"}],"null":null,"zero":0})");
    EXPECT_EQ(json["a"]["b"].text(), "x");
    EXPECT_EQ(json["a"]["b"]["c"].text(), "");
    EXPECT_EQ(json["missing"]["b"].text(), "");
    EXPECT_EQ(json["n"].integer(), 7);
    EXPECT_EQ(json["s"].integer(), 8);
    EXPECT_EQ(json["zero"].integer(), 0);
    EXPECT_EQ(json["d"].decimal(), 1.5);
    EXPECT_EQ(json["n"].decimal(), 7.0);
    EXPECT_EQ(json["a"].integer(), std::nullopt);
    EXPECT_EQ(json["n"].text(), "");
    EXPECT_EQ(json["null"].text(), "");
    EXPECT_EQ(json["list"].size(), 2U);
    EXPECT_EQ(json["list"].at(0).text(), "p");
    EXPECT_EQ(json["list"].at(1)["q"].text(), "r");
    EXPECT_EQ(json["list"].at(2).text(), "");
    EXPECT_EQ(json["a"].size(), 0U);
    EXPECT_TRUE(json["a"].is_object());
    EXPECT_FALSE(json["list"].is_object());
}

TEST(JsonValue, RefusesWhatIsNoObject) {
    const std::string deep(500'000, '[');
    for (const std::string& text : std::vector<std::string>{
             "", "{", "[]", "\"a\"", "{}x", "{\"a\":}", "{\"a\":\"\xC3\x28\"}", "{\"a\":" + deep,
             "{\"a\":\"" + std::string(2U << 20U, 'x') + "\"}"}) {
        const auto read = json_document::read(text);
        ASSERT_FALSE(read) << text.substr(0, 20);
        EXPECT_EQ(read.error(), fault::json_syntax);
    }
}

TEST(JsonValue, ReadsAnAnswerInSpiteOfBrokenBytes) {
    const auto json =
        *json_document::read_answer("{\n\"a\":\"x\x01y\",\"b\":\"\xC3\x28\xFF\",\"c\":\"腿😀\"}");
    EXPECT_EQ(json["a"].text(), "x y");
    EXPECT_EQ(json["b"].text(), "?(?");
    EXPECT_EQ(json["c"].text(), "腿😀");
    EXPECT_FALSE(json_document::read_answer("<html>502</html>"));
    EXPECT_FALSE(json_document::read_answer("{\"a\":\"\xE8"));
}

TEST(JsonWriter, WritesRawUtf8AndNoEscapesButItsOwn) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("腿", "麻\"\\/\n\t\x01\x7F😀");
    json.number("n", -3);
    json.decimal("d", 39.9);
    json.flag("yes", true);
    json.text_unless_empty("none", "");
    json.begin("o");
    json.end();
    json.begin_list("l");
    json.item("a");
    json.item("b");
    json.begin();
    json.text("c", "");
    json.end();
    json.end_list();
    json.end();
    EXPECT_EQ(out,
              "{\"腿\":\"麻\\\"\\\\/\\n\x7F😀\",\"n\":-3,\"d\":39.9,\"yes\":true,\"o\":{},"
              "\"l\":[\"a\",\"b\",{\"c\":\"\"}]}");
    EXPECT_TRUE(json_document::read(out));
}

}  // namespace
