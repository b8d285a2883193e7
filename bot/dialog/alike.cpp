#include "bot/dialog/alike.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace dialog {
namespace {

// Each row sounds the same without its tone, or differs by one radical. Only letters of words that
// patients use about the body: the rows widen words of three letters and more, never shorter ones.
constexpr std::u16string_view rows[] = {
    u"麻马嘛妈码吗骂", u"木幕目",     u"腿退褪推",     u"疼腾藤",   u"痛通同童",     u"腰要药妖幺",
    u"会慧惠汇回",     u"阴因音荫",   u"便编变遍辩使", u"尿鸟",     u"力立利历",     u"气汽器",
    u"劲进近尽禁静净", u"椎锥追堆稚", u"间尖肩",       u"盘般判盼", u"突凸图托脱拖", u"沟勾钩购",
    u"股骨鼓古故",     u"屁皮辟",     u"失师湿诗",     u"肛刚钢缸", u"站战占",       u"软阮",
    u"脚角腳较",       u"瘫摊滩",     u"胸凶",         u"闷门们",   u"喘川",         u"胀涨账长",
    u"酸算",           u"知直之值",   u"觉绝决",       u"踩采彩",   u"棉绵",         u"象像向",
    u"憋瘪",           u"漏露",       u"裤库酷",       u"拉啦",     u"摔甩衰",       u"肿种",
    u"烧绍稍",         u"斜邪",       u"晕运",         u"血雪",     u"抽丑",         u"抬太台",
    u"翘敲",           u"勾够",       u"扭妞",         u"弯湾",     u"蹲墩敦",       u"跛坡",
    u"行形型",         u"控空",       u"制治至",       u"住主",     u"半伴拌",       u"身生",
    u"边变",           u"撕丝",       u"裂列烈",       u"坠缀",     u"胶交",         u"肌鸡机积",
    u"萎委",           u"缩索",       u"大达",         u"小晓",     u"臂背",         u"麻痳",
    u"痹弊庇",         u"肢之",       u"臀屯",         u"囊襄",     u"挪娜",         u"困睏",
};

std::vector<char16_t> build() {
    std::vector<char16_t> stands_for(0x10000);
    for (std::size_t letter = 0; letter < stands_for.size(); ++letter)
        stands_for[letter] = static_cast<char16_t>(letter);
    for (const std::u16string_view row : rows) {
        // A letter of two rows joins them: 勾 with 沟 and with 够.
        const char16_t leader = stands_for[row.front()];
        for (const char16_t letter : row) {
            const char16_t old = stands_for[letter];
            if (old == letter)
                stands_for[letter] = leader;
            else if (old != leader)
                std::replace(stands_for.begin(), stands_for.end(), old, leader);
        }
    }
    return stands_for;
}

}  // namespace

char16_t alike(char16_t letter) {
    static const std::vector<char16_t> stands_for = build();
    return stands_for[letter];
}

}  // namespace dialog
