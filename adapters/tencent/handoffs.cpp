#include "adapters/tencent/handoffs.h"

#include <algorithm>
#include <iterator>

namespace adapters::tencent {
namespace {

constexpr std::string_view no_people = "暂时无法在这里转接人工，请直接联系医院。";
constexpr std::string_view people_told = "已通知工作人员，请稍候。";

}  // namespace

bool is_handoff(const core::block& block) {
    return std::holds_alternative<core::handoff_block>(block);
}

std::vector<core::block> without_handoffs(std::span<const core::block> blocks,
                                          bool somebody_is_told) {
    std::vector<core::block> kept;
    std::ranges::remove_copy_if(blocks, std::back_inserter(kept), is_handoff);
    if (kept.empty() && !blocks.empty())
        kept.emplace_back(
            core::text_block{std::string(somebody_is_told ? people_told : no_people)});
    return kept;
}

}  // namespace adapters::tencent
