// One SQLite connection and its statements, in our words. A connection and all its statements are
// used by one thread at a time. What goes wrong is thrown as `failure`: on these threads it is
// never a daily event, and the walls that catch it are writer, readers and open().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace store::sqlite {

// what() is SQLite's text and code; it never holds a bound value.
struct failure : std::runtime_error {
    failure(int extended_code, const char* text);
    int code;
    // The file is damaged or no database, as opposed to: cannot be used at the moment.
    bool is_damage() const noexcept;
};

class statement {
public:
    statement(sqlite3* connection, const char* sql);

    // Parameters count from 1, columns from 0. Bound text and blobs are not copied: they must live
    // until reset().
    statement& bind(int parameter, std::int64_t value);
    statement& bind(int parameter, std::string_view text);
    statement& bind_blob(int parameter, std::span<const char> blob);

    // True while there is a row to read. Views of columns live until the next step or reset.
    bool step();
    void run() {
        while (step()) {
        }
    }
    void reset() noexcept;

    std::int64_t integer(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    bool is_null(int column) const;

private:
    struct finalizer {
        void operator()(sqlite3_stmt* handle) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, finalizer> handle_;
    sqlite3* connection_;
};

// Resets a statement when the use of it ends, however it ends.
class using_statement {
public:
    explicit using_statement(statement& used) : used_(used) {}
    ~using_statement() { used_.reset(); }
    using_statement(const using_statement&) = delete;
    using_statement& operator=(const using_statement&) = delete;
    statement* operator->() noexcept { return &used_; }

private:
    statement& used_;
};

enum class checkpoint {
    passive,   // copies what it can, waits for nobody
    truncate,  // waits for readers, then leaves an empty log
};

class database {
public:
    // Opens an existing file, or makes it (readable by its owner only) where `create` says so.
    // `file_system`: name of one that SQLite knows; null: its default.
    database(const std::string& path, bool create, const char* file_system = nullptr);

    sqlite3* handle() const noexcept { return connection_.get(); }
    void execute(const char* sql);
    statement prepare(const char* sql) { return {handle(), sql}; }
    statement prepare(const std::string& sql) { return prepare(sql.c_str()); }
    std::int64_t number(const char* sql);  // first column of the first row
    std::int64_t changes() const noexcept;

    // `told` gets the pages in the write-ahead log after each commit of this connection.
    void on_commit(std::function<void(int)> told);
    // True when the whole log has been copied (and, for truncate, emptied).
    bool run(checkpoint how);

private:
    struct closer {
        void operator()(sqlite3* connection) const noexcept;
    };
    std::unique_ptr<std::function<void(int)>> told_;
    std::unique_ptr<sqlite3, closer> connection_;
};

// A transaction that is undone unless commit() succeeded.
class transaction {
public:
    enum class kind { read, write };
    transaction(database& in, kind what);
    ~transaction();
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;
    void commit();

private:
    database& in_;
    bool open_ = true;
};

}  // namespace store::sqlite
