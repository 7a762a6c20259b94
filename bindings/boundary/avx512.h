// What functions for processors with AVX-512 VBMI2 have in common; for files with vectors only.

#ifndef PIIGO_AVX512_H
#define PIIGO_AVX512_H

#include <immintrin.h>

#include "jsonskim.h"

// As piigo_beginnings.compacts tells.
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,pclmul,popcnt,bmi,bmi2")))

#define SKIMMED PIIGO_SKIMMED_AT_ONCE

static inline AVX512 uint64_t first_bits(int64_t count) { return count == SKIMMED ? UINT64_MAX : (UINT64_C(1) << count) - 1; }

static inline AVX512 uint64_t are(__m512i characters, char c) { return _mm512_cmpeq_epi8_mask(characters, _mm512_set1_epi8(c)); }

// odd_up_to returns a set with each bit up to which, itself included, the number of bits in the
// given one is odd.
static inline AVX512 uint64_t odd_up_to(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)bits), _mm_set1_epi8(-1), 0));
}

#endif
