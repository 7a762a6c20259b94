// The form for processors with AVX2.

#include "jsonforms.h"

#if PIIGO_VECTORS
#include <immintrin.h>

#include "jsonmarks.h"

// As piigo_beginnings.json tells.
#define TARGET __attribute__((target("avx2,pclmul,popcnt,bmi")))

typedef struct {
    __m256i first, second;
} chars;

INLINE TARGET chars load(const uint8_t *p, Py_ssize_t count) {
    uint8_t last[SKIMMED];
    if (count < SKIMMED) {
        memset(last, 0, SKIMMED);
        p = memcpy(last, p, (size_t)count);
    }
    return (chars){_mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)p + 1)};
}

// set_of returns the set of those characters that are 0xFF, as all others are 0.
INLINE TARGET uint64_t set_of(chars c) {
    return (uint32_t)_mm256_movemask_epi8(c.first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(c.second) << 32;
}

INLINE TARGET chars with(chars c, char bit) {
    __m256i bits = _mm256_set1_epi8(bit);
    return (chars){_mm256_or_si256(c.first, bits), _mm256_or_si256(c.second, bits)};
}

INLINE TARGET uint64_t are(chars c, char of) {
    __m256i one = _mm256_set1_epi8(of);
    return set_of((chars){_mm256_cmpeq_epi8(c.first, one), _mm256_cmpeq_epi8(c.second, one)});
}

INLINE TARGET __m256i half_within(__m256i c, char from, char n) {
    __m256i behind = _mm256_sub_epi8(c, _mm256_set1_epi8(from));
    return _mm256_cmpeq_epi8(behind, _mm256_min_epu8(behind, _mm256_set1_epi8((char)(n - 1))));
}

INLINE TARGET uint64_t within(chars c, char from, char n) {
    return set_of((chars){half_within(c.first, from, n), half_within(c.second, from, n)});
}

// half_meant looks the letters up by their lower halves, which differ in each row of 16.
INLINE TARGET __m256i half_meant(__m256i c) {
    const __m256i row_6 = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, '\b', 0, 0, 0, '\f', 0, 0, 0, 0, 0, 0, 0, '\n', 0));
    const __m256i row_7 = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, '\r', 0, '\t', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    __m256i in_6 = _mm256_and_si256(half_within(c, 0x60, 16), _mm256_shuffle_epi8(row_6, c));
    __m256i in_7 = _mm256_and_si256(half_within(c, 0x70, 16), _mm256_shuffle_epi8(row_7, c));
    __m256i slash = _mm256_and_si256(c, _mm256_cmpeq_epi8(c, _mm256_set1_epi8('/')));
    return _mm256_or_si256(slash, _mm256_or_si256(in_6, in_7));
}

INLINE TARGET chars meant(chars c) { return (chars){half_meant(c.first), half_meant(c.second)}; }

INLINE TARGET uint64_t any(chars c) { return ~are(c, 0); }

// half_of returns 0xFF for each bit of the set, 0 for the others.
INLINE TARGET __m256i half_of(uint32_t set) {
    const __m256i byte_of = _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const __m256i bit_of = _mm256_set1_epi64x((int64_t)0x8040201008040201u);
    __m256i bits = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_set1_epi32((int)set), byte_of), bit_of);
    return _mm256_cmpeq_epi8(bits, bit_of);
}

INLINE TARGET chars replace(chars c, uint64_t at, chars by) {
    return (chars){_mm256_blendv_epi8(c.first, by.first, half_of((uint32_t)at)),
                   _mm256_blendv_epi8(c.second, by.second, half_of((uint32_t)(at >> 32)))};
}

// For each set of 8, the places of those that are in it.
static uint8_t places[256][8];

void piigo_json_avx2_open(void) {
    for (int set = 0; set < 256; set++)
        for (int place = 0, n = 0; place < 8; place++)
            if (set >> place & 1)
                places[set][n++] = (uint8_t)place;
}

INLINE TARGET uint8_t *put(uint8_t *out, uint64_t kept, chars c) {
    uint8_t all[SKIMMED];
    memcpy(all, &c, SKIMMED);
#pragma GCC unroll 8
    for (int i = 0; i < SKIMMED; i += 8) {
        unsigned set = kept >> i & 0xFF;
        __m128i eight = _mm_loadl_epi64((const __m128i *)(all + i)), order = _mm_loadl_epi64((const __m128i *)places[set]);
        _mm_storel_epi64((__m128i *)out, _mm_shuffle_epi8(eight, order));
        out += __builtin_popcount(set);
    }
    return out;
}

INLINE TARGET __m256i half_escaped(__m128i c) {
    return _mm256_or_si256(_mm256_slli_epi16(_mm256_cvtepu8_epi16(c), 8), _mm256_set1_epi16('\\'));
}

INLINE TARGET chars escaped(chars c) {
    return (chars){half_escaped(_mm256_castsi256_si128(c.first)), half_escaped(_mm256_extracti128_si256(c.first, 1))};
}

#include "jsonvectors.h"

const piigo_json_form piigo_json_avx2 = {skim, shallow, literal, 0, pack, pack_string};
#endif
