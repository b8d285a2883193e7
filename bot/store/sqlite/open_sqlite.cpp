#include "bot/store/sqlite/open_sqlite.h"

#include "bot/store/sqlite/schema.h"
#include "bot/store/sqlite/sqlite_store.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

namespace store::sqlite {
namespace {

// Their locks and shared memory do not work between machines, sometimes not even within one.
const char* network_file_system(const std::string& folder) {
    constexpr long cifs = 0xFF534D42, ceph = 0x00C36400, lustre = 0x0BD00BD0;
    static constexpr std::pair<long, const char*> known[] = {
        {NFS_SUPER_MAGIC, "NFS"}, {SMB_SUPER_MAGIC, "SMB"}, {SMB2_SUPER_MAGIC, "SMB"},
        {cifs, "CIFS"},           {V9FS_MAGIC, "9p"},       {AFS_SUPER_MAGIC, "AFS"},
        {ceph, "CephFS"},         {lustre, "Lustre"},
    };
    struct statfs about {};
    if (::statfs(folder.c_str(), &about) != 0) return nullptr;
    const auto type = static_cast<long>(static_cast<unsigned long>(about.f_type) & 0xFFFFFFFFUL);
    for (const auto& [magic, name] : known)
        if (magic == type) return name;
    return nullptr;
}

// What SQLite would only call "unable to open database file".
void check_place(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    if (!std::filesystem::is_directory(folder))
        throw cannot_open(fmt::format("the folder {} does not exist; create it first", folder));
    if (std::filesystem::is_directory(path)) throw cannot_open("this is a folder, not a file");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        throw cannot_open(
            fmt::format("the folder {} cannot be written: {}", folder, std::strerror(errno)));
    if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), R_OK | W_OK) != 0)
        throw cannot_open(
            fmt::format("the file cannot be read and written: {}", std::strerror(errno)));
    if (const auto* name = network_file_system(folder))
        throw cannot_open(
            fmt::format("the folder {} is on a network file system ({}), where the "
                        "file would be damaged; use a local disk",
                        folder, name));
}

void check_pages(database& file) {
    auto check = file.prepare("PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok")
        throw cannot_open(
            fmt::format("the file is damaged ({}); restore it from a backup", check.text(0)));
}

secret prepare_file(const std::string& path, const sealer& with, bool thorough) {
    check_place(path);
    database file(path, true);
    auto mode = file.prepare("PRAGMA journal_mode = WAL");
    if (!mode.step() || mode.text(0) != "wal")
        throw cannot_open("the file system has no shared memory for a write-ahead log");
    mode.reset();
    migrate(file);
    if (thorough) check_pages(file);
    return unlock(file, with);
}

}  // namespace

std::unique_ptr<store> open_sqlite(const std::string& path, const key_ring& keys,
                                   const settings& given, core::metrics& registry) {
    try {
        auto with = std::make_unique<sealer>(keys);
        const auto names = prepare_file(path, *with, given.check_pages);
        return std::make_unique<sqlite_store>(path, std::move(with), names, given, registry);
    } catch (const failure& reason) {
        if (reason.is_damage())
            throw cannot_open(fmt::format(
                "damaged, or no SQLite file: {}; restore it from a backup", reason.what()));
        throw cannot_open(reason.what());
    }
}

}  // namespace store::sqlite
