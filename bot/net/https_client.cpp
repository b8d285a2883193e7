#include "bot/net/https_client.h"

#include "bot/net/client_tls.h"
#include "bot/net/public_address.h"
#include "bot/net/url.h"
#include "bot/runtime/timer.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <map>
#include <sys/socket.h>

namespace net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using runtime::task;
using runtime::use_task;

using tcp_stream = beast::basic_stream<tcp, runtime::executor>;
using tls_stream = asio::ssl::stream<tcp_stream>;
using endpoints = std::vector<tcp::endpoint>;

constexpr std::size_t idle_per_origin = 8;
constexpr auto idle_limit = std::chrono::seconds(15);
constexpr std::uint32_t header_limit = 16 * 1024;

// One open connection; on http:// the TLS half stays unused.
struct connection {
    connection(asio::io_context& loop, asio::ssl::context& context)
        : tls(tcp_stream(loop.get_executor()), context) {}
    tcp_stream& plain() { return tls.next_layer(); }

    tls_stream tls;
    beast::flat_buffer buffer;
    steady_time idle_since{};
};
using connection_ptr = std::unique_ptr<connection>;

// Whatever an idle peer sends, and its farewell, means that the connection is of no more use.
bool is_quiet(connection& line) {
    char byte = 0;
    const auto got =
        ::recv(line.plain().socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

bool timed_out(const error_code& error) {
    return error == beast::error::timeout;
}

// getaddrinfo cannot be called back, so the one who waits leaves and the late result finds only
// this box.
struct resolution {
    explicit resolution(asio::io_context& loop, steady_time deadline)
        : resolver(loop.get_executor()), alarm(loop.get_executor(), deadline) {}
    asio::ip::basic_resolver<tcp, runtime::executor> resolver;
    runtime::timer alarm;
    endpoints found;
    bool done = false;
};

task<core::result<endpoints>> resolve(asio::io_context& loop, std::string host, std::uint16_t port,
                                      steady_time deadline) {
    error_code no_address;
    const auto address = asio::ip::make_address(host, no_address);
    if (!no_address) co_return endpoints{tcp::endpoint(address, port)};
    const auto box = std::make_shared<resolution>(loop, deadline);
    box->resolver.async_resolve(host, std::to_string(port),
                                [box](const error_code&, const auto& results) {
                                    for (const auto& entry : results)
                                        box->found.push_back(entry.endpoint());
                                    box->done = true;
                                    box->alarm.cancel();
                                });
    co_await box->alarm.async_wait(use_task);
    if (!box->done) co_return client_errc::not_sent_in_time;
    if (box->found.empty()) co_return client_errc::unresolved;
    co_return std::move(box->found);
}

bool all_public(const endpoints& found) {
    return std::all_of(found.begin(), found.end(),
                       [](const tcp::endpoint& one) { return is_public(one.address()); });
}

http::verb verb_of(method verb) {
    switch (verb) {
        case method::get:
            return http::verb::get;
        case method::head:
            return http::verb::head;
        case method::post:
            return http::verb::post;
        case method::put:
            return http::verb::put;
        case method::del:
            return http::verb::delete_;
        case method::options:
            return http::verb::options;
        case method::other:
            break;
    }
    return http::verb::unknown;
}

// Nothing in a header may end the line it stands on.
bool is_sendable(const client_request& request) {
    const auto clean = [](const std::string& text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
    };
    return verb_of(request.verb) != http::verb::unknown &&
           (request.version == 10 || request.version == 11) &&
           std::all_of(request.headers.begin(), request.headers.end(), [&](const auto& header) {
               return !header.first.empty() && clean(header.first) && clean(header.second);
           });
}

http::request<http::string_body> wire_form(client_request& request, const url& where) {
    http::request<http::string_body> message(verb_of(request.verb), where.target, request.version);
    message.set(http::field::host, where.authority());
    for (const auto& [name, value] : request.headers) message.insert(name, value);
    message.body() = std::move(request.body);
    message.prepare_payload();
    return message;
}

client_response plain_form(http::response<http::string_body>&& message) {
    client_response response;
    response.status = message.result_int();
    for (const auto& header : message) {
        std::string name(header.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        response.headers.emplace_back(std::move(name), std::string(header.value()));
    }
    response.body = std::move(message.body());
    return response;
}

client_errc reading_failure(const error_code& error) {
    if (timed_out(error)) return client_errc::timed_out;
    if (error == http::error::body_limit || error == http::error::header_limit)
        return client_errc::too_large;
    const bool shape = error.category() == make_error_code(http::error::bad_version).category();
    const bool ended = error == http::error::end_of_stream || error == http::error::partial_message;
    return shape && !ended ? client_errc::malformed : client_errc::cut_off;
}

struct exchange {
    client_response response;
    bool reusable = false;
};

template <class Stream>
task<core::result<exchange>> converse(Stream& stream, beast::flat_buffer& buffer,
                                      const http::request<http::string_body>& message,
                                      std::size_t max_body) {
    const auto [write_error, sent] = co_await http::async_write(stream, message, use_task);
    if (write_error)
        co_return timed_out(write_error) ? client_errc::timed_out : client_errc::cut_off;
    http::response_parser<http::string_body> parser;
    parser.body_limit(max_body);
    parser.header_limit(header_limit);
    parser.skip(message.method() == http::verb::head);
    const auto [read_error, received] = co_await http::async_read(stream, buffer, parser, use_task);
    if (read_error) co_return reading_failure(read_error);
    exchange done;
    done.reusable = parser.get().keep_alive() && message.keep_alive() && buffer.size() == 0;
    done.response = plain_form(parser.release());
    co_return done;
}

}  // namespace

struct https_client::pool {
    pool(asio::io_context& home, SSL_CTX* trusted) : loop(home), context(trusted) {}

    connection_ptr take_idle(const std::string& origin);
    void keep(const std::string& origin, connection_ptr line);
    task<core::result<connection_ptr>> open(const url& where, bool public_only,
                                            steady_time deadline);

    asio::io_context& loop;
    asio::ssl::context context;
    std::map<std::string, std::vector<connection_ptr>> idle;
};

connection_ptr https_client::pool::take_idle(const std::string& origin) {
    auto& lines = idle[origin];
    const auto oldest = std::chrono::steady_clock::now() - idle_limit;
    while (!lines.empty()) {
        auto line = std::move(lines.back());
        lines.pop_back();
        if (line->idle_since >= oldest && is_quiet(*line)) return line;
    }
    return nullptr;
}

void https_client::pool::keep(const std::string& origin, connection_ptr line) {
    auto& lines = idle[origin];
    if (lines.size() >= idle_per_origin) lines.erase(lines.begin());
    line->plain().expires_never();
    line->idle_since = std::chrono::steady_clock::now();
    lines.push_back(std::move(line));
}

task<core::result<connection_ptr>> https_client::pool::open(const url& where, bool public_only,
                                                            steady_time deadline) {
    auto found = co_await resolve(loop, where.host, where.port, deadline);
    if (!found) co_return found.error();
    // Checked once resolved, and what was checked is what we connect to: a second answer of the
    // name service changes nothing.
    if (public_only && !all_public(*found)) co_return client_errc::forbidden;
    auto line = std::make_unique<connection>(loop, context);
    line->plain().expires_at(deadline);
    const auto [refused, endpoint] = co_await line->plain().async_connect(*found, use_task);
    if (refused)
        co_return timed_out(refused) ? client_errc::not_sent_in_time : client_errc::unreachable;
    line->plain().socket().set_option(tcp::no_delay(true));
    if (!where.tls) co_return line;
    if (!expect_host(line->tls.native_handle(), where.host)) co_return client_errc::bad_request;
    const auto [distrust] = co_await line->tls.async_handshake(tls_stream::client, use_task);
    if (timed_out(distrust)) co_return client_errc::not_sent_in_time;
    if (distrust.category() == asio::error::get_ssl_category()) co_return client_errc::untrusted;
    if (distrust) co_return client_errc::unreachable;
    co_return line;
}

https_client::https_client(std::unique_ptr<pool> connections) : pool_(std::move(connections)) {}
https_client::~https_client() = default;

core::result<std::unique_ptr<https_client>> https_client::create(asio::io_context& loop,
                                                                 const client_trust& trust) {
    const auto context = make_client_context(trust);
    if (!context) return context.error();
    return std::unique_ptr<https_client>(new https_client(std::make_unique<pool>(loop, *context)));
}

task<core::result<client_response>> https_client::send(client_request request) {
    const auto deadline = std::chrono::steady_clock::now() + request.limit;
    const auto where = parse_url(request.url);
    if (!where || !is_sendable(request)) co_return client_errc::bad_request;
    auto origin = where->origin();
    if (request.public_only) origin += " public";  // shares no connection with who may go anywhere

    auto line = request.fresh_connection ? nullptr : pool_->take_idle(origin);
    if (!line) {
        auto opened = co_await pool_->open(*where, request.public_only, deadline);
        if (!opened) co_return opened.error();
        line = std::move(*opened);
    }
    line->plain().expires_at(deadline);
    const auto message = wire_form(request, *where);
    core::result<exchange> done = client_errc::cut_off;
    if (where->tls)  // g++ 12 copies what ?: yields of two awaits without its constructor
        done = co_await converse(line->tls, line->buffer, message, request.max_body);
    else
        done = co_await converse(line->plain(), line->buffer, message, request.max_body);
    if (!done) co_return done.error();
    if (done->reusable) pool_->keep(origin, std::move(line));
    co_return std::move(done->response);
}

}  // namespace net
