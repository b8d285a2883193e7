#include "bot/dialog/codes.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr gravity E = gravity::error, W = gravity::warning, I = gravity::info;
constexpr reporter check = reporter::check;

constexpr code_entry table[] = {
    {101, E, check, "JSON 语法"},
    {102, E, check, "不是 UTF-8，或有控制字符"},
    {103, E, check, "字段重复"},
    {104, E, check, "文件、嵌套、节点、选项超限"},
    {105, E, check, "格式版本不认识"},
    {106, E, check, "字段不认识"},
    {107, E, check, "缺字段"},
    {108, E, check, "值的种类不对"},
    {109, E, check, "标识不合规、和文件名不同、重复"},
    {110, I, reporter::layout, "排版不是规范形式"},
    {201, E, check, "起点不存在"},
    {202, E, check, "去向不存在"},
    {203, E, check, "引用的东西不存在"},
    {204, E, check, "结果没有去向，或去向没有结果"},
    {205, E, check, "条件或调用成圈"},
    {206, I, check, "没有用到"},
    {301, E, check, "节点走不到"},
    {302, E, check, "节点没有去路"},
    {303, E, check, "走不到结束"},
    {304, E, check, "不提问的循环"},
    {305, W, check, "几个问题可以原样重复"},
    {306, E, check, "一轮走的节点太多"},
    {307, E, check, "调用套得太深"},
    {308, W, check, "分支永远不成立，或被挡住"},
    {309, W, check, "“否则”永远走不到"},
    {401, E, check, "变量不存在"},
    {402, E, check, "测试和变量的类型不合"},
    {403, E, check, "值不在变量的可选值里"},
    {404, E, check, "变量可能没有值，却没有测试 known"},
    {405, E, check, "文字里的变量可能没有值"},
    {406, W, check, "条件永远成立或永远不成立"},
    {407, W, check, "变量读了却没有写过"},
    {408, E, check, "计分不对"},
    {409, E, check, "保密变量外泄"},
    {410, E, check, "患者级变量两处声明不同"},
    {501, E, check, "文字是空的"},
    {502, E, check, "文字超过渠道上限"},
    {503, W, check, "选项多于原生菜单"},
    {504, E, check, "选项文字超过渠道上限"},
    {505, E, check, "一次回复条数超过渠道上限"},
    {506, E, check, "图片、链接没有替代文字"},
    {507, W, check, "缺翻译"},
    {508, W, check, "原文改了，翻译没跟上"},
    {509, E, check, "占位符不认识、不成对、翻译里丢了"},
    {510, E, check, "链接不是 https 或网站不在名单里"},
    {511, E, check, "禁用的话"},
    {512, W, check, "选项以数字开头，或句子太长"},
    {601, E, check, "两个选项接受同一个词"},
    {602, E, check, "同义词和指令、入口相撞"},
    {603, W, check, "一句说法属于两个概念"},
    {604, E, check, "例句没听懂，或反例听成了"},
    {605, W, check, "说法只有一个字"},
    {701, E, check, "急症被关闭、限制、压过"},
    {702, E, check, "急症流程先问后说，或结束得太低"},
    {703, E, check, "急症选项可以结束得太低"},
    {704, E, check, "结束低于条件的分级，或没有分级"},
    {705, E, check, "插话回不来，或问得太多"},
    {706, W, check, "危险信号问得太晚"},
    {707, W, check, "危险问题没有“说不清”的去路"},
    {708, E, check, "急症文字缺失或超限"},
    {711, E, check, "科普和预约、联系方式在同一轮"},
    {712, E, check, "科普没有出处、审核人、有效期"},
    {713, E, check, "医院信息写在文字里"},
    {714, E, check, "同意之前就会记下回答"},
    {715, E, reporter::prover, "问题离不开"},
    {801, E, check, "提醒晚于渠道可回复的时间"},
    {802, E, check, "提醒不递增，或超过两次"},
    {803, W, check, "提醒多半落在免打扰时间"},
    {804, E, check, "动作没有 failed 的去路"},
    {805, E, check, "动作的网站、时限、输出不对"},
    {806, E, check, "转人工没有 closed 和 timeout"},
    {807, E, check, "服务台不存在或没有时间"},
    {810, E, check, "没听懂以后没有出路"},
    {901, E, reporter::stories, "故事走样"},
    {902, E, reporter::stories, "故事里的节点、选项不存在"},
    {903, W, reporter::stories, "没有故事走过这条路"},
    {904, E, reporter::stories, "没有故事走过急症的路"},
    {905, E, reporter::stories, "急症扫查不通过"},
    {906, W, reporter::publish, "正在进行的对话停在改动处"},
    {907, E, reporter::publish, "节点删了，没有写 renamed、onUpgrade"},
    {908, E, reporter::publish, "变量类型改了，没有写 onUpgrade"},
    {909, E, check, "过了审核有效期"},
    {910, E, check, "审核人就是作者"},
};

}  // namespace

std::span<const code_entry> all_codes() noexcept {
    return table;
}

gravity weight_of(int code) noexcept {
    const auto* found = std::find_if(std::begin(table), std::end(table),
                                     [code](const code_entry& one) { return one.code == code; });
    return found == std::end(table) ? gravity::error : found->weight;
}

}  // namespace dialog
