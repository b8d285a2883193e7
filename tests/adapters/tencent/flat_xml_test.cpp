#include "adapters/tencent/flat_xml.h"

#include "adapters/tencent/plain_fields.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace {

using adapters::tencent::fault;
using adapters::tencent::flat_xml;

// Keeps the bytes that the result's views point into.
struct reading {
    explicit reading(std::string text) : bytes(std::move(text)), xml(flat_xml::read(bytes)) {}
    std::string bytes;
    adapters::tencent::outcome<flat_xml> xml;
};

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
}

TEST(FlatXml, ReadsPlainAndCdataFieldsAlike) {
    const reading read("<xml><A><![CDATA[ a<b ]]></A>\n <B>12</B>\n<C/><D></D></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("A"), " a<b ");
    EXPECT_EQ(read.xml->text("B"), "12");
    EXPECT_EQ(read.xml->text("C"), "");
    EXPECT_EQ(read.xml->text("absent"), "");
    EXPECT_NE(read.xml->field("D"), nullptr);
    EXPECT_EQ(read.xml->field("absent"), nullptr);
}

TEST(FlatXml, JoinsSectionsThatAWriterHadToSplit) {
    const reading read(
        "<xml><A><![CDATA[x]]]]><![CDATA[>y]]>&amp;<!-- note -->z</A><B>b</B></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("A"), "x]]>y&z");
    EXPECT_EQ(read.xml->text("B"), "b");
}

