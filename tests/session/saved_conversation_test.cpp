#include "bot/session/saved_conversation.h"

#include <gtest/gtest.h>

namespace {

using session::saved_conversation;

saved_conversation with_everything() {
    return {std::string("state\0bytes", 11),
            {core::text_block{"一"}, core::image_block{"p", "图"},
             core::link_block{"t", "https://x", "a"}, core::mini_block{"wx", "pages/x", "t", "a"},
             core::menu_block{"问", {{"1.a.b", "左"}, {"1.a.c", "右"}}, "尾"},
             core::handoff_block{"desk"}},
            {}};
}

TEST(SavedConversation, ComesBackAsItWas) {
    for (const auto& value :
         {with_everything(), saved_conversation{"only a state", {}, {}}, saved_conversation{}}) {
        const auto back = session::decode(session::encode(value));
        ASSERT_TRUE(back);
        EXPECT_EQ(back->state, value.state);
        EXPECT_EQ(back->carried, value.carried);
    }
}

TEST(SavedConversation, CostsOneByteWhenNothingIsCarried) {
    EXPECT_EQ(session::encode({"12345", {}, {}}).size(), 6U);
}

TEST(SavedConversation, HalfOfItIsCorrupt) {
    const auto whole = session::encode(with_everything());
    const auto blocks = whole.size() - with_everything().state.size();
    for (std::size_t size = 0; size < blocks; ++size)
        EXPECT_FALSE(session::decode(std::string_view(whole).substr(0, size))) << size;
    EXPECT_FALSE(session::decode("x"));
}

}  // namespace
