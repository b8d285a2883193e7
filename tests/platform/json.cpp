#include "tests/platform/json.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstddef>

namespace platform {
namespace {

// Builds text member by member; RapidJSON checks nesting and escapes.
class pen {
public:
    template <class Write>
    static std::string write(Write&& all) {
        pen one;
        all(one);
        return {one.buffer_.GetString(), one.buffer_.GetSize()};
    }
    template <class Fill>
    void object(Fill&& fill) {
        out_.StartObject();
        fill();
        out_.EndObject();
    }
    template <class Range, class Each>
    void array(const Range& range, Each&& each) {
        out_.StartArray();
        for (const auto& one : range) each(one);
        out_.EndArray();
    }
    pen& key(const char* name) {
        out_.Key(name);
        return *this;
    }
    void member(const char* name, std::string_view value) {
        out_.Key(name);
        out_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }
    void member(const char* name, std::uint64_t value) {
        out_.Key(name);
        out_.Uint64(value);
    }
    void flag(const char* name, bool value) {
        out_.Key(name);
        out_.Bool(value);
    }

private:
    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> out_{buffer_};
};

std::string_view name_of(mode security) {
    switch (security) {
        case mode::plaintext:
            return "plaintext";
        case mode::compatible:
            return "compatible";
        case mode::secure:
            break;
    }
    return "secure";
}

std::string_view name_of(speaker by) {
    switch (by) {
        case speaker::patient:
            return "patient";
        case speaker::account:
            return "account";
        case speaker::system:
            break;
    }
    return "system";
}

std::uint64_t milliseconds(core::wall_time time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

void write_segment(pen& out, const segment& piece) {
    out.object([&] {
        out.member("text", piece.text);
        if (piece.what == segment::kind::link) out.member("href", piece.href);
        if (piece.what != segment::kind::tap) return;
        out.member("content", piece.content);
        out.member("menu_id", piece.menu_id);
    });
}

void write_article(pen& out, const article& one) {
    out.object([&] {
        out.member("title", one.title);
        out.member("description", one.description);
        out.member("picture", one.picture);
        out.member("url", one.url);
    });
}

void write_line(pen& out, const line& one) {
    out.object([&] {
        out.member("number", one.number);
        out.member("at", milliseconds(one.at));
        out.member("by", name_of(one.by));
        out.member("kind", one.kind);
        out.member("text", one.text);
        if (!one.segments.empty())
            out.key("segments").array(one.segments, [&](const auto& p) { write_segment(out, p); });
        if (!one.articles.empty())
            out.key("articles").array(one.articles, [&](const auto& a) { write_article(out, a); });
    });
}

void write_patient(pen& out, const chat& who) {
    out.member("user", who.openid());
    out.member("number", who.number());
    out.flag("follows", who.follows());
    out.member("waiting", who.waiting);
}

void write_exchange(pen& out, const exchange& one) {
    out.object([&] {
        out.member("number", one.number);
        out.member("at", milliseconds(one.at));
        out.member("account", one.account);
        out.member("user", one.user);
        out.member("kind", one.kind);
        out.member("msg_id", one.msg_id);
        out.member("attempt", one.attempt);
        out.flag("encrypted", one.encrypted);
        out.member("sent", one.sent);
        out.member("status", one.status);
        out.member("took_ms", static_cast<std::uint64_t>(one.took.count()));
        out.member("outcome", one.outcome);
        out.member("reason", one.reason);
        out.member("answer", one.answer);
        out.member("agreement", one.agreement);
    });
}

}  // namespace

std::string accounts_json(const emulator& house) {
    return pen::write([&](pen& out) {
        out.array(house.accounts(), [&](const account* one) {
            out.object([&] {
                out.member("id", one->id);
                out.member("mode", name_of(one->security));
                out.member("url", one->url);
            });
        });
    });
}

std::string patients_json(const emulator& house, const destination& of) {
    return pen::write([&](pen& out) {
        out.array(house.patients(of),
                  [&](const chat* who) { out.object([&] { write_patient(out, *who); }); });
    });
}

std::string patient_json(const chat& who) {
    return pen::write([&](pen& out) { out.object([&] { write_patient(out, who); }); });
}

std::string transcript_json(const chat& who, std::uint64_t after) {
    return pen::write([&](pen& out) {
        out.object([&] {
            write_patient(out, who);
            out.key("lines").array(who.lines(), [&](const line& one) {
                if (one.number > after) write_line(out, one);
            });
        });
    });
}

std::string exchanges_json(const exchange_log& log, std::uint64_t after) {
    return pen::write([&](pen& out) {
        out.array(log.entries(), [&](const exchange& one) {
            if (one.number > after) write_exchange(out, one);
        });
    });
}

std::string object_json(const std::map<std::string, std::string>& members) {
    return pen::write([&](pen& out) {
        out.object([&] {
            for (const auto& [name, value] : members) out.member(name.c_str(), value);
        });
    });
}

core::result<details> flat_object(std::string_view text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                   rapidjson::kParseNumbersAsStringsFlag>(text.data(), text.size());
    if (document.HasParseError() || !document.IsObject()) return core::errc::malformed;
    details members;
    for (rapidjson::SizeType i = 0; i < document.MemberCount(); ++i) {
        const auto& [name, value] = *(document.MemberBegin() + static_cast<std::ptrdiff_t>(i));
        std::string& slot = members[std::string(name.GetString(), name.GetStringLength())];
        if (value.IsString())
            slot.assign(value.GetString(), value.GetStringLength());
        else if (value.IsBool())
            slot = value.GetBool() ? "true" : "false";
        else
            return core::errc::malformed;
    }
    return members;
}

}  // namespace platform
