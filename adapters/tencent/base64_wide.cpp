#include "adapters/tencent/base64_wide.h"

#if defined(__x86_64__)

#include <immintrin.h>

namespace adapters::tencent {
namespace {

#define USES_AVX2 __attribute__((target("avx2")))

bool has_avx2() noexcept {
    static const bool found = __builtin_cpu_supports("avx2") != 0;
    return found;
}

USES_AVX2 __m256i in_both_lanes(__m128i lane) {
    return _mm256_broadcastsi128_si256(lane);
}

// Four numbers of six bits, a byte each, from every three bytes: 12 of them in each lane.
USES_AVX2 __m256i split_groups(__m256i bytes) {
    const auto spread = _mm256_shuffle_epi8(
        bytes, in_both_lanes(_mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10)));
    const auto first_and_third = _mm256_mulhi_epu16(
        _mm256_and_si256(spread, _mm256_set1_epi32(0x0fc0fc00)), _mm256_set1_epi32(0x04000040));
    const auto second_and_fourth = _mm256_mullo_epi16(
        _mm256_and_si256(spread, _mm256_set1_epi32(0x003f03f0)), _mm256_set1_epi32(0x01000010));
    return _mm256_or_si256(first_and_third, second_and_fourth);
}

// The digit of each number: what has to be added depends on the alphabet's range it falls in.
USES_AVX2 __m256i digits_of(__m256i numbers) {
    const auto offsets = in_both_lanes(
        _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                      '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0));
    const auto beyond_letters = _mm256_subs_epu8(numbers, _mm256_set1_epi8(51));
    const auto is_capital = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), numbers);
    const auto range =
        _mm256_or_si256(beyond_letters, _mm256_and_si256(is_capital, _mm256_set1_epi8(13)));
    return _mm256_add_epi8(_mm256_shuffle_epi8(offsets, range), numbers);
}

USES_AVX2 std::size_t encode(const char* from, std::size_t size, char* to) {
    std::size_t done = 0;
    // A round takes 24 bytes and looks at 28.
    for (; done + 28 <= size; done += 24, to += 32) {
        const auto low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + done));
        const auto high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + done + 12));
        const auto both = _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), digits_of(split_groups(both)));
    }
    return done;
}

// A character is told to be a digit by two tables, one for each half of its byte: a bit that both
// hold means that no digit has these halves.
USES_AVX2 bool numbers_of(__m256i& characters) {
    const auto low_table =
        in_both_lanes(_mm_setr_epi8(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
                                    0x13, 0x1A, 0x1B, 0x1B, 0x1B, 0x1A));
    const auto high_table =
        in_both_lanes(_mm_setr_epi8(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10,
                                    0x10, 0x10, 0x10, 0x10, 0x10, 0x10));
    const auto offsets =
        in_both_lanes(_mm_setr_epi8(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0));
    const auto slash = _mm256_set1_epi8('/');
    // '/' has the bits that keep each half within a table, besides one that a shuffle ignores.
    const auto high_half = _mm256_and_si256(_mm256_srli_epi32(characters, 4), slash);
    const auto low_half = _mm256_and_si256(characters, slash);
    const auto wrong = _mm256_and_si256(_mm256_shuffle_epi8(low_table, low_half),
                                        _mm256_shuffle_epi8(high_table, high_half));
    if (_mm256_testz_si256(wrong, wrong) == 0) return false;
    const auto is_slash = _mm256_cmpeq_epi8(characters, slash);
    const auto offset = _mm256_shuffle_epi8(offsets, _mm256_add_epi8(is_slash, high_half));
    characters = _mm256_add_epi8(characters, offset);
    return true;
}

// 24 bytes at the front, from 32 numbers of six bits.
USES_AVX2 __m256i join_groups(__m256i numbers) {
    const auto twelve_bits = _mm256_maddubs_epi16(numbers, _mm256_set1_epi32(0x01400140));
    const auto groups = _mm256_madd_epi16(twelve_bits, _mm256_set1_epi32(0x00011000));
    const auto in_order = _mm256_shuffle_epi8(
        groups,
        in_both_lanes(_mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1)));
    return _mm256_permutevar8x32_epi32(in_order, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
}

USES_AVX2 std::size_t decode(const char* from, std::size_t size, char* to) {
    std::size_t done = 0;
    // A round takes 32 digits and writes 32 bytes for their 24: 44 digits make sure of the room.
    for (; done + 44 <= size; done += 32, to += 24) {
        auto characters = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + done));
        if (!numbers_of(characters)) break;
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), join_groups(characters));
    }
    return done;
}

#undef USES_AVX2

}  // namespace

std::size_t encode_wide(const char* from, std::size_t size, char* to) noexcept {
    return has_avx2() ? encode(from, size, to) : 0;
}

std::size_t decode_wide(const char* from, std::size_t size, char* to) noexcept {
    return has_avx2() ? decode(from, size, to) : 0;
}

}  // namespace adapters::tencent

#else

namespace adapters::tencent {

std::size_t encode_wide(const char*, std::size_t, char*) noexcept {
    return 0;
}

std::size_t decode_wide(const char*, std::size_t, char*) noexcept {
    return 0;
}

}  // namespace adapters::tencent

#endif
