#include "jsonpack.h"

#include "sets.h"

#if PIIGO_VECTORS
#include "avx512.h"

// behind returns the index behind the last bit of the set, 0 for an empty one.
static inline AVX512 int behind(uint64_t set) { return set == 0 ? 0 : 64 - __builtin_clzll(set); }

AVX512 int piigo_pack(piigo_packing *p) {
    uint64_t inside = 0, stops = 0; // a string: all bits or none
    Py_ssize_t length = SKIMMED;
    for (; p->in < p->end && stops == 0 && length > 0; p->in += length) {
        length = Py_MIN(p->end - p->in, SKIMMED);
        __m512i c = _mm512_maskz_loadu_epi8(first_bits(length), p->in);
        uint64_t backslashes = are(c, '\\'), outside = ~(odd_up_to(are(c, '"')) ^ inside);
        uint64_t digits = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(c, _mm512_set1_epi8('0')), _mm512_set1_epi8(10));
        uint64_t spaces = outside & (are(c, ' ') | are(c, '\t') | are(c, '\n') | are(c, '\r'));
        // Of integers, only -0 is written anew.
        uint64_t minus = are(c, '-') & (are(c, '0') >> 1 | UINT64_C(1) << (SKIMMED - 1));
        uint64_t odd_numbers = outside & (minus | are(c, '.') | are(c, 'E') | (are(c, 'e') & digits << 1));
        uint64_t before = spaces | (outside & (are(c, ',') | are(c, ':')));
        stops = odd_numbers | backslashes;
        if (stops != 0) {
            length = __builtin_ctzll(stops);
            if (odd_numbers >> length & 1)
                length = behind(before & first_bits(length));
        } else if (outside & digits & UINT64_C(1) << (SKIMMED - 1)) {
            length = behind(before); // what this number is is not known yet
        }
        uint64_t written = first_bits(length) & ~spaces;
        _mm512_storeu_si512(p->out, _mm512_maskz_compress_epi8(written, c));
        p->out += __builtin_popcountll(written);
        inside = 0 - (~outside >> (SKIMMED - 1));
    }
    return p->in < p->end && *p->in == '\\';
}

AVX512 void piigo_pack_string(piigo_packing *p) {
    const __m512i backslashes = _mm512_set1_epi16('\\');
    while (p->in < p->end) {
        Py_ssize_t length = Py_MIN(p->end - p->in, SKIMMED / 2);
        __m512i c = _mm512_maskz_loadu_epi8(first_bits(length), p->in);
        uint64_t escaped = are(c, '"') | are(c, '\\');
        uint64_t others = _mm512_cmplt_epu8_mask(c, _mm512_set1_epi8(' ')) | ~first_bits(length);
        length = __builtin_ctzll(others);
        // Each character with a backslash before it; then only those that are needed.
        __m512i pairs = _mm512_or_si512(_mm512_slli_epi16(_mm512_cvtepu8_epi16(_mm512_castsi512_si256(c)), 8), backslashes);
        uint64_t written = (_pdep_u64(escaped, 0x5555555555555555u) | 0xAAAAAAAAAAAAAAAAu) & first_bits(2 * length);
        _mm512_storeu_si512(p->out, _mm512_maskz_compress_epi8(written, pairs));
        p->out += __builtin_popcountll(written);
        p->in += length;
        if (length < SKIMMED / 2)
            return;
    }
}
#else
int piigo_pack(piigo_packing *p) { return 0; }
void piigo_pack_string(piigo_packing *p) {}
#endif
