// The configuration as typed values. Read once at start and again at SIGHUP; immutable in between.
#pragma once

#include "adapters/registry.h"
#include "bot/session/retention.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct tls_files {
    std::string certificate;
    std::string private_key;
};

struct server_settings {
    std::string listen = "0.0.0.0:8443";
    std::size_t workers = 0;       // 0: one per core
    std::optional<tls_files> tls;  // none: plain HTTP for a proxy in front or a benchmark
    std::string admin_listen = "127.0.0.1:9090";
    std::size_t body_limit = 65536;  // bytes
    std::size_t max_connections = 16000;
    std::size_t max_connections_per_address = 256;
};

struct account_config {
    adapters::account_settings channel;
};

struct settings {
    server_settings server;
    std::string store = "sqlite:data/daozhen.db";
    std::string dialogs = "dialogs";
    std::string encryption_key;  // the key material itself, already read from its file
    std::vector<account_config> accounts;
    session::retention_periods retention;
    bool console = true;
};

// One thing that is wrong with a configuration: where (JSON pointer, or line:column for bad
// syntax), what, and what to write instead.
struct config_problem {
    std::string file, where, message;
};

struct config_result {
    std::optional<settings> values;  // absent if there is any problem
    std::vector<config_problem> problems;
};

// Reads FILE strictly: unknown keys, wrong types and missing secrets are all reported, not only the
// first. Relative paths are relative to the working directory. `env:NAME` and `file:PATH` are
// resolved.
config_result read_config(const std::string& file);

// The same for text already read; `file` only names it in problems.
config_result parse_config(const std::string& text, const std::string& file);

}  // namespace app
