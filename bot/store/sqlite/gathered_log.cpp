#include "bot/store/sqlite/gathered_log.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

namespace store::sqlite {
namespace {

constexpr const char* name = "daozhen-gathered-log";
// Bytes gathered at most: they stay in the processor's cache, and SQLite's own write takes less
// than 128 KiB at a time.
constexpr std::size_t most = std::size_t{64} * 1024;

sqlite3_vfs* below(sqlite3_vfs* ours) {
    return static_cast<sqlite3_vfs*>(ours->pAppData);
}

// Begins with what SQLite knows of a file; the real file lies behind it in the same allocation.
struct log_file {
    sqlite3_file base;
    sqlite3_file* real;
    std::string* gathered;
    sqlite3_int64 begins;  // offset of the first gathered byte

    int hand_over() const {
        if (gathered->empty()) return SQLITE_OK;
        const int outcome = real->pMethods->xWrite(real, gathered->data(),
                                                   static_cast<int>(gathered->size()), begins);
        gathered->clear();
        return outcome;
    }
    bool continues_at(sqlite3_int64 offset) const {
        return offset == begins + static_cast<sqlite3_int64>(gathered->size());
    }
};

log_file& log_of(sqlite3_file* file) {
    return *reinterpret_cast<log_file*>(file);
}

int close(sqlite3_file* file) {
    auto& log = log_of(file);
    const int written = log.hand_over();
    delete log.gathered;
    const int closed = log.real->pMethods->xClose(log.real);
    return written == SQLITE_OK ? closed : written;
}

int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    auto& log = log_of(file);
    if (const int written = log.hand_over(); written != SQLITE_OK) return written;
    return log.real->pMethods->xRead(log.real, into, size, offset);
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    auto& log = log_of(file);
    const bool fits = log.gathered->size() + static_cast<std::size_t>(size) <= most;
    if (!log.continues_at(offset) || !fits) {
        if (const int written = log.hand_over(); written != SQLITE_OK) return written;
        log.begins = offset;
    }
    if (static_cast<std::size_t>(size) > most)
        return log.real->pMethods->xWrite(log.real, bytes, size, offset);
    try {
        log.gathered->append(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    } catch (const std::bad_alloc&) {
        return SQLITE_IOERR_NOMEM;
    }
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& log = log_of(file);
    if (const int written = log.hand_over(); written != SQLITE_OK) return written;
    return log.real->pMethods->xTruncate(log.real, size);
}

int sync(sqlite3_file* file, int flags) {
    auto& log = log_of(file);
    if (const int written = log.hand_over(); written != SQLITE_OK) return written;
    return log.real->pMethods->xSync(log.real, flags);
}

int size(sqlite3_file* file, sqlite3_int64* out) {
    auto& log = log_of(file);
    if (const int written = log.hand_over(); written != SQLITE_OK) return written;
    return log.real->pMethods->xFileSize(log.real, out);
}

// A log file is never locked by itself; what SQLite asks beyond bytes is the real file's to answer.
int lock(sqlite3_file* file, int level) {
    auto& log = log_of(file);
    return log.real->pMethods->xLock(log.real, level);
}
int unlock(sqlite3_file* file, int level) {
    auto& log = log_of(file);
    return log.real->pMethods->xUnlock(log.real, level);
}
int is_reserved(sqlite3_file* file, int* out) {
    auto& log = log_of(file);
    return log.real->pMethods->xCheckReservedLock(log.real, out);
}
int control(sqlite3_file* file, int request, void* argument) {
    auto& log = log_of(file);
    return log.real->pMethods->xFileControl(log.real, request, argument);
}
int sector_size(sqlite3_file* file) {
    auto& log = log_of(file);
    return log.real->pMethods->xSectorSize(log.real);
}
int characteristics(sqlite3_file* file) {
    auto& log = log_of(file);
    return log.real->pMethods->xDeviceCharacteristics(log.real);
}

constexpr sqlite3_io_methods version_one() {
    sqlite3_io_methods methods{};
    methods.iVersion = 1;
    methods.xClose = close;
    methods.xRead = read;
    methods.xWrite = write;
    methods.xTruncate = truncate;
    methods.xSync = sync;
    methods.xFileSize = size;
    methods.xLock = lock;
    methods.xUnlock = unlock;
    methods.xCheckReservedLock = is_reserved;
    methods.xFileControl = control;
    methods.xSectorSize = sector_size;
    methods.xDeviceCharacteristics = characteristics;
    return methods;
}

constexpr sqlite3_io_methods methods = version_one();

// Any file but the log is the real one's alone.
int open(sqlite3_vfs* ours, sqlite3_filename path, sqlite3_file* file, int flags, int* out) {
    auto* const real_system = below(ours);
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return real_system->xOpen(real_system, path, file, flags, out);
    auto& log = log_of(file);
    log.base.pMethods = nullptr;
    log.real = reinterpret_cast<sqlite3_file*>(&log + 1);
    const int opened = real_system->xOpen(real_system, path, log.real, flags, out);
    if (opened != SQLITE_OK) return opened;
    log.gathered = new (std::nothrow) std::string;
    if (log.gathered == nullptr) {
        log.real->pMethods->xClose(log.real);
        return SQLITE_NOMEM;
    }
    log.begins = 0;
    log.base.pMethods = &methods;
    return SQLITE_OK;
}

sqlite3_vfs* laid_over(sqlite3_vfs* real) {
    static sqlite3_vfs ours = *real;
    ours.zName = name;
    ours.pNext = nullptr;
    ours.pAppData = real;
    ours.szOsFile = static_cast<int>(sizeof(log_file)) + real->szOsFile;
    ours.xOpen = open;
    return &ours;
}

}  // namespace

const char* gathered_log() {
    static const int registered = [] {
        auto* const real = sqlite3_vfs_find(nullptr);
        return real == nullptr ? SQLITE_ERROR : sqlite3_vfs_register(laid_over(real), 0);
    }();
    if (registered != SQLITE_OK) throw std::runtime_error("SQLite takes no file system of ours");
    return name;
}

}  // namespace store::sqlite