TEST(FlatXml, TakesOnlyDirectChildrenForFields) {
    const reading read(
        "<xml><Block><Count>1</Count><List><item><Md5>x</Md5></item></List></Block>"
        "<Count>2</Count></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("Count"), "2");
    EXPECT_EQ(read.xml->text("Md5"), "");
    const auto* block = read.xml->field("Block");
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(read.xml->text_in(*block, "Count"), "1");
    EXPECT_EQ(read.xml->text_in(*block, "Md5"), "x");
    EXPECT_EQ(read.xml->inside(*block).size(), 4U);
}

TEST(FlatXml, KeepsNamesWhenTextAndChildrenMix) {
    const reading read("<xml><A>xx<b>y</b>zz</A></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("A"), "xx");
    EXPECT_EQ(read.xml->text_in(*read.xml->field("A"), "b"), "y");
}

TEST(FlatXml, ResolvesTheFiveEntitiesAndLegalNumbers) {
    const reading read("<xml><A>&lt;&gt;&amp;&quot;&apos;&#65;&#x817F;&#x1F600;&#10;</A></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("A"), "<>&\"'A腿😀\n");
}

TEST(FlatXml, LeavesPatientsWhatTheyTypedInCdata) {
    const reading read(
        "<xml><Content><![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]> &b; &#0; <xml>]]></Content></xml>");
    ASSERT_TRUE(read.xml);
    EXPECT_EQ(read.xml->text("Content"), "<!DOCTYPE a [<!ENTITY b 'c'>]> &b; &#0; <xml>");
}

TEST(FlatXml, ReadsDeclarationsAndByteOrderMarks) {
    EXPECT_TRUE(reading("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><A>1</A></xml>\n").xml);
    EXPECT_TRUE(reading("\xEF\xBB\xBF<xml><A>1</A></xml>").xml);
}

TEST(FlatXml, NamesWhatItRefuses) {
    struct row {
        const char* what;
        std::string text;
        fault expected;
    };
    const row rows[] = {
        {"nothing", "", fault::xml_syntax},
        {"blanks", " \n", fault::xml_root},
        {"words", "success", fault::xml_root},
        {"json", "{\"a\":1}", fault::xml_root},
        {"half", "<xml><A><![CDATA[膝盖", fault::xml_syntax},
        {"half a tag", "<xml><A>1</A></xm", fault::xml_syntax},
        {"unclosed", "<xml><A>1</xml>", fault::xml_syntax},
        {"two roots", "<xml/><xml/>", fault::xml_root},
        {"text before", "a<xml/>", fault::xml_root},
        {"text behind", "<xml/>a", fault::xml_root},
        {"doctype", "<!DOCTYPE xml><xml/>", fault::xml_doctype},
        {"external entity",
         "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml>&e;</xml>",
         fault::xml_doctype},
        {"entity bomb",
         "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><xml><A>&b;</A></xml>",
         fault::xml_doctype},
        {"doctype behind", "<xml/><!DOCTYPE xml>", fault::xml_doctype},
        {"doctype inside", "<xml><!DOCTYPE xml></xml>", fault::xml_doctype},
        {"entity inside", "<xml><!ENTITY a \"b\"></xml>", fault::xml_syntax},
        {"undeclared entity", "<xml><A>&e;</A></xml>", fault::xml_reference},
        {"lone ampersand", "<xml><A>a & b</A></xml>", fault::xml_reference},
        {"NUL by number", "<xml><A>a&#0;b</A></xml>", fault::xml_reference},
        {"control by number", "<xml><A>&#x1B;</A></xml>", fault::xml_reference},
        {"surrogate by number", "<xml><A>&#xD800;</A></xml>", fault::xml_reference},
        {"no character", "<xml><A>&#1114112;</A></xml>", fault::xml_reference},
        {"NUL", std::string("<xml><A>a\0b</A></xml>", 20), fault::xml_encoding},
        {"no UTF-8", "<xml><A>\xE8\x85</A></xml>", fault::xml_encoding},
        {"GBK", "<xml><A>\xCD\xC8\xC2\xE9</A></xml>", fault::xml_encoding},
        {"UTF-16", std::string("\xFF\xFE<\0x\0/\0>\0", 10), fault::xml_encoding},
        {"deep", nested(9), fault::xml_depth},
        {"very deep", nested(30000), fault::xml_depth},
        {"twice the sender",
         "<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>",
         fault::xml_duplicate},
        {"twice sealed", "<xml><Encrypt>a</Encrypt><A/><Encrypt/></xml>", fault::xml_duplicate},
        {"large", "<xml>" + std::string(3 << 20, ' ') + "</xml>", fault::xml_size},
    };
    for (const row& each : rows) {
        const reading read(each.text);
        ASSERT_FALSE(read.xml) << each.what;
        EXPECT_EQ(read.xml.error(), each.expected) << each.what;
    }
}

TEST(FlatXml, StandsAtItsLimits) {
    EXPECT_TRUE(reading(nested(8)).xml);
    std::string fields;
    for (int i = 0; i < 255; ++i) fields += "<a/>";
    EXPECT_TRUE(reading("<xml>" + fields + "</xml>").xml);
    EXPECT_EQ(reading("<xml>" + fields + "<a/></xml>").xml.error(), fault::xml_nodes);
}

TEST(FlatXml, LetsUnimportantFieldsRepeat) {
    EXPECT_TRUE(reading("<xml><List>a</List><List>b</List></xml>").xml);
    EXPECT_TRUE(reading("<xml><B><MsgType>a</MsgType></B><MsgType>b</MsgType></xml>").xml);
}

TEST(PlainFields, ReadsWhatThePlatformWrites) {
    const auto found = adapters::tencent::read_plain_fields(
        "<xml><ToUserName><![CDATA[gh]]></ToUserName>\n<CreateTime>1</CreateTime>"
        "<Location_X>2.5</Location_X><Empty></Empty></xml>\n");
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 5U);
    EXPECT_EQ((*found)[1].name, "ToUserName");
    EXPECT_EQ((*found)[1].text, "gh");
    EXPECT_EQ((*found)[3].text, "2.5");
}

// A comment in front is nothing to the full parser and too much for the other.
TEST(PlainFields, ReadsNothingOtherThanTheFullParser) {
    const std::array<std::string_view, 30> pieces{
        "<xml>",      "</xml>",    "<A>", "</A>", "<B>", "</B>", "<A1_b>", "</A1_b>",
        "<C/>",       "<![CDATA[", "]]>", "x",    " ",   "\n",   "\r\n",   "&amp;",
        "&#65;",      "&",         ">",   "<",    "]]",  "麻",   "　",     "\t",
        "<!-- n -->", "<?p?>",     "</",  "A",    "12",  "<_d>"};
    const std::array<std::string_view, 8> whole{"<A>1</A>",
                                                "<A><![CDATA[ a<b ]]></A>",
                                                "<B>\n</B>",
                                                "<B></B>",
                                                "<C1>a]]b</C1>",
                                                "<D>a>b</D>",
                                                "<E><![CDATA[\r]]></E>",
                                                "<F><![CDATA[]]>]]]]><![CDATA[></F>"};
    std::mt19937 random(7);
    int plain = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = "<xml>";
        for (auto left = random() % 6; left > 0; --left)
            text += random() % 4 == 0 ? pieces.at(random() % pieces.size())
                                      : whole.at(random() % whole.size());
        text += random() % 8 == 0 ? "</xml>\n" : "</xml>";
        const auto found = adapters::tencent::read_plain_fields(text);
        if (!found) continue;
        ++plain;
        const reading full("<!-- -->" + text);
        if (!full.xml) {
            EXPECT_EQ(full.xml.error(), fault::xml_duplicate) << text;
            continue;
        }
        const auto elements = full.xml->elements();
        ASSERT_EQ(elements.size(), found->size()) << text;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            EXPECT_EQ(elements[i].name, (*found)[i].name) << text;
            EXPECT_EQ(elements[i].text, (*found)[i].text) << text;
            EXPECT_EQ(elements[i].depth, (*found)[i].depth) << text;
            EXPECT_EQ(elements[i].end, (*found)[i].end) << text;
        }
    }
    EXPECT_GT(plain, 5000);
}

TEST(FlatXml, NeverCrashesOnSpoiltInput) {
    const std::string good =
        "<xml><ToUserName><![CDATA[gh_0]]></ToUserName><A>&#65;<b>c</b>d</A>"
        "<Content><![CDATA[膝]]]]><![CDATA[>😀]]></Content><MsgId>1</MsgId></xml>";
    std::mt19937 random(11);
    const std::string pool = "<>&;#x]![/\"'= \n\xE8\x85\xBF" + std::string(1, '\0') + "aDOCTYPE";
    for (int round = 0; round < 20000; ++round) {
        std::string text = good;
        for (unsigned change = 0; change <= random() % 6; ++change) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text[at] = pool[random() % pool.size()];
                    break;
                case 1:
                    text.erase(at, random() % 8);
                    break;
                default:
                    text.insert(at, good, random() % good.size(), random() % 12);
            }
            if (text.empty()) text = "<";
        }
        const reading read(std::move(text));
        if (read.xml) {
            EXPECT_FALSE(read.xml->elements().empty());
        }
    }
}

}  // namespace
