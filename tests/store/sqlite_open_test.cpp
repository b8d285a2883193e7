#include "tests/store/sqlite_world.h"
#include "tests/support/run_task.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <unistd.h>

namespace store_test {
namespace {

using support::run_task;
using testing::HasSubstr;

const std::string new_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

// A store with one conversation, closed.
std::unique_ptr<sqlite_world> closed_world() {
    auto world = std::make_unique<sqlite_world>();
    run_task(world->store().commit(sample_turn("wang", 0, "m"))).value();
    world->close();
    return world;
}

void execute(const std::filesystem::path& file, const char* sql) {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
}

void overwrite(const std::filesystem::path& path, std::streamoff at, const std::string& bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(at);
    file << bytes;
}

TEST(OpenStore, SaysWhatIsWrongWithTheUrl) {
    core::metrics metrics;
    for (const auto* url : {"", "sqlite:", "mysql://host/db", "/data/store.db"}) {
        const auto opened = store::open_store({.url = url, .keys = sample_key}, metrics);
        EXPECT_FALSE(opened.value);
        EXPECT_THAT(opened.problem, HasSubstr("only sqlite:PATH is known")) << url;
    }
}

TEST(OpenStore, SaysWhatIsWrongWithTheKeys) {
    core::metrics metrics;
    const auto opened = store::open_store({.url = "sqlite:x.db", .keys = "weak"}, metrics);
    EXPECT_THAT(opened.problem, HasSubstr("not 32 bytes"));
}

TEST(OpenStore, SaysWhatIsWrongWithThePlace) {
    sqlite_world world;
    world.settings.url = "sqlite:" + (world.folder() / "missing" / "store.db").string();
    EXPECT_THAT(world.problem_when_opened(), HasSubstr("does not exist; create it first"));
    world.settings.url = "sqlite:" + world.folder().string();
    EXPECT_THAT(world.problem_when_opened(), HasSubstr("a folder, not a file"));
}

TEST(OpenStore, SaysWhenTheFileMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const auto world = closed_world();
    std::filesystem::permissions(world->file(), std::filesystem::perms::none);
    EXPECT_THAT(world->problem_when_opened(), HasSubstr("cannot be read and written"));
}

TEST(OpenStore, OnlyTheOwnerMayReadTheFile) {
    const auto world = closed_world();
    EXPECT_EQ(std::filesystem::status(world->file()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(OpenStore, AWrongKeyIsNamedAndNothingChanges) {
    const auto world = closed_world();
    world->settings.keys = new_key;
    EXPECT_THAT(world->problem_when_opened(), HasSubstr("which the key file does not hold"));
    world->settings.keys = sample_key;
    world->open();
    EXPECT_EQ(run_task(world->store().load({"clinic", "wang"})).value().version, 1U);
}

TEST(OpenStore, ANewKeySealsAndTheOldOneStaysNeeded) {
    const auto world = closed_world();
    world->settings.keys = "2026:" + new_key + "\n2025:" + sample_key;
    world->open();
    EXPECT_EQ(run_task(world->store().load({"clinic", "wang"})).value().version, 1U);
    EXPECT_EQ(run_task(world->store().commit(sample_turn("wang", 1, "m2"))).value(),
              store::commit_outcome::applied);
    EXPECT_EQ(run_task(world->store().find_reply({"clinic", "wang"}, "m")).value(), "reply to m");
    world->close();
    for (const auto& alone : {new_key, sample_key}) {
        world->settings.keys = alone;
        EXPECT_THAT(world->problem_when_opened(), HasSubstr("which the key file does not hold"));
    }
}

TEST(OpenStore, ANewerSchemaIsLeftAlone) {
    const auto world = closed_world();
    execute(world->file(), "PRAGMA user_version = 4711");
    EXPECT_THAT(world->problem_when_opened(),
                HasSubstr("schema 4711, this program knows schemas up to 4"));
}

TEST(OpenStore, AnotherProgramsFileIsLeftAlone) {
    sqlite_world world;
    const auto other = world.folder() / "other.db";
    execute(other, "CREATE TABLE wages(amount)");
    world.settings.url = "sqlite:" + other.string();
    EXPECT_THAT(world.problem_when_opened(), HasSubstr("belongs to another program"));
}

TEST(OpenStore, WhatIsNoDatabaseIsCalledSo) {
    sqlite_world world;
    const auto other = world.folder() / "other.db";
    std::ofstream(other) << std::string(8192, 'x');
    world.settings.url = "sqlite:" + other.string();
    EXPECT_THAT(world.problem_when_opened(), HasSubstr("damaged, or no SQLite file"));
}

TEST(OpenStore, DamageIsFoundWhenAskedFor) {
    const auto world = closed_world();
    const auto size = std::filesystem::file_size(world->file());
    // The last page is a table's; its header now promises cells that are not there.
    overwrite(world->file(), static_cast<std::streamoff>(size - 4096), std::string(64, '\xff'));
    world->settings.check_pages = true;
    EXPECT_THAT(world->problem_when_opened(), HasSubstr("restore it from a backup"));
}

TEST(OpenStore, ADamagedRecordIsCalledCorrupt) {
    const auto world = closed_world();
    execute(world->file(), "UPDATE conversation SET state = zeroblob(length(state))");
    world->open();
    EXPECT_EQ(run_task(world->store().load({"clinic", "wang"})).error(), core::errc::corrupt);
    EXPECT_TRUE(world->store().healthy());
}

TEST(OpenStore, ARowPutInAnothersPlaceIsCalledCorrupt) {
    auto world = std::make_unique<sqlite_world>();
    for (const auto* user : {"wang", "li"})
        run_task(world->store().commit(sample_turn(user, 0, "m"))).value();
    world->close();
    execute(world->file(),
            "UPDATE conversation SET state = (SELECT state FROM conversation AS other"
            " WHERE other.id <> conversation.id) WHERE id = 1");
    world->open();
    EXPECT_EQ(run_task(world->store().load({"clinic", "wang"})).error(), core::errc::corrupt);
    EXPECT_TRUE(run_task(world->store().load({"clinic", "li"})).has_value());
}

}  // namespace
}  // namespace store_test
