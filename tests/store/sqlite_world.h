// A SQLite store in a folder of its own.
#pragma once

#include "bot/core/metrics.h"
#include "bot/store/open_store.h"
#include "tests/store/conformance.h"
#include "tests/support/temporary_folder.h"

#include <memory>
#include <stdexcept>
#include <string>

namespace store_test {

inline const std::string sample_key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

class sqlite_world final : public world {
public:
    sqlite_world() { open(); }
    ::store::store& store() override { return *store_; }
    void restart() override {
        close();
        open();
    }

    // The store alone, closed properly; the files stay.
    void close() { store_.reset(); }
    void open() {
        auto opened = ::store::open_store(settings, metrics);
        if (!opened.value) throw std::runtime_error(opened.problem);
        store_ = std::move(opened.value);
    }
    std::string problem_when_opened() { return ::store::open_store(settings, metrics).problem; }

    std::filesystem::path folder() const { return folder_.path(); }
    std::filesystem::path file() const { return folder_.path() / "store.db"; }

private:
    support::temporary_folder folder_;

public:
    core::metrics metrics;
    ::store::settings settings{.url = "sqlite:" + file().string(),
                               .keys = sample_key,
                               .retry_after = std::chrono::milliseconds(1)};

private:
    std::unique_ptr<::store::store> store_;
};

}  // namespace store_test
