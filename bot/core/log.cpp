#include "bot/core/log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <unistd.h>

namespace core {
namespace {

std::atomic<severity> lowest_level{severity::info};
std::mutex sink_guard;
std::function<void(std::string_view)> sink_function;

std::string_view name_of(severity level) {
    switch (level) {
        case severity::debug:
            return "debug";
        case severity::info:
            return "info";
        case severity::warning:
            return "warning";
        case severity::error:
            return "error";
    }
    return "error";
}

using buffer = fmt::memory_buffer;

void append(buffer& out, std::string_view text) {
    out.append(text.data(), text.data() + text.size());
}

void append_string(buffer& out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (byte < 0x20 || byte == 0x7f) {
            fmt::format_to(fmt::appender(out), "\\u{:04x}", byte);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

struct value_writer {
    buffer& out;
    void operator()(std::string_view text) const { append_string(out, text); }
    void operator()(std::int64_t number) const { fmt::format_to(fmt::appender(out), "{}", number); }
    void operator()(double number) const { fmt::format_to(fmt::appender(out), "{:.3f}", number); }
    void operator()(bool flag) const { append(out, flag ? "true" : "false"); }
};

void write_all(std::string_view line) {
    while (!line.empty()) {
        const auto written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written <= 0) return;  // a closed log must not stop the service
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void set_log_level(severity lowest) noexcept {
    lowest_level.store(lowest, std::memory_order_relaxed);
}

void set_log_sink(std::function<void(std::string_view)> sink) {
    const std::scoped_lock lock(sink_guard);
    sink_function = std::move(sink);
}

void log(severity level, std::string_view event, std::initializer_list<log_field> fields) {
    if (level < lowest_level.load(std::memory_order_relaxed)) return;
    const auto now = std::chrono::system_clock::now();
    const auto millis =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() %
        1000;
    buffer line;
    fmt::format_to(fmt::appender(line),
                   "{{\"time\":\"{:%Y-%m-%dT%H:%M:%S}.{:03}Z\",\"level\":\"{}\",\"event\":",
                   fmt::gmtime(std::chrono::system_clock::to_time_t(now)), millis, name_of(level));
    append_string(line, event);
    for (const auto& field : fields) {
        line.push_back(',');
        append_string(line, field.name);
        line.push_back(':');
        std::visit(value_writer{line}, field.value);
    }
    line.push_back('}');
    const std::scoped_lock lock(sink_guard);
    if (sink_function) {
        sink_function({line.data(), line.size()});
    } else {
        line.push_back('\n');
        write_all({line.data(), line.size()});
    }
}

}  // namespace core
