// The account of the reference's own vectors (wechat §2.5), for tests.
#pragma once

#include "tests/platform/envelope.h"

#include <string>

namespace platform_test {

inline const std::string openid = "oABCDEFGHIJKLMNOPQRSTUVWXYZ1";

inline platform::account sample_account(platform::mode security = platform::mode::secure) {
    return {"nanjiao",
            "gh_0123456789ab",
            "wx0123456789abcdef",
            "orthoBotT0ken",
            "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC",
            "7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk",
            security,
            "https://127.0.0.1:8443/wechat/nanjiao"};
}

inline const platform::sealing sample_sealing{false, "1735689600", "1928374650"};

inline std::string element(const std::string& name, const std::string& content) {
    return "<" + name + ">" + content + "</" + name + ">";
}

// A passive reply of the account to the patient; `content` follows the four common elements.
inline std::string reply_xml(const std::string& type, const std::string& content) {
    return "<xml>" + element("ToUserName", openid) + element("FromUserName", "gh_0123456789ab") +
           element("CreateTime", "1735689601") + element("MsgType", type) + content + "</xml>";
}

inline std::string text_reply(const std::string& text) {
    return reply_xml("text", element("Content", "<![CDATA[" + text + "]]>"));
}

}  // namespace platform_test
