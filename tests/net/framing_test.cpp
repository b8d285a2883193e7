// S1 of proof.md: RFC 9112 as a table. Each row is a request as it could come, what the gate says,
// and, for those let in, the body it found and what is left for the next request.
#include "bot/net/framing.h"

#include "bot/net/chunked.h"
#include "bot/net/host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using net::chunked_reader;
using net::framed;
using net::head_scanner;
using net::http_request;
using net::limits;
using net::parse_head;

constexpr unsigned waits = 1;  // neither refused nor complete

struct outcome {
    unsigned status = 0;  // 200: let in
    std::string body;
    std::string left;
    bool keep_alive = true;
    http_request request;
};

limits small_limits() {
    limits bounds;
    bounds.head_bytes = 512;
    bounds.head_fields = 8;
    bounds.chunk_extension_bytes = 16;
    bounds.body_bytes = 64;
    return bounds;
}

// Feeds `bytes` in portions of that size, as a connection would.
outcome read_request(std::string_view bytes, std::size_t portion) {
    const limits bounds = small_limits();
    head_scanner scanner(bounds);
    std::string ahead;
    outcome result;
    std::size_t head = 0;
    std::size_t given = 0;
    const auto give_more = [&] {
        const auto next = bytes.substr(given, portion);
        given += next.size();
        ahead.append(next);
        return !next.empty();
    };
    while (head == 0) {
        if (!give_more()) return {.status = waits, .body = "", .left = "", .request = {}};
        const auto found = scanner.find(ahead);
        if (!found) {
            result.status = found.error().status;
            return result;
        }
        head = *found;
    }
    const auto framing =
        parse_head(std::string_view(ahead).substr(0, head), bounds, result.request);
    if (!framing) {
        result.status = framing.error().status;
        return result;
    }
    ahead.erase(0, head);
    result.keep_alive = framing->keep_alive;
    if (framing->chunked) {
        chunked_reader reader(bounds);
        while (true) {
            const auto used = reader.feed(ahead, result.body);
            if (!used) {
                result.status = used.error().status;
                return result;
            }
            ahead.erase(0, *used);
            if (reader.done()) break;
            if (!give_more()) {
                result.status = waits;
                return result;
            }
        }
    } else {
        if (framing->length > bounds.body_bytes) {
            result.status = 413;
            return result;
        }
        const auto length = static_cast<std::size_t>(framing->length);
        while (ahead.size() < length && give_more()) {
        }
        if (ahead.size() < length) {
            result.status = waits;
            return result;
        }
        result.body = ahead.substr(0, length);
        ahead.erase(0, length);
    }
    result.status = 200;
    result.left = ahead + std::string(bytes.substr(given));
    return result;
}

struct row {
    const char* what;
    std::string bytes;
    unsigned status;
    std::string body = {};
    std::string left = {};
};

std::string get(const std::string& fields) {
    return "GET / HTTP/1.1\r\n" + fields + "\r\n";
}
std::string with_host(const std::string& fields) {
    return get("Host: x\r\n" + fields);
}
std::string line(const std::string& request_line) {
    return request_line + "\r\nHost: x\r\n\r\n";
}
std::string post(const std::string& fields, const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
}
std::string chunked(const std::string& body) {
    return post("Transfer-Encoding: chunked\r\n", body);
}

