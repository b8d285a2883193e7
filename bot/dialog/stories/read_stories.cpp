#include "bot/dialog/check_shape.h"
#include "bot/dialog/duration.h"
#include "bot/dialog/flow_graph.h"
#include "bot/dialog/near_name.h"
#include "bot/dialog/stories/story.h"

#include <algorithm>
#include <charconv>

namespace dialog::stories {
namespace {

const std::string& text_of(const json_value& object, std::string_view name) {
    static const std::string nothing;
    const json_value* found = object.find(name);
    return found == nullptr ? nothing : found->text;
}

// "2026-03-02T10:00:00+08:00"; the offset may be missing, seconds too.
std::optional<core::wall_time> read_moment(std::string_view text) {
    const auto number = [text](std::size_t at, std::size_t size) -> std::optional<int> {
        if (at + size > text.size()) return std::nullopt;
        int read = 0;
        const char* end = text.data() + at + size;
        const auto [stop, error] = std::from_chars(text.data() + at, end, read);
        return error == std::errc{} && stop == end ? std::optional(read) : std::nullopt;
    };
    const auto year = number(0, 4), month = number(5, 2), day = number(8, 2), hour = number(11, 2),
               minute = number(14, 2);
    if (!year || !month || !day || !hour || !minute) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    core::wall_time moment = std::chrono::sys_days(date);
    moment += std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    if (const auto sign = text.find_first_of("+-", 16); sign != std::string_view::npos) {
        const auto hours = number(sign + 1, 2);
        if (!hours) return std::nullopt;
        moment -= std::chrono::hours(text[sign] == '+' ? *hours : -*hours);
    }
    return moment;
}

value constant_of(const json_value& given, const slot* declared) {
    if (given.is(json_value::kind::number)) return given.number;
    if (given.is(json_value::kind::list)) {
        std::vector<std::string> ids;
        for (const json_value& item : given.items) ids.push_back(item.text);
        return ids;
    }
    if (declared != nullptr && declared->type == slot_type::duration)
        if (const auto span = read_duration(given.text)) return *span;
    return given.text;
}

class reader {
public:
    reader(const bundle& script, const json_document& document, findings& found)
        : script_(script), document_(document), found_(found) {}

    void read(std::vector<story>& into) {
        flow_ = script_.find_flow(text_of(document_.root, "flow"));
        if (flow_ == nullptr) {
            report("/flow", "流程", text_of(document_.root, "flow"), flow_names());
            return;
        }
        const json_value* list = document_.root.find("stories");
        for (std::size_t i = 0; i < list->items.size(); ++i)
            into.push_back(story_of(list->items[i], pointer_to("/stories", i)));
    }

private:
    story story_of(const json_value& given, const std::string& pointer) {
        story made;
        made.file = document_.file;
        made.flow = flow_->id;
        made.name = text_of(given, "name");
        made.at = given.at;
        made.pointer = pointer;
        if (const json_value* start = given.find("given")) {
            made.newcomer = text_of(*start, "patient") == "new";
            const std::string& now = text_of(*start, "now");
            made.now = read_moment(now);
            if (!now.empty() && !made.now)
                found_.add(108, document_, pointer + "/given/now",
                           {"这里应是一个时刻，如 \"2026-03-02T10:00:00+08:00\"。",
                            "expected a moment such as \"2026-03-02T10:00:00+08:00\""});
        }
        const json_value* steps = given.find("steps");
        for (std::size_t i = 0; i < steps->items.size(); ++i)
            made.steps.push_back(step_of(steps->items[i], pointer_to(pointer + "/steps", i)));
        if (const json_value* end = given.find("expect")) read_end(*end, pointer + "/expect", made);
        return made;
    }

    story_step step_of(const json_value& given, std::string pointer) {
        constexpr std::pair<std::string_view, story_step::kind> kinds[] = {
            {"in", story_step::kind::in},      {"tap", story_step::kind::tap},
            {"wait", story_step::kind::wait},  {"desk", story_step::kind::desk},
            {"at", story_step::kind::at},      {"shows", story_step::kind::shows},
            {"hides", story_step::kind::hides}};
        story_step made;
        made.at = given.at;
        made.pointer = std::move(pointer);
        for (const auto& [name, kind] : kinds)
            if (const json_value* held = given.find(name)) {
                made.what = kind;
                made.value = held->text;
            }
        if (made.what == story_step::kind::at) check_place(made);
        if (made.what == story_step::kind::tap) check_option(made);
        return made;
    }

