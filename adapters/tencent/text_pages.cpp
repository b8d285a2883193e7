#include "adapters/tencent/text_pages.h"

#include "adapters/tencent/handoffs.h"

#include <utility>

namespace adapters::tencent {
namespace {

using page = std::vector<core::block>;

class splitter {
public:
    splitter(std::size_t limit, const text_shape& shape) : limit_(limit), shape_(shape) {}

    void add(const core::block& next) {
        open_.push_back(next);
        if (fits()) return;
        open_.pop_back();
        close();
        open_.push_back(next);
        while (!fits() && cut()) {
        }
    }
    void add_alone(const core::block& next) {
        close();
        pages_.push_back({next});
    }
    std::vector<page> done() {
        close();
        return std::move(pages_);
    }

private:
    bool fits() const { return lay_out(open_, limit_, shape_).rest.empty(); }
    void close() {
        if (!open_.empty()) pages_.push_back(std::exchange(open_, {}));
    }
    // False: not a line of it can stand alone.
    bool cut() {
        auto laid = lay_out(open_, limit_, shape_);
        if (laid.text.empty()) return false;
        pages_.push_back({core::text_block{std::move(laid.text)}});
        open_ = std::move(laid.rest);
        return true;
    }

    std::size_t limit_;
    const text_shape& shape_;
    page open_;
    std::vector<page> pages_;
};

}  // namespace

std::vector<page> split_pages(std::span<const core::block> blocks, std::size_t limit,
                              const text_shape& shape,
                              const std::function<bool(const core::block&)>& alone) {
    splitter pages(limit, shape);
    for (const core::block& each : blocks) {
        if (is_handoff(each)) continue;
        if (alone(each))
            pages.add_alone(each);
        else
            pages.add(each);
    }
    return pages.done();
}

}  // namespace adapters::tencent
