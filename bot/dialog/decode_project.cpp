#include "bot/dialog/decode_parts.h"
#include "bot/dialog/duration.h"

#include <algorithm>

namespace dialog {
namespace {

using namespace decode;

std::size_t size_field(const json_value& from, std::string_view name, std::size_t otherwise) {
    const double written = number(from, name, static_cast<double>(otherwise));
    return static_cast<std::size_t>(std::clamp(written, 0.0, 1e9));
}

channel_profile channel_of(const json_member& from) {
    channel_profile made;
    const json_value& what = from.value;
    made.id = from.key.text;
    made.text_bytes = size_field(what, "textBytes", made.text_bytes);
    made.menu_head_bytes = size_field(what, "menuHeadBytes", made.menu_head_bytes);
    made.menu_items = size_field(what, "menuItems", made.menu_items);
    made.label_bytes = size_field(what, "labelBytes", made.label_bytes);
    made.item_id_bytes = size_field(what, "itemIdBytes", made.item_id_bytes);
    made.messages_per_inbound = size_field(what, "messagesPerInbound", made.messages_per_inbound);
    made.native_menu = flag(what, "nativeMenu");
    made.window = duration(what, "window").value_or(made.window);
    return made;
}

disposition disposition_of(const json_value& from) {
    disposition made;
    made.id = text(from, "id");
    made.rank = static_cast<int>(std::clamp(number(from, "rank", 0), -1e6, 1e6));
    made.name = text(from, "name");
    const std::string how_soon = text(from, "urgency");
    made.how_soon = how_soon == "emergency" ? urgency::emergency
                    : how_soon == "urgent"  ? urgency::urgent
                                            : urgency::none;
    made.advice = text(from, "advice");
    return made;
}

void read_texts(const json_value& root, project& made) {
    made.greeting = text(root, "greeting");
    made.unsupported = text(root, "unsupported");
    made.error_line = text(root, "errorLine");
    made.busy_line = text(root, "busyLine");
    made.emergency_builtin = text(root, "emergencyBuiltin");
    made.help = text(root, "help");
    made.goodbye = text(root, "goodbye");
    made.resume_prompt = text(root, "resumePrompt");
    made.safety_net = text(root, "safetyNet");
    made.program_notice = text(root, "programNotice");
}

void read_gates(const json_value& root, project& made) {
    if (const json_value* consent = root.find("consent"))
        made.consent = {text(*consent, "version"),  text(*consent, "text"),
                        text(*consent, "yesLabel"), text(*consent, "noLabel"),
                        text(*consent, "declined"), flag(*consent, "required")};
    if (const json_value* age = root.find("age"))
        made.age = {text(*age, "prompt"), text(*age, "child"), text(*age, "teen"),
                    flag(*age, "required")};
}

}  // namespace

project decode_project(const json_value& root) {
    project made;
    for (const json_member* entry : entries(root.find("channels")))
        made.channels.push_back(channel_of(*entry));
    for (const json_value& item : root.find("dispositions")->items)
        made.dispositions.push_back(disposition_of(item));
    made.languages = texts(root, "languages");
    for (const json_member* entry : entries(root.find("accountLanguages")))
        made.account_languages[entry->key.text] = entry->value.text;
    const json_value& ladder = *root.find("fallback");
    made.fallback = {fallback_steps(ladder), text(ladder, "then")};
    for (const json_member* entry : entries(root.find("commands")))
        made.commands[entry->key.text] = texts(entry->value);
    made.banned_words = texts(root, "bannedWords");
    made.allowed_hosts = texts(root, "allowedHosts");
    made.home_menu = texts(root, "homeMenu");
    read_texts(root, made);
    read_gates(root, made);
    for (const json_member* entry : entries(root.find("hospital")))
        made.hospital[entry->key.text] = entry->value.text;
    for (const json_member* entry : entries(root.find("images")))
        made.images[entry->key.text] = entry->value.text;
    made.idle = duration(root, "idle").value_or(made.idle);
    if (const json_value* quiet = root.find("quietHours"))
        made.quiet = quiet_hours{read_clock(text(*quiet, "from")).value(),
                                 read_clock(text(*quiet, "to")).value()};
    made.human_queue = text(root, "humanQueue");
    return made;
}

}  // namespace dialog