    void check_place(story_step& step) {
        const auto slash = step.value.find('/');
        if (slash == std::string::npos) {
            step.value = flow_->id + "/" + step.value;
        }
        const std::string flow_id = step.value.substr(0, step.value.find('/'));
        const std::string node_id = step.value.substr(step.value.find('/') + 1);
        const flow* named = script_.find_flow(flow_id);
        if (named == nullptr)
            report(step.pointer + "/at", "流程", flow_id, flow_names());
        else if (node_id != "*" && named->find_node(node_id) == nullptr)
            report(step.pointer + "/at", "节点", node_id, node_names(*named));
    }

    // An option of some question, of the project's own questions or of the home menu.
    void check_option(const story_step& step) {
        if (options_.empty()) collect_options();
        if (std::find(options_.begin(), options_.end(), step.value) == options_.end())
            report(step.pointer + "/tap", "选项", step.value, options_);
    }

    void collect_options() {
        options_ = {"none", "skip", "yes", "no", "human", "back", "home"};
        for (const auto& [id, one] : script_.flows) {
            options_.push_back(id);
            for (const node& at : one.nodes)
                if (const auto* ask = std::get_if<ask_node>(&at.what))
                    for (const option& each : ask->options) options_.push_back(each.pick);
        }
    }

    void read_end(const json_value& given, const std::string& pointer, story& made) {
        made.outcome = text_of(given, "outcome");
        made.disposition = text_of(given, "disposition");
        std::vector<std::string> levels;
        for (const disposition& one : script_.project.dispositions) levels.push_back(one.id);
        if (!made.disposition.empty() && !script_.project.find_disposition(made.disposition))
            report(pointer + "/disposition", "分级", made.disposition, levels);
        const json_value* slots = given.find("slots");
        if (slots == nullptr) return;
        for (const json_member& one : slots->members) {
            if (is_note(one)) continue;
            const std::string here = pointer_to(pointer + "/slots", one.key.text);
            const slot* declared = flow_->find_slot(one.key.text);
            std::vector<std::string> names;
            for (const slot& each : flow_->slots) names.push_back(each.id);
            if (declared == nullptr) report(here, "变量", one.key.text, names);
            made.slots.push_back(
                {one.key.text, constant_of(one.value, declared), one.value.at, here});
        }
    }

    std::vector<std::string> flow_names() const {
        std::vector<std::string> names;
        for (const auto& [id, one] : script_.flows) names.push_back(id);
        return names;
    }
    static std::vector<std::string> node_names(const flow& of) {
        std::vector<std::string> names;
        for (const node& one : of.nodes) names.push_back(one.id);
        return names;
    }

    void report(const std::string& pointer, const std::string& kind, const std::string& name,
                const std::vector<std::string>& known) {
        proposal fix;
        if (const std::string near = nearest_name(name, known); !near.empty())
            fix = {"是否想写 “" + near + "”？",
                   {replacement(*find_place(document_.root, pointer).value, near)}};
        found_.add(902, document_, pointer,
                   {"故事里的" + kind + " “" + name + "” 不存在。",
                    "the story names “" + name + "”, which does not exist"},
                   std::move(fix));
    }

    const bundle& script_;
    const json_document& document_;
    findings& found_;
    const flow* flow_ = nullptr;
    std::vector<std::string> options_;
};

}  // namespace

story_files read_stories(const bundle& script, std::vector<source_file> files) {
    std::sort(files.begin(), files.end(),
              [](const source_file& a, const source_file& b) { return a.path < b.path; });
    story_files made;
    findings found;
    for (source_file& file : files) {
        if (!is_story_file(file.path)) continue;
        json_document document{std::move(file.path), std::move(file.text), {}};
        findings here;
        if (parse_json(document, here.all()))
            check_shape(document, *format_of(document.file), here);
        if (!here.has_errors()) reader(script, document, here).read(made.stories);
        std::move(here.all().begin(), here.all().end(), std::back_inserter(found.all()));
    }
    made.problems = std::move(found.all());
    return made;
}

}  // namespace dialog::stories
