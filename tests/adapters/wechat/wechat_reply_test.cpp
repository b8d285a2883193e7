#include "adapters/wechat/wechat_reply.h"

#include "tests/adapters/support/official_account.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wechat;
using namespace adapters::tencent;

const reply_head head{official_account::patient, official_account::original_id,
                      official_account::now + std::chrono::milliseconds(1700)};

std::string framed(const std::string& type, const std::string& content) {
    return "<xml><ToUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></ToUserName>"
           "<FromUserName><![CDATA[gh_0123456789ab]]></FromUserName>"
           "<CreateTime>1735689601</CreateTime><MsgType><![CDATA[" +
           type + "]]></MsgType>" + content + "</xml>";
}

TEST(WechatReply, WritesTheTextReplyOfTheReference) {
    EXPECT_EQ(write_text(head, "请回复 1 或 2。"), vectors::wechat[8].message);
}

TEST(WechatReply, NeverBreaksOnWhatPatientsType) {
    EXPECT_EQ(write_text(head, "a]]>\x01&<b"),
              framed("text", "<Content><![CDATA[a]]]]><![CDATA[>&<b]]></Content>"));
}

TEST(WechatReply, WritesMedia) {
    EXPECT_EQ(write_image(head, "m"),
              framed("image", "<Image><MediaId><![CDATA[m]]></MediaId></Image>"));
    EXPECT_EQ(write_voice(head, "m"),
              framed("voice", "<Voice><MediaId><![CDATA[m]]></MediaId></Voice>"));
    EXPECT_EQ(write_video(head, {"m", "t", "d"}),
              framed("video",
                     "<Video><MediaId><![CDATA[m]]></MediaId><Title><![CDATA[t]]></Title>"
                     "<Description><![CDATA[d]]></Description></Video>"));
    EXPECT_EQ(write_video(head, {"m", "", ""}),
              framed("video", "<Video><MediaId><![CDATA[m]]></MediaId></Video>"));
    EXPECT_EQ(write_music(head, {"th", "t", "d", "u", "hq"}),
              framed("music",
                     "<Music><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description>"
                     "<MusicUrl><![CDATA[u]]></MusicUrl><HQMusicUrl><![CDATA[hq]]></HQMusicUrl>"
                     "<ThumbMediaId><![CDATA[th]]></ThumbMediaId></Music>"));
    EXPECT_EQ(write_music(head, {"th", "", "", "", ""}),
              framed("music", "<Music><ThumbMediaId><![CDATA[th]]></ThumbMediaId></Music>"));
}

TEST(WechatReply, WritesNewsWithItsCount) {
    const article articles[] = {{"t1", "d1", "p1", "u1?a=1&b=2"}, {"t2", "", "", "u2"}};
    EXPECT_EQ(write_news(head, articles),
              framed("news",
                     "<ArticleCount>2</ArticleCount><Articles>"
                     "<item><Title><![CDATA[t1]]></Title><Description><![CDATA[d1]]></Description>"
                     "<PicUrl><![CDATA[p1]]></PicUrl><Url><![CDATA[u1?a=1&b=2]]></Url></item>"
                     "<item><Title><![CDATA[t2]]></Title><Description><![CDATA[]]></Description>"
                     "<PicUrl><![CDATA[]]></PicUrl><Url><![CDATA[u2]]></Url></item></Articles>"));
}

TEST(WechatReply, HandsOverToAgents) {
    EXPECT_EQ(write_transfer(head), framed("transfer_customer_service", ""));
    EXPECT_EQ(write_transfer(head, "test1@test"),
              framed("transfer_customer_service",
                     "<TransInfo><KfAccount><![CDATA[test1@test]]></KfAccount></TransInfo>"));
}

}  // namespace
