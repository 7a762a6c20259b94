// The form for processors with AVX-512 VBMI2.

#include "jsonforms.h"

#if PIIGO_VECTORS
#include <immintrin.h>

#include "jsonmarks.h"

// As piigo_beginnings.json tells.
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,pclmul,popcnt,bmi,bmi2")))

typedef __m512i chars;

INLINE TARGET chars load(const uint8_t *p, Py_ssize_t count) { return _mm512_maskz_loadu_epi8(first_bits(count), p); }

INLINE TARGET chars with(chars c, char bit) { return _mm512_or_si512(c, _mm512_set1_epi8(bit)); }

INLINE TARGET uint64_t are(chars c, char of) { return _mm512_cmpeq_epi8_mask(c, _mm512_set1_epi8(of)); }

INLINE TARGET uint64_t within(chars c, char from, char n) {
    return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(c, _mm512_set1_epi8(from)), _mm512_set1_epi8(n));
}

INLINE TARGET chars meant(chars c) {
    chars letters = _mm512_maskz_permutexvar_epi8(within(c, 64, 64), c, _mm512_loadu_si512(piigo_blanks + 64));
    return _mm512_mask_mov_epi8(letters, are(c, '/'), c);
}

INLINE TARGET uint64_t any(chars c) { return _mm512_test_epi8_mask(c, c); }

INLINE TARGET chars replace(chars c, uint64_t at, chars by) { return _mm512_mask_mov_epi8(c, at, by); }

INLINE TARGET uint8_t *put(uint8_t *out, uint64_t kept, chars c) {
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(kept, c));
    return out + __builtin_popcountll(kept);
}

INLINE TARGET chars escaped(chars c) {
    chars pairs = _mm512_slli_epi16(_mm512_cvtepu8_epi16(_mm512_castsi512_si256(c)), 8);
    return _mm512_or_si512(pairs, _mm512_set1_epi16('\\'));
}

#include "jsonvectors.h"

const piigo_json_form piigo_json_avx512 = {skim, shallow, literal, 0, pack, pack_string};
#endif