std::vector<row> rows() {
    using namespace std::string_literals;
    return {
        // Request line, RFC 9112 §3
        {"plain", line("GET / HTTP/1.1"), 200},
        {"query", line("GET /a?b=c&d HTTP/1.1"), 200},
        {"one blank line before", "\r\n" + line("GET / HTTP/1.1"), 200},
        {"two blank lines before", "\r\n\r\n" + line("GET / HTTP/1.1"), 400},
        {"unknown method", line("BREW / HTTP/1.1"), 200},
        {"TRACE", line("TRACE / HTTP/1.1"), 405},
        {"CONNECT", line("CONNECT /x HTTP/1.1"), 405},
        {"CONNECT authority form", line("CONNECT x:443 HTTP/1.1"), 405},
        {"method not a token", line("GE(T / HTTP/1.1"), 400},
        {"no method", line(" / HTTP/1.1"), 400},
        {"leading blank", line(" GET / HTTP/1.1"), 400},
        {"two blanks before target", line("GET  / HTTP/1.1"), 400},
        {"two blanks before version", line("GET /  HTTP/1.1"), 400},
        {"blank after version", line("GET / HTTP/1.1 "), 400},
        {"tab for blank", line("GET\t/ HTTP/1.1"), 400},
        {"form feed for blank", line("GET\f/ HTTP/1.1"), 400},
        {"blank inside target", line("GET /a b HTTP/1.1"), 400},
        {"no target", line("GET HTTP/1.1"), 400},
        {"no version (HTTP/0.9)", line("GET /"), 400},
        {"only a word", line("GET"), 400},
        {"absolute form", line("GET http://x/ HTTP/1.1"), 400},
        {"asterisk form", line("OPTIONS * HTTP/1.1"), 400},
        {"relative target", line("GET a HTTP/1.1"), 400},
        {"fragment", line("GET /#a HTTP/1.1"), 400},
        {"NUL in target", line("GET /\0a HTTP/1.1"s), 400},
        {"DEL in target", line("GET /\x7f HTTP/1.1"), 400},
        {"UTF-8 in target", line("GET /\xe4\xbd\xa0 HTTP/1.1"), 400},
        {"tab in target", line("GET /\ta HTTP/1.1"), 400},
        {"lower case version", line("GET / http/1.1"), 400},
        {"version 1.2", line("GET / HTTP/1.2"), 505},
        {"version 2.0", line("GET / HTTP/2.0"), 505},
        {"version 0.9", line("GET / HTTP/0.9"), 505},
        {"version without minor", line("GET / HTTP/1"), 400},
        {"version with two digits", line("GET / HTTP/1.10"), 400},
        {"version with a leading zero", line("GET / HTTP/01.1"), 400},
        {"other protocol", line("GET / SIP/2.0"), 400},
        {"TLS hello", "\x16\x03\x01\x02\x01\x01\n"s, 400},
        {"request line too long", "GET /" + std::string(600, 'a') + " HTTP/1.1\r\n\r\n", 414},
        // Line ends, §2.2
        {"bare LF after request line", "GET / HTTP/1.1\nHost: x\r\n\r\n", 400},
        {"bare LF after a field", "GET / HTTP/1.1\r\nHost: x\n\r\n", 400},
        {"bare LF ends the head", "GET / HTTP/1.1\r\nHost: x\r\n\n", 400},
        {"LF first", "\n" + line("GET / HTTP/1.1"), 400},
        {"bare CR in request line", line("GET /\r HTTP/1.1"), 400},
        {"bare CR in a value", with_host("A: b\rc\r\n"), 400},
        {"CR CR LF", with_host("A: b\r\r\n"), 400},
        {"bare CR before the blank line", "GET / HTTP/1.1\r\nHost: x\r\n\r\r\n\r\n", 400},
        // Fields, §5
        {"no blank after colon", with_host("A:b\r\n"), 200},
        {"empty value", with_host("A:\r\n"), 200},
        {"blanks around the value", with_host("A: \t b \t\r\n"), 200},
        {"bytes above ASCII in a value", with_host("A: \xc3\xa9\r\n"), 200},
        {"blank before colon", with_host("A : b\r\n"), 400},
        {"tab before colon", with_host("A\t: b\r\n"), 400},
        {"folded line", with_host("A: b\r\n c\r\n"), 400},
        {"folded with tab", with_host("A: b\r\n\tc\r\n"), 400},
        {"blank before the first field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400},
        {"no colon", with_host("A\r\n"), 400},
        {"empty name", with_host(": b\r\n"), 400},
        {"name with a bracket", with_host("A(): b\r\n"), 400},
        {"name with UTF-8", with_host("\xc3\xa9: b\r\n"), 400},
        {"NUL in name", with_host("A\0: b\r\n"s), 400},
        {"NUL in value", with_host("A: b\0c\r\n"s), 400},
        {"escape in value", with_host("A: \x1b[2J\r\n"), 400},
        {"DEL in value", with_host("A: \x7f\r\n"), 400},
        {"eight fields", with_host("A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\n"), 200},
        {"nine fields", with_host("A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\nH:\r\n"), 431},
        {"head too large", with_host("A: " + std::string(600, 'a') + "\r\n"), 431},
        {"head without end", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n", waits},
        {"nothing", "", waits},
        // Host, §3.2
        {"no host", get(""), 400},
        {"two hosts", get("Host: x\r\nHost: x\r\n"), 400},
        {"two different hosts", get("Host: x\r\nhost: y\r\n"), 400},
        {"empty host", get("Host:\r\n"), 400},
        {"host with path", get("Host: x/y\r\n"), 400},
        {"host with user", get("Host: a@x\r\n"), 400},
        {"host with blank", get("Host: x y\r\n"), 400},
        {"host list", get("Host: x, y\r\n"), 400},
        {"host with port", get("Host: x:8443\r\n"), 200},
        {"host with empty port", get("Host: x:\r\n"), 200},
        {"host with bad port", get("Host: x:a\r\n"), 400},
        {"IPv6 host", get("Host: [::1]:80\r\n"), 200},
        {"IPv6 host without end", get("Host: [::1\r\n"), 400},
        {"1.0 without host", "GET / HTTP/1.0\r\n\r\n", 200},
        {"1.0 with two hosts", "GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n", 400},
        // Content-Length, §6.3
        {"length", post("Content-Length: 5\r\n", "helloNEXT"), 200, "hello", "NEXT"},
        {"length zero", post("Content-Length: 0\r\n", ""), 200},
        {"length with leading zeros", post("Content-Length: 005\r\n", "hello"), 200, "hello"},
        {"no length", post("", "NEXT"), 200, "", "NEXT"},
        {"body on GET", with_host("Content-Length: 2\r\n") + "ab", 200, "ab"},
        {"incomplete body", post("Content-Length: 5\r\n", "hel"), waits},
        {"two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
        {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), 400},
        {"length list", post("Content-Length: 5, 5\r\n", "hello"), 400},
        {"plus sign", post("Content-Length: +5\r\n", "hello"), 400},
        {"minus sign", post("Content-Length: -5\r\n", "hello"), 400},
        {"hexadecimal", post("Content-Length: 0x5\r\n", "hello"), 400},
        {"decimal point", post("Content-Length: 5.0\r\n", "hello"), 400},
        {"blank inside", post("Content-Length: 5 5\r\n", "hello"), 400},
        {"empty length", post("Content-Length:\r\n", "hello"), 400},
        {"overflowing length", post("Content-Length: 18446744073709551621\r\n", "hello"), 400},
        {"body too large", post("Content-Length: 65\r\n", ""), 413},
        // Transfer-Encoding, §6.1
        {"chunked", chunked("5\r\nhello\r\n0\r\n\r\nNEXT"), 200, "hello", "NEXT"},
        {"two chunks", chunked("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"), 200, "hello"},
        {"coding in other case", post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), 200},
        {"with length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
         400},
        {"length first", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         400},
        {"unknown coding with length", post("Content-Length: 5\r\nTransfer-Encoding: x\r\n", ""),
         501},
        {"gzip", post("Transfer-Encoding: gzip\r\n", ""), 501},
        {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
        {"chunked, gzip", post("Transfer-Encoding: chunked, gzip\r\n", ""), 501},
        {"identity", post("Transfer-Encoding: identity\r\n", ""), 501},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", ""), 501},
        {"chunked in two fields",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
        {"quoted", post("Transfer-Encoding: \"chunked\"\r\n", ""), 501},
        {"with vertical tab",
         post("Transfer-Encoding: \x0b"
              "chunked\r\n",
              ""),
         400},
        {"empty coding", post("Transfer-Encoding:\r\n", ""), 400},
        {"on 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        // Chunks, §7.1
        {"hexadecimal size", chunked("A\r\n0123456789\r\n0\r\n\r\n"), 200, "0123456789"},
        {"leading zeros", chunked("0005\r\nhello\r\n000\r\n\r\n"), 200, "hello"},
        {"extension", chunked("5;a=b\r\nhello\r\n0\r\n\r\n"), 200, "hello"},
        {"extension after a blank", chunked("5 ;a\r\nhello\r\n0\r\n\r\n"), 200, "hello"},
        {"extension too long", chunked("5;" + std::string(40, 'a') + "\r\nhello\r\n0\r\n\r\n"),
         400},
        {"extension with LF", chunked("5;a\nhello\r\n0\r\n\r\n"), 400},
        {"extension with CR", chunked("5;a\rb\r\nhello\r\n0\r\n\r\n"), 400},
        {"extension with NUL", chunked("5;\0\r\nhello\r\n0\r\n\r\n"s), 400},
        {"blank after size", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400},
        {"blank before size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), 400},
        {"0x before size", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400},
        {"minus size", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400},
        {"no size", chunked("\r\nhello\r\n0\r\n\r\n"), 400},
        {"size with g", chunked("5g\r\nhello\r\n0\r\n\r\n"), 400},
        {"overflowing size", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400},
        {"bare LF after size", chunked("5\nhello\r\n0\r\n\r\n"), 400},
        {"bare LF after data", chunked("5\r\nhello\n0\r\n\r\n"), 400},
        {"data longer than size", chunked("4\r\nhello\r\n0\r\n\r\n"), 400},
        {"data shorter than size", chunked("6\r\nhello\r\n0\r\n\r\n"), 400},
        {"no end", chunked("5\r\nhello\r\n"), waits},
        {"no blank line at the end", chunked("5\r\nhello\r\n0\r\n"), waits},
        {"trailer", chunked("1\r\na\r\n0\r\nA: b\r\n\r\nNEXT"), 200, "a", "NEXT"},
        {"bad trailer", chunked("0\r\nA b\r\n\r\n"), 400},
        {"trailer too large", chunked("0\r\nA: " + std::string(600, 'a') + "\r\n\r\n"), 400},
        {"trailers too many",
         chunked("0\r\n" +
                 [] {
                     std::string many;
                     for (int i = 0; i < 99; ++i) many += "Abc: def\r\n";
                     return many;
                 }() +
                 "\r\n"),
         431},
        {"chunks too large", chunked("40\r\n" + std::string(64, 'a') + "\r\n1\r\nb\r\n0\r\n\r\n"),
         413},
        // Expect, Upgrade
        {"expect", post("Expect: 100-continue\r\nContent-Length: 1\r\n", "a"), 200, "a"},
        {"other expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "a"), 417},
        {"upgrade", with_host("Connection: upgrade\r\nUpgrade: websocket\r\n"), 400},
    };
}

TEST(Framing, FollowsTheTableHoweverTheBytesArrive) {
    for (const auto& [what, bytes, status, body, left] : rows()) {
        for (const std::size_t portion : {std::size_t{1}, std::size_t{7}, bytes.size() + 1}) {
            const outcome got = read_request(bytes, portion);
            EXPECT_EQ(got.status, status) << what << ", in portions of " << portion;
            if (got.status != 200 || status != 200) continue;
            EXPECT_EQ(got.body, body) << what;
            EXPECT_EQ(got.left, left) << what;
        }
    }
}

TEST(Framing, GivesTheHandlerThePartsOfARequest) {
    const auto got =
        read_request("PUT /a%20b?c=d&e=%41+f HTTP/1.1\r\nHoSt: x\r\nX-Thing:  v w \r\n\r\n", 1000);
    ASSERT_EQ(got.status, 200U);
    EXPECT_EQ(got.request.verb, net::method::put);
    EXPECT_EQ(got.request.version, 11U);
    EXPECT_EQ(got.request.path, "/a%20b");
    EXPECT_EQ(got.request.query, "c=d&e=%41+f");
    EXPECT_EQ(got.request.query_value("e"), "A f");
    EXPECT_EQ(got.request.header("host"), "x");
    EXPECT_EQ(got.request.header("x-thing"), "v w");
}

TEST(Framing, KeepsTheConnectionByTheRulesOfEachVersion) {
    struct {
        std::string request;
        bool stays;
    } const cases[] = {
        {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: a, CLOSE ,b\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: closed\r\n\r\n", true},
        {"GET / HTTP/1.0\r\n\r\n", false},
        {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
        {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", false},
    };
    for (const auto& [request, stays] : cases)
        EXPECT_EQ(read_request(request, 1000).keep_alive, stays) << request;
}

// No mutation of a request may be read in two ways, depending on how its bytes arrive.
TEST(Framing, ReadsMutatedRequestsTheSameWhateverThePortions) {
    std::uint32_t state = 20240601;
    const auto random = [&state](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<std::size_t>(state >> 8) % below;
    };
    using namespace std::string_view_literals;
    const auto seeds = rows();
    constexpr auto spice = "\r\n\t :;,0159aAfF\0\x7f\xff/"sv;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = seeds[random(seeds.size())].bytes;
        for (std::size_t n = 1 + random(3); n > 0 && !bytes.empty(); --n) {
            const auto place = random(bytes.size());
            switch (random(3)) {
                case 0:
                    bytes[place] = spice[random(spice.size())];
                    break;
                case 1:
                    bytes.insert(place, 1, spice[random(spice.size())]);
                    break;
                default:
                    bytes.erase(place, 1 + random(3));
                    break;
            }
        }
        const auto whole = read_request(bytes, bytes.size() + 1);
        const auto dripped = read_request(bytes, 1);
        ASSERT_EQ(whole.status, dripped.status) << bytes;
        if (whole.status != 200) continue;
        ASSERT_EQ(whole.body, dripped.body) << bytes;
        ASSERT_EQ(whole.left, dripped.left) << bytes;
    }
}

}  // namespace
