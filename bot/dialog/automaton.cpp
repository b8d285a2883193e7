#include "bot/dialog/automaton.h"

#include "bot/dialog/alike.h"

#include <utility>

namespace dialog {
namespace {

constexpr std::uint64_t free_slot = 0;  // no edge leads to the root

bool is_latin(char16_t letter) {
    return (letter >= u'a' && letter <= u'z');
}

std::uint64_t key_of(std::uint32_t node, std::uint16_t symbol) {
    return std::uint64_t{node} << 40 | std::uint64_t{symbol} << 24;
}

std::size_t slot_of(std::uint64_t key, std::size_t slots) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & (slots - 1);
}

constexpr std::uint64_t target_mask = 0xFFFFFF;

}  // namespace

automaton::automaton() : symbol_(0x10000, 0), word_at_{none}, edges_(1024, free_slot) {}

std::uint32_t automaton::add(std::u16string_view word) {
    std::uint32_t node = 0;
    for (const char16_t letter : word) {
        std::uint16_t& symbol = symbol_[alike(letter)];
        if (symbol == 0) symbol = symbols_++;
        std::uint32_t target = child(node, symbol);
        if (target == 0) {
            target = static_cast<std::uint32_t>(word_at_.size());
            word_at_.push_back(none);
            insert_edge(node, symbol, target);
        }
        node = target;
    }
    for (std::uint32_t known = word_at_[node]; known != none; known = twin_[known])
        if (words_[known] == word) return known;
    words_.emplace_back(word);
    twin_.push_back(std::exchange(word_at_[node], static_cast<std::uint32_t>(words_.size() - 1)));
    return word_at_[node];
}

void automaton::compile() {
    for (std::size_t letter = 0; letter < symbol_.size(); ++letter)
        symbol_[letter] = symbol_[alike(static_cast<char16_t>(letter))];
    // Nodes are numbered in the order of insertion, a parent before its children; failure links
    // need breadth first, so children are listed by depth.
    struct edge {
        std::uint32_t from, to;
        std::uint16_t symbol;
    };
    std::vector<edge> into(word_at_.size());
    for (const std::uint64_t cell : edges_)
        if (cell != free_slot) {
            const auto to = static_cast<std::uint32_t>(cell & target_mask);
            into[to] = {static_cast<std::uint32_t>(cell >> 40), to,
                        static_cast<std::uint16_t>(cell >> 24)};
        }
    std::vector<std::uint32_t> depth(word_at_.size(), 0);
    std::vector<std::vector<std::uint32_t>> by_depth(1);
    for (std::uint32_t node = 1; node < into.size(); ++node) {
        depth[node] = depth[into[node].from] + 1;
        if (by_depth.size() <= depth[node]) by_depth.resize(depth[node] + 1);
        by_depth[depth[node]].push_back(node);
    }
    fail_.assign(word_at_.size(), 0);
    shorter_output_.assign(word_at_.size(), 0);
    for (const auto& level : by_depth)
        for (const std::uint32_t node : level) {
            const auto& [from, to, symbol] = into[node];
            fail_[node] = from == 0 ? 0 : next(fail_[from], symbol);
            shorter_output_[node] = first_output(fail_[node]);
        }
}

bool automaton::stands_alone(std::u16string_view text, std::size_t begin, std::size_t end) {
    if (begin > 0 && is_latin(text[begin]) && is_latin(text[begin - 1])) return false;
    return !(end < text.size() && is_latin(text[end - 1]) && is_latin(text[end]));
}

std::uint32_t automaton::next(std::uint32_t node, std::uint16_t symbol) const {
    if (symbol == 0) return 0;
    for (;;) {
        const std::uint32_t target = child(node, symbol);
        if (target != 0 || node == 0) return target;
        node = fail_[node];
    }
}

std::uint32_t automaton::child(std::uint32_t node, std::uint16_t symbol) const {
    const std::uint64_t key = key_of(node, symbol);
    for (std::size_t slot = slot_of(key, edges_.size());; slot = (slot + 1) & (edges_.size() - 1)) {
        const std::uint64_t cell = edges_[slot];
        if (cell == free_slot) return 0;
        if ((cell & ~target_mask) == key) return static_cast<std::uint32_t>(cell & target_mask);
    }
}

void automaton::insert_edge(std::uint32_t node, std::uint16_t symbol, std::uint32_t target) {
    if (++edge_count_ * 2 > edges_.size()) grow_edges();
    const std::uint64_t key = key_of(node, symbol);
    std::size_t slot = slot_of(key, edges_.size());
    while (edges_[slot] != free_slot) slot = (slot + 1) & (edges_.size() - 1);
    edges_[slot] = key | target;
}

void automaton::grow_edges() {
    std::vector<std::uint64_t> larger(edges_.size() * 2, free_slot);
    for (const std::uint64_t cell : edges_) {
        if (cell == free_slot) continue;
        std::size_t slot = slot_of(cell & ~target_mask, larger.size());
        while (larger[slot] != free_slot) slot = (slot + 1) & (larger.size() - 1);
        larger[slot] = cell;
    }
    edges_ = std::move(larger);
}

}  // namespace dialog
