#include "bot/app/config_reader.h"
#include "bot/app/settings.h"
#include "bot/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>

namespace app {
namespace {

using problems = std::vector<config_problem>;

// Line and column (in characters) of a byte offset, counted from 1.
std::string place_of(const std::string& text, std::size_t offset) {
    const std::string_view before = std::string_view(text).substr(0, std::min(offset, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto last_break = before.rfind('\n');
    const auto column =
        core::utf8_length(last_break == std::string_view::npos ? before
                                                               : before.substr(last_break + 1)) +
        1;
    return fmt::format("{}:{}", line, column);
}

void check_address(const config_reader& reader, const char* key, const std::string& address) {
    const auto colon = address.rfind(':');
    const auto port = colon == std::string::npos ? std::string() : address.substr(colon + 1);
    const bool digits =
        !port.empty() && port.size() <= 5 &&
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || std::stoul(port) > 65535)
        reader.complain(reader.pointer_to(key), "write ADDRESS:PORT, e.g. \"0.0.0.0:8443\"");
}

void read_server(const rapidjson::Value& value, const std::string& file, problems& found,
                 server_settings& server) {
    const config_reader reader(value, "/server", file, found);
    reader.only({"listen", "workers", "tls", "admin_listen", "body_limit", "max_connections",
                 "max_connections_per_address"});
    server.listen = reader.text("listen").value_or(server.listen);
    check_address(reader, "listen", server.listen);
    server.admin_listen = reader.text("admin_listen").value_or(server.admin_listen);
    check_address(reader, "admin_listen", server.admin_listen);
    server.workers = reader.number("workers", 0, 256).value_or(0);
    server.body_limit = reader.number("body_limit", 1024, 8U << 20U).value_or(server.body_limit);
    server.max_connections =
        reader.number("max_connections", 1, 1000000).value_or(server.max_connections);
    server.max_connections_per_address = reader.number("max_connections_per_address", 1, 1000000)
                                             .value_or(server.max_connections_per_address);
    if (!reader.has("tls"))
        reader.complain("/server/tls",
                        "missing; write {\"certificate\": FILE, \"private_key\": FILE}, or null "
                        "for plain HTTP behind a proxy");
    if (const auto* tls = reader.object("tls")) {
        const config_reader files(*tls, "/server/tls", file, found);
        files.only({"certificate", "private_key"});
        server.tls =
            tls_files{files.required("certificate", "the path of the PEM file with the full chain"),
                      files.required("private_key", "the path of the PEM file with the key")};
    }
}

// What the outbound client needs. The platforms call the one secret differently.
void read_outbound(const config_reader& reader, account_config& account) {
    const bool is_wecom = account.channel.channel.starts_with("wecom-");
    const auto* const name = is_wecom ? "secret" : "app_secret";
    const auto* const other = is_wecom ? "app_secret" : "secret";
    account.channel.secret = reader.text(name).value_or("");
    if (reader.has(other))
        reader.complain(reader.pointer_to(other),
                        fmt::format("this channel's is called \"{}\"", name));
    account.channel.api_base =
        reader.text("api_base")
            .value_or(is_wecom ? "https://qyapi.weixin.qq.com" : "https://api.weixin.qq.com");
    while (account.channel.api_base.ends_with('/')) account.channel.api_base.pop_back();
    account.channel.duty = reader.text("duty").value_or("");
    account.channel.alert_robot = reader.text("alert_robot").value_or("");
}

void read_account(const rapidjson::Value& value, const std::string& pointer,
                  const std::string& file, problems& found, settings& into) {
    if (!value.IsObject()) {
        found.push_back({file, pointer, "write an object {...}"});
        return;
    }
    const config_reader reader(value, pointer, file, found);
    reader.only({"id",
                 "channel",
                 "path",
                 "original_id",
                 "app_id",
                 "app_secret",
                 "token",
                 "encoding_aes_key",
                 "previous_encoding_aes_key",
                 "mode",
                 "customer_service",
                 "api_base",
                 "max_clock_skew_s",
                 "pictures",
                 "corp_id",
                 "agent_id",
                 "secret",
                 "duty",
                 "alert_robot",
                 "open_kf_ids"});
    account_config account;
    auto& channel = account.channel;
    channel.id = reader.required("id", "a short name of your own, e.g. \"nanjiao\"");
    channel.channel = reader.required(
        "channel", fmt::format("one of: {}", fmt::join(adapters::channels(), ", ")));
    channel.path =
        reader.required("path", "the path of the callback URL, e.g. \"/wechat/nanjiao\"");
    if (!channel.path.empty() && channel.path.front() != '/')
        reader.complain(reader.pointer_to("path"), "write a path that begins with '/'");
    channel.original_id = reader.text("original_id").value_or("");
    channel.app_id = reader.text("app_id").value_or("");
    channel.corp_id = reader.text("corp_id").value_or("");
    if (const auto* ids = reader.array("open_kf_ids")) {
        for (const auto& id : ids->GetArray()) {
            if (id.IsString())
                channel.open_kf_ids.emplace_back(id.GetString());
            else
                reader.complain(reader.pointer_to("open_kf_ids"), "write texts: \"wk...\"");
        }
    }
    channel.agent_id =
        static_cast<std::int64_t>(reader.number("agent_id", 1, 1U << 31U).value_or(0));
    channel.token = reader.text("token").value_or("");
    channel.encoding_aes_key = reader.text("encoding_aes_key").value_or("");
    channel.previous_encoding_aes_key = reader.text("previous_encoding_aes_key").value_or("");
    channel.mode = reader.text("mode").value_or("secure");
    channel.customer_service = reader.flag("customer_service").value_or(false);
    channel.max_clock_skew_s =
        static_cast<int>(reader.number("max_clock_skew_s", 1, 86400).value_or(300));
    read_outbound(reader, account);
    if (const auto* pictures = reader.object("pictures")) {
        const config_reader names(*pictures, reader.pointer_to("pictures"), file, found);
        for (const auto& picture : pictures->GetObject())
            channel.pictures[picture.name.GetString()] =
                names.required(picture.name.GetString(), "the permanent media id of this picture");
    }
    for (const auto& other : into.accounts) {
        if (other.channel.id == channel.id && !channel.id.empty())
            reader.complain(reader.pointer_to("id"), "two accounts have this id; rename one");
        if (other.channel.path == channel.path && !channel.path.empty())
            reader.complain(reader.pointer_to("path"), "two accounts have this path; change one");
    }
    // What a channel demands of its own fields, only the channel knows; a field whose value could
    // not be read has been reported already.
    const auto made = adapters::make_adapter(channel);
    if (const auto* wrong = std::get_if<std::vector<adapters::problem>>(&made)) {
        for (const auto& problem : *wrong) {
            const auto where = pointer + problem.pointer;
            const bool reported =
                std::any_of(found.begin(), found.end(),
                            [&where](const auto& earlier) { return earlier.where == where; });
            if (!reported) found.push_back({file, where, problem.message});
        }
    }
    into.accounts.push_back(std::move(account));
}

void read_root(const rapidjson::Value& root, const std::string& file, problems& found,
               settings& into) {
    const config_reader reader(root, "", file, found);
    reader.only(
        {"server", "store", "dialogs", "encryption_key", "accounts", "retention", "console"});
    if (const auto* server = reader.object("server"))
        read_server(*server, file, found, into.server);
    else if (!reader.has("server"))
        reader.complain("/server", "missing; copy the block from config.example.json");
    into.store = reader.text("store").value_or(into.store);
    if (!into.store.starts_with("sqlite:"))
        reader.complain("/store", "write \"sqlite:PATH\", e.g. \"sqlite:data/daozhen.db\"");
    into.dialogs = reader.text("dialogs").value_or(into.dialogs);
    into.encryption_key = reader.required(
        "encryption_key", "\"file:data/key\" and create it: openssl rand -hex 32 > data/key");
    if (const auto* retention = reader.object("retention")) {
        const config_reader block(*retention, "/retention", file, found);
        block.only({"text_days", "code_days"});
        into.retention.texts = std::chrono::days(block.number("text_days", 1, 36500).value_or(30));
        into.retention.codes = std::chrono::days(block.number("code_days", 1, 36500).value_or(180));
    }
    if (const auto* console = reader.object("console")) {
        const config_reader block(*console, "/console", file, found);
        block.only({"enabled"});
        into.console = block.flag("enabled").value_or(true);
    }
    const auto* accounts = reader.array("accounts");
    if (accounts == nullptr || accounts->Empty()) {
        if (accounts != nullptr || !reader.has("accounts"))
            reader.complain("/accounts",
                            "write at least one account; config.example.json shows one");
        return;
    }
    for (rapidjson::SizeType i = 0; i < accounts->Size(); ++i)
        read_account((*accounts)[i], fmt::format("/accounts/{}", i), file, found, into);
}

}  // namespace

config_result parse_config(const std::string& text, const std::string& file) {
    config_result out;
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
        text.data(), text.size());
    if (document.HasParseError()) {
        out.problems.push_back({file, place_of(text, document.GetErrorOffset()),
                                fmt::format("not valid JSON: {}", rapidjson::GetParseError_En(
                                                                      document.GetParseError()))});
        return out;
    }
    if (!document.IsObject()) {
        out.problems.push_back({file, "/", "write one object {...}"});
        return out;
    }
    settings read;
    read_root(document, file, out.problems, read);
    if (out.problems.empty()) out.values = std::move(read);
    return out;
}

config_result read_config(const std::string& file) {
    const auto text = read_file(file);
    if (!text)
        return {
            std::nullopt,
            {{file, "", "cannot be read; copy config.example.json to it, or correct --config"}}};
    return parse_config(*text, file);
}

}  // namespace app
