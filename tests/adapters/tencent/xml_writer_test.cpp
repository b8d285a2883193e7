#include "adapters/tencent/xml_writer.h"

#include "adapters/tencent/flat_xml.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace {

using adapters::tencent::append_cdata;
using adapters::tencent::append_element;

std::string cdata(std::string_view text) {
    std::string out;
    append_cdata(out, text);
    return out;
}

TEST(XmlWriter, PutsTextIntoCdata) {
    EXPECT_EQ(cdata(""), "<![CDATA[]]>");
    EXPECT_EQ(cdata("膝 😀 <a href=\"x&y\">\n"), "<![CDATA[膝 😀 <a href=\"x&y\">\n]]>");
}

TEST(XmlWriter, SplitsTheEndOfASectionInsideText) {
    EXPECT_EQ(cdata("]]>"), "<![CDATA[]]]]><![CDATA[>]]>");
    EXPECT_EQ(cdata("a]]]]>>b"), "<![CDATA[a]]]]]]><![CDATA[>>b]]>");
    EXPECT_EQ(cdata("a]>]"), "<![CDATA[a]>]]]>");
}

TEST(XmlWriter, LeavesOutWhatXmlCannotCarry) {
    EXPECT_EQ(cdata(std::string("a\0\x01\x1F\x0B\t\r\nb", 9)), "<![CDATA[a\t\r\nb]]>");
    EXPECT_EQ(cdata("]\x01]\x02>"), "<![CDATA[]]]]><![CDATA[>]]>");
}

TEST(XmlWriter, WritesElements) {
    std::string out;
    append_element(out, "A", "x");
    append_element(out, "N", std::int64_t{-7});
    append_element(out, "M", std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(out, "<A><![CDATA[x]]></A><N>-7</N><M>-9223372036854775808</M>");
}

TEST(XmlWriter, IsReadBackUnchanged) {
    std::mt19937 random(3);
    const std::string_view pieces[] = {"]", "]]", ">", "]]>", "<", "&", "腿", "😀", "a", "\n"};
    for (int round = 0; round < 2000; ++round) {
        std::string text = "x";
        for (unsigned i = 0; i < random() % 30; ++i) text += pieces[random() % std::size(pieces)];
        std::string xml = "<xml>";
        append_element(xml, "Content", text);
        xml += "</xml>";
        const auto read = adapters::tencent::flat_xml::read(xml);
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(read->text("Content"), text);
    }
}

}  // namespace
