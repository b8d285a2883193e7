#include "bot/store/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace store::sqlite {
namespace {

[[noreturn]] void fail(sqlite3* connection) {
    throw failure(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection));
}

// SQLite's own way of waiting asks ten times a second: beside a writer whose pauses are short, a
// command would hardly ever find the file free.
int wait_a_moment(void* /*unused*/, int times) {
    constexpr int patience = 5000;
    if (times >= patience) return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1;
}

// SQLite would make the file readable by everybody the umask allows.
void make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) ::close(file);
}

}  // namespace

failure::failure(int extended_code, const char* text)
    : std::runtime_error(fmt::format("{} (SQLite {})", text, extended_code)), code(extended_code) {}

bool failure::is_damage() const noexcept {
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

statement::statement(sqlite3* connection, const char* sql) : connection_(connection) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) !=
        SQLITE_OK)
        fail(connection);
    handle_.reset(made);
}

void statement::finalizer::operator()(sqlite3_stmt* handle) const noexcept {
    sqlite3_finalize(handle);
}

statement& statement::bind(int parameter, std::int64_t value) {
    if (sqlite3_bind_int64(handle_.get(), parameter, value) != SQLITE_OK) fail(connection_);
    return *this;
}

statement& statement::bind(int parameter, std::string_view text) {
    if (sqlite3_bind_text64(handle_.get(), parameter, text.data(), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8) != SQLITE_OK)
        fail(connection_);
    return *this;
}

statement& statement::bind_blob(int parameter, std::span<const char> blob) {
    if (sqlite3_bind_blob64(handle_.get(), parameter, blob.data(), blob.size(), SQLITE_STATIC) !=
        SQLITE_OK)
        fail(connection_);
    return *this;
}

bool statement::step() {
    switch (sqlite3_step(handle_.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            fail(connection_);
    }
}

void statement::reset() noexcept {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::int64_t statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

std::string_view statement::text(int column) const {
    const auto* const data = sqlite3_column_text(handle_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
    return {reinterpret_cast<const char*>(data), size};
}

std::string_view statement::blob(int column) const {
    const auto* const data = sqlite3_column_blob(handle_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
    return {static_cast<const char*>(data), size};
}

bool statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

database::database(const std::string& path, bool create, const char* file_system) {
    // Counting every allocation under one lock helps nobody; only possible before the first use.
    static std::once_flag configured;
    std::call_once(configured, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });

    if (create) make_private(path);
    sqlite3* opened = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int outcome = sqlite3_open_v2(path.c_str(), &opened, flags, file_system);
    connection_.reset(opened);
    if (outcome != SQLITE_OK) throw failure(outcome, sqlite3_errstr(outcome));
    sqlite3_busy_handler(handle(), wait_a_moment, nullptr);
    execute("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON");
}

void database::closer::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

void database::execute(const char* sql) {
    if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle());
}

std::int64_t database::number(const char* sql) {
    auto asked = prepare(sql);
    return asked.step() ? asked.integer(0) : 0;
}

std::int64_t database::changes() const noexcept {
    return sqlite3_changes64(handle());
}

void database::on_commit(std::function<void(int)> told) {
    told_ = std::make_unique<std::function<void(int)>>(std::move(told));
    sqlite3_wal_hook(
        handle(),
        [](void* told_pages, sqlite3*, const char*, int pages) {
            (*static_cast<std::function<void(int)>*>(told_pages))(pages);
            return SQLITE_OK;
        },
        told_.get());
}

bool database::run(checkpoint how) {
    int in_log = 0, copied = 0;
    const int mode =
        how == checkpoint::passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    const int outcome = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, &in_log, &copied);
    if ((outcome & 0xff) == SQLITE_BUSY) return false;
    if (outcome != SQLITE_OK) fail(handle());
    return in_log >= 0 && copied == in_log;
}

transaction::transaction(database& in, kind what) : in_(in) {
    in_.execute(what == kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

transaction::~transaction() {
    // SQLite has undone it already after a full disk or a failed write; then this says so and is
    // right to be ignored.
    if (open_) sqlite3_exec(in_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void transaction::commit() {
    in_.execute("COMMIT");
    open_ = false;
}

}  // namespace store::sqlite
