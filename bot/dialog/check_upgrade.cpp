#include "bot/dialog/check_upgrade.h"

#include "bot/dialog/findings.h"
#include "bot/dialog/flow_graph.h"
#include "bot/dialog/move_frame.h"

#include <algorithm>

namespace dialog {
namespace {

class upgrade_checker {
public:
    upgrade_checker(const std::vector<source_file>& files, const disturbed_places& disturbed)
        : files_(files), disturbed_(disturbed) {}

    void check(const flow& before, const flow& after) {
        document_ = parsed(after.file);
        if (after.on_upgrade.empty()) {
            for (const node& one : before.nodes)
                if (can_wait(one) && find_moved(after, one.id) == nullptr) report_node(after, one);
            for (const slot& one : before.slots) check_slot(after, one);
        }
        count_disturbed(before.id, "/nodes");
    }

    // Nobody can be led on inside a flow that is gone.
    void check_gone(const flow& before) {
        document_ = parsed("project.json");
        count_disturbed(before.id, "");
    }

    std::vector<problem> take() { return std::move(found_.all()); }

private:
    // A conversation can stand here between two messages.
    static bool can_wait(const node& one) {
        return waits(one) || std::holds_alternative<call_node>(one.what) ||
               std::holds_alternative<book_node>(one.what);
    }

    json_document parsed(const std::string& path) {
        const auto at = std::ranges::find(files_, path, &source_file::path);
        json_document document{path, at == files_.end() ? std::string() : at->text, {}};
        parse_json(document, found_.all());
        return document;
    }

    proposal on_upgrade_at_start(const flow& after) const {
        return {"加上 “onUpgrade”，先接到 “" + after.start + "”",
                {insertion(document_.root, "onUpgrade", json_string(after.start))}};
    }

    void report_node(const flow& after, const node& gone) {
        found_.add_at_key(
            907, document_, "/nodes",
            {"节点 “" + gone.id +
                 "” 已删除，进行中的对话无处可去：写进 “renamed”，或加 “onUpgrade”。",
             "node “" + gone.id +
                 "” is gone and conversations may wait there: name it in “renamed”, or add "
                 "“onUpgrade”"},
            on_upgrade_at_start(after));
    }

    void check_slot(const flow& after, const slot& before) {
        const slot* now = after.find_slot(before.id);
        if (now == nullptr || now->type == before.type) return;
        found_.add_at_key(
            908, document_, pointer_to("/slots", before.id),
            {"变量 “" + before.id +
                 "” 换了类型，进行中的对话里旧的回答不能用：换个名字，或加 “onUpgrade”。",
             "slot “" + before.id +
                 "” has another type, so answers already given do not fit: use another name, or "
                 "add "
                 "“onUpgrade”"},
            on_upgrade_at_start(after));
    }

    void count_disturbed(const std::string& flow_id, const std::string& pointer) {
        std::uint64_t sum = 0;
        std::string places;
        for (const auto& [place, count] : disturbed_) {
            if (place.first != flow_id) continue;
            sum += count;
            places.append(places.empty() ? "" : "、").append(place.second);
            places.append("（").append(std::to_string(count)).append("）");
        }
        if (sum == 0) return;
        const std::string n = std::to_string(sum);
        advice words{"流程 “" + flow_id + "” 有 " + n + " 个进行中的对话停在改动过或删掉的节点：" +
                         places + "。",
                     n + " live conversations of flow “" + flow_id +
                         "” wait at changed or removed nodes: " + places};
        if (pointer.empty())
            found_.add(906, document_, pointer, std::move(words));
        else
            found_.add_at_key(906, document_, pointer, std::move(words));
    }

    const std::vector<source_file>& files_;
    const disturbed_places& disturbed_;
    json_document document_;
    findings found_;
};

}  // namespace

std::vector<problem> check_upgrade(const bundle& before, const bundle& after,
                                   const std::vector<source_file>& files,
                                   const disturbed_places& disturbed) {
    upgrade_checker checker(files, disturbed);
    for (const auto& [id, one] : before.flows)
        if (const flow* now = after.find_flow(id))
            checker.check(one, *now);
        else
            checker.check_gone(one);
    return checker.take();
}

}  // namespace dialog
