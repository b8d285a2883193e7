#include "bot/dialog/trail.h"

#include "bot/dialog/state_bytes.h"

#include <algorithm>
#include <utility>

namespace dialog {
namespace {

using bytes::reader;
using bytes::sharing;
using bytes::writer;

void append_packed(std::string& packed, const trail_entry& entry) {
    writer out(sharing::tails);
    out.string(entry.node);
    out.slots(entry.before);
    out.strings(entry.unset);
    out.count(entry.turn);
    const std::string whole = out.take();
    writer length(sharing::tails);
    length.count(whole.size());
    packed += length.take();
    packed += whole;
}

trail_entry unpack(std::string_view packed) {
    reader in(packed, sharing::tails);
    trail_entry entry;
    entry.node = in.string();
    entry.before = in.slots();
    entry.unset = in.strings();
    entry.turn = in.small();
    return entry;
}

// Calls `look` with each packed entry; false if they do not fill the bytes exactly.
template <class Look>
bool for_each(std::string_view packed, Look look) {
    reader in(packed, sharing::tails);
    while (!in.at_end()) {
        const std::string_view entry = in.bytes(in.length());
        if (!in.good()) return false;
        look(entry);
    }
    return in.good();
}

}  // namespace

answer_trail::answer_trail(std::vector<trail_entry> entries) {
    for (trail_entry& entry : entries) push(std::move(entry));
}

void answer_trail::push(trail_entry entry) {
    if (size_ == limit) {
        reader in(earlier_, sharing::tails);
        in.bytes(in.length());
        earlier_.erase(0, earlier_.size() - in.left());
        --size_;
    }
    if (size_ > 0) append_packed(earlier_, last_);
    last_ = std::move(entry);
    ++size_;
}

trail_entry answer_trail::pop() {
    trail_entry popped = std::exchange(last_, {});
    if (--size_ == 0) return popped;
    std::string_view newest;
    std::size_t kept = 0, end = 0;
    for_each(earlier_, [&](std::string_view entry) {
        newest = entry;
        kept = end;
        end = static_cast<std::size_t>(entry.data() + entry.size() - earlier_.data());
    });
    last_ = unpack(newest);
    earlier_.resize(kept);
    return popped;
}

void answer_trail::clear() {
    *this = {};
}

void answer_trail::keep_only_last() {
    earlier_.clear();
    size_ = std::min<std::size_t>(size_, 1);
}

std::vector<trail_entry> answer_trail::entries() const {
    std::vector<trail_entry> all;
    all.reserve(size_);
    for_each(earlier_, [&](std::string_view entry) { all.push_back(unpack(entry)); });
    if (size_ > 0) all.push_back(last_);
    return all;
}

bool answer_trail::answered(std::string_view node) const {
    bool found = size_ > 0 && last_.node == node;
    for_each(earlier_, [&](std::string_view entry) {
        found = found || reader(entry, sharing::tails).string() == node;
    });
    return found;
}

bool answer_trail::restore(std::string_view packed, trail_entry last) {
    std::size_t count = 1;
    clear();
    if (!for_each(packed, [&](std::string_view) { ++count; }) || count > limit) return false;
    earlier_ = packed;
    last_ = std::move(last);
    size_ = count;
    return true;
}

}  // namespace dialog
