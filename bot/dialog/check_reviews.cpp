// 909 910: what was reviewed is reviewed still, and by somebody else than its author.
#include "bot/core/text.h"
#include "bot/dialog/check.h"

namespace dialog {
namespace {

template <class Reviewed>
void check_review(const check_input& input, const json_document& document, const Reviewed& one,
                  const std::string& pointer) {
    const std::string& until = one.review_until;
    if (!input.today.empty() && !until.empty() && until.compare(input.today) < 0)
        input.found.add(909, document, pointer + "/reviewUntil",
                        {"审核在 " + until + " 到期了，请重新审核。",
                         "the review lapsed on " + until + "; review again"});
    const std::string_view author = core::trimmed(one.author);
    if (!author.empty() && author == core::trimmed(one.reviewed_by))
        input.found.add(910, document, pointer + "/reviewedBy",
                        {"审核人就是作者，请换一个人审核。",
                         "the reviewer is the author; somebody else must review"});
}

}  // namespace

void check_reviews(const check_input& input) {
    for (const auto& [id, one] : input.script.snippets)
        check_review(input, *input.document("shared/snippets.json"), one, pointer_to("", id));
    for (const auto& [id, of] : input.script.flows) check_review(input, input.document(of), of, "");
}

}  // namespace dialog
