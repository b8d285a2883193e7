#include "bot/dialog/decode_parts.h"

#include "bot/dialog/duration.h"

namespace dialog::decode {

std::string text(const json_value& object, std::string_view name) {
    const json_value* found = object.find(name);
    return found == nullptr ? std::string{} : found->text;
}

double number(const json_value& object, std::string_view name, double otherwise) {
    const json_value* found = object.find(name);
    return found == nullptr ? otherwise : found->number;
}

bool flag(const json_value& object, std::string_view name) {
    const json_value* found = object.find(name);
    return found != nullptr && found->truth;
}

std::optional<minutes> duration(const json_value& object, std::string_view name) {
    const json_value* found = object.find(name);
    return found == nullptr ? std::nullopt : read_duration(found->text);
}

std::vector<std::string> texts(const json_value& list) {
    std::vector<std::string> made;
    for (const json_value& item : list.items) made.push_back(item.text);
    return made;
}

std::vector<std::string> texts(const json_value& object, std::string_view name) {
    const json_value* found = object.find(name);
    return found == nullptr ? std::vector<std::string>{} : texts(*found);
}

std::vector<const json_member*> entries(const json_value* object) {
    std::vector<const json_member*> made;
    if (object == nullptr) return made;
    for (const json_member& member : object->members)
        if (member.key.text != "note" || !member.value.is(json_value::kind::text))
            made.push_back(&member);
    return made;
}

value constant(const json_value& from) {
    if (from.is(json_value::kind::number)) return from.number;
    if (from.is(json_value::kind::list)) return texts(from);
    return from.text;
}

value fitted(value from, slot_type type) {
    if (const auto* written = std::get_if<std::string>(&from);
        written != nullptr && type == slot_type::duration)
        if (const auto length = read_duration(*written)) return *length;
    return from;
}

namespace {

say_block one_block(const json_value& from) {
    if (from.is(json_value::kind::text)) return say_text{from.text};
    if (from.find("snippet") != nullptr) return snippet_use{text(from, "snippet")};
    if (from.find("image") != nullptr) return say_image{text(from, "image"), text(from, "alt")};
    if (const json_value* link = from.find("link"))
        return say_link{text(*link, "title"), text(*link, "url"), text(from, "alt")};
    const json_value& mini = *from.find("mini");
    return say_mini{text(mini, "appId"), text(mini, "path"), text(mini, "title"),
                    text(from, "alt")};
}

offer offer_of(std::string_view name) {
    if (name == "skip") return offer::skip;
    if (name == "human") return offer::human;
    return name == "menu" ? offer::menu : offer::back;
}

}  // namespace

say_blocks blocks(const json_value* say) {
    say_blocks made;
    if (say == nullptr) return made;
    if (!say->is(json_value::kind::list)) return {one_block(*say)};
    for (const json_value& item : say->items) made.push_back(one_block(item));
    return made;
}

std::vector<fallback_step> fallback_steps(const json_value& fallback) {
    std::vector<fallback_step> made;
    for (const json_value& item : fallback.find("steps")->items) {
        fallback_step step{text(item, "say"), {}};
        for (const std::string& name : texts(item, "offer")) step.offers.push_back(offer_of(name));
        made.push_back(std::move(step));
    }
    return made;
}

std::optional<slot_type> slot_type_of(std::string_view name) {
    static constexpr std::pair<std::string_view, slot_type> types[] = {
        {"yesno", slot_type::yesno},       {"choice", slot_type::choice},
        {"multi", slot_type::multi},       {"number", slot_type::number},
        {"duration", slot_type::duration}, {"date", slot_type::date},
        {"phone", slot_type::phone},       {"text", slot_type::text},
        {"score", slot_type::score}};
    for (const auto& [known, type] : types)
        if (known == name) return type;
    return std::nullopt;
}

}  // namespace dialog::decode
