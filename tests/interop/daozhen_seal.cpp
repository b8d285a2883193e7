// Our signature and envelope at the command line, for tests by other implementations. Reads one
// JSON object a line, writes one a line:
//
//   {"do": "sign", "token", "timestamp", "nonce", "encrypted"}           -> {"signature"}
//   {"do": "seal", "key", "receiver", "message"}                         -> {"encrypted"}
//   {"do": "open", "key", "previous_key", "receiver", "encrypted"}       -> {"message", "key": 0 |
//   1}
//
// All values are strings; `previous_key` may be missing. A failure gives {"fault": Tencent's code}.
#include "adapters/tencent/envelope.h"
#include "adapters/tencent/signature.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <iostream>
#include <string>
#include <string_view>

namespace {

using adapters::tencent::envelope;
using adapters::tencent::facts_of;
using adapters::tencent::fault;
using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

std::string_view field(const rapidjson::Value& request, const char* name) {
    if (!request.HasMember(name) || !request[name].IsString()) return {};
    return {request[name].GetString(), request[name].GetStringLength()};
}

void put(json_writer& out, const char* name, std::string_view value) {
    out.Key(name);
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put(json_writer& out, fault why) {
    out.Key("fault");
    out.Int(facts_of(why).code);
}

void seal(const rapidjson::Value& request, json_writer& out) {
    const auto closed =
        envelope::make(std::string(field(request, "receiver")), field(request, "key"));
    if (!closed) return put(out, closed.error());
    std::string encrypted;
    const auto sealed = closed->seal(0, field(request, "message"), encrypted);
    if (!sealed) return put(out, sealed.error());
    put(out, "encrypted", encrypted);
}

void open(const rapidjson::Value& request, json_writer& out) {
    const auto closed = envelope::make(std::string(field(request, "receiver")),
                                       field(request, "key"), field(request, "previous_key"));
    if (!closed) return put(out, closed.error());
    std::string buffer;
    const auto opened = closed->open(field(request, "encrypted"), buffer);
    if (!opened) return put(out, opened.error());
    put(out, "message", {opened->message.data(), opened->message.size()});
    out.Key("key");
    out.Uint64(opened->key);
}

void sign(const rapidjson::Value& request, json_writer& out) {
    put(out, "signature",
        adapters::tencent::sign(
            field(request, "token"),
            {field(request, "timestamp"), field(request, "nonce"), field(request, "encrypted")}));
}

bool answer(const std::string& line) {
    rapidjson::Document request;
    request.Parse(line.data(), line.size());
    if (request.HasParseError() || !request.IsObject()) return false;
    rapidjson::StringBuffer buffer;
    json_writer out(buffer);
    out.StartObject();
    const auto what = field(request, "do");
    if (what == "seal")
        seal(request, out);
    else if (what == "open")
        open(request, out);
    else if (what == "sign")
        sign(request, out);
    else
        return false;
    out.EndObject();
    std::cout << buffer.GetString() << '\n';
    return true;
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        if (answer(line)) continue;
        std::cerr << "no such request: " << line << '\n';
        return 2;
    }
    return 0;
}
