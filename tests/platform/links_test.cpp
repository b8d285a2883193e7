#include "tests/platform/links.h"

#include <gtest/gtest.h>

namespace {

using kind = platform::segment::kind;

TEST(Links, FindsTheLinesThatAnswerWhenTapped) {
    const auto found = platform::segments_of(
        "哪一侧？\n<a href=\"weixin://bizmsgmenu?msgmenucontent=%E5%B7%A6%E8%BE%B9+%26&msgmenuid="
        "a.b.c\">1. 左边</a>\n回复数字也可以");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].text, "哪一侧？\n");
    EXPECT_EQ(found[1].what, kind::tap);
    EXPECT_EQ(found[1].text, "1. 左边");
    EXPECT_EQ(found[1].content, "左边 &");
    EXPECT_EQ(found[1].menu_id, "a.b.c");
    EXPECT_EQ(found[2].text, "\n回复数字也可以");
}

TEST(Links, FindsOrdinaryLinks) {
    const auto found = platform::segments_of("看<a href='https://a.example/?x=1&y=2'>这里</a>");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].what, kind::link);
    EXPECT_EQ(found[1].href, "https://a.example/?x=1&y=2");
}

TEST(Links, ShowsWhatIsNoSoundLinkAsItStands) {
    for (const std::string text :
         {"1 < 2 <a", "<a href=weixin://x>x</a>", "<a href=\"https://a.example/\">no end",
          "<a href=\"javascript:alert(1)\">x</a>", "<a title=\"x\">y</a>", "<b>x</b>",
          // The client sends nothing when one of the two parameters is missing or empty.
          "<a href=\"weixin://bizmsgmenu?msgmenucontent=x\">x</a>",
          "<a href=\"weixin://bizmsgmenu?msgmenucontent=&msgmenuid=1\">x</a>",
          "<a href=\"weixin://bizmsgmenu?msgmenucontent=%zz&msgmenuid=1\">x</a>"}) {
        const auto found = platform::segments_of(text);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].what, kind::text) << text;
        EXPECT_EQ(found[0].text, text);
    }
}

}  // namespace
