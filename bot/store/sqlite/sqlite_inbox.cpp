// The part of the store that keeps what was pulled and is still to be answered.
#include "bot/store/sqlite/inbox_rows.h"
#include "bot/store/sqlite/sqlite_store.h"

#include <utility>

namespace store::sqlite {
namespace {

struct page_job final : write_job {
    page_job(lease held, inbox_page given) : under(std::move(held)), page(std::move(given)) {}
    void apply(writing& tables) override {
        numbers = insert_page(tables.file(), under, page, items);
    }
    lease under;
    inbox_page page;
    std::vector<sealed_item> items;
    std::optional<std::vector<std::uint64_t>> numbers;
};

struct settle_items_job final : write_job {
    explicit settle_items_job(std::vector<std::uint64_t> given) : numbers(std::move(given)) {}
    void apply(writing& tables) override { sqlite::settle_items(tables.file(), numbers); }
    std::vector<std::uint64_t> numbers;
};

}  // namespace

runtime::task<core::result<std::string>> sqlite_store::find_cursor(std::string feed) {
    auto look = [&](reading& tables) -> core::result<std::string> {
        return read_cursor(tables.file(), feed);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<std::optional<std::vector<std::uint64_t>>>> sqlite_store::take_page(
    lease under, inbox_page page) {
    page_job job(std::move(under), std::move(page));
    for (auto& item : job.page.items) {
        job.items.push_back(seal_item(*sealer_, names_, job.page.feed, item));
        item.content.clear();  // not kept in the clear while it waits for the disk
    }
    const auto stored = co_await writer_.perform(job);
    if (!stored) co_return stored.error();
    co_return std::move(job.numbers);
}

runtime::task<core::result<std::vector<waiting_item>>> sqlite_store::waiting_items(
    std::string feed, std::uint64_t after, std::size_t limit) {
    auto look = [&](reading& tables) {
        return read_items(tables.file(), *sealer_, names_, feed, after, limit);
    };
    co_return co_await readers_.run(std::move(look));
}

runtime::task<core::result<void>> sqlite_store::settle_items(std::vector<std::uint64_t> numbers) {
    settle_items_job job(std::move(numbers));
    co_return co_await writer_.perform(job);
}

}  // namespace store::sqlite
