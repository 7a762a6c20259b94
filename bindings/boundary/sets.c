#include "sets.h"

#include "_cgo_export.h"
#include "blocks.h"

piigo_beginnings piigo_begins;

static uint8_t print_of(int place, uint8_t c) {
    return piigo_begins.print_low[place][c & 15] & piigo_begins.print_high[place][c >> 4];
}

static int may_begin_label(const uint8_t *word) {
    return (print_of(0, word[0]) & print_of(1, word[1]) & print_of(2, word[2])) != 0;
}

// What a set is made of: a label that begins with its last class byte is told by two more.
#define AT_ONCE (PIIGO_SET + 2)

// at_once returns the next AT_ONCE class bytes, of a text that has length more; a copy, with
// zeros behind, where it has fewer.
static inline const uint8_t *at_once(const uint8_t *classes, int64_t length, uint8_t last[AT_ONCE]) {
    if (length >= AT_ONCE)
        return classes;
    memset(last, 0, AT_ONCE);
    return memcpy(last, classes, (size_t)length);
}

// It knows ASCII only.
static void plain(const uint8_t *text, int64_t length, piigo_sets *sets, int count) {
    uint8_t last[AT_ONCE];
    for (piigo_sets *s = sets; s < sets + count; s++, text += PIIGO_SET, length -= PIIGO_SET) {
        const uint8_t *classes = at_once(text, length, last);
        *s = (piigo_sets){0};
        for (int i = 0; i < PIIGO_SET; i += PIIGO_BLOCK) {
            piigo_block b;
            memcpy(&b, classes + i, PIIGO_BLOCK);
            piigo_block digit = (piigo_block)(b - '0' < 10), plus = (piigo_block)(b == '+');
            piigo_block word = digit | (piigo_block)((b | 0x20) - 'a' < 26) | (piigo_block)(b == '_');
            piigo_block unknown = (piigo_block)(b > 0x7F) & (piigo_block)(b != PIIGO_BREAK);
            s->digit |= piigo_bits_of(digit) << i;
            s->word |= piigo_bits_of(word) << i;
            s->run |= piigo_bits_of(word | plus | (piigo_block)(b == '/') | (piigo_block)(b == '=')) << i;
            s->at |= piigo_bits_of(unknown | (piigo_block)(b == '@')) << i;
            s->open |= piigo_bits_of(plus | (piigo_block)(b == '(')) << i;
            s->colon |= piigo_bits_of((piigo_block)(b == ':')) << i;
        }
        for (uint64_t words = s->word & ~(s->word << 1); words != 0; words &= words - 1) {
            int i = __builtin_ctzll(words);
            s->label |= (uint64_t)may_begin_label(classes + i) << i;
        }
    }
}

#if PIIGO_VECTORS
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

// common returns what the halves of 32 characters have in common.
static inline AVX2 __m256i common(__m256i characters, const uint8_t *low, const uint8_t *high) {
    __m256i half = _mm256_set1_epi8(15);
    __m256i lower = _mm256_and_si256(characters, half), upper = _mm256_and_si256(_mm256_srli_epi16(characters, 4), half);
    return _mm256_and_si256(_mm256_shuffle_epi8(_mm256_loadu_si256((const __m256i *)low), lower),
                            _mm256_shuffle_epi8(_mm256_loadu_si256((const __m256i *)high), upper));
}

static inline AVX2 __m256i print_in(const uint8_t *classes, int place) {
    return common(_mm256_loadu_si256((const __m256i *)(classes + place)), piigo_begins.print_low[place], piigo_begins.print_high[place]);
}

static inline AVX2 uint64_t highest_bits(__m256i bytes) { return (uint32_t)_mm256_movemask_epi8(bytes); }

static inline AVX2 uint64_t in_common(__m256i bytes, __m256i others) {
    __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, others), _mm256_setzero_si256());
    return (uint32_t)~_mm256_movemask_epi8(none);
}

static inline AVX2 __m256i are(__m256i characters, char c) { return _mm256_cmpeq_epi8(characters, _mm256_set1_epi8(c)); }

// The characters of the sets run, at, open and colon that are no word characters, each at the
// place of its lower half; a 0, whose lower half is that of "@", stands for none.
static const char signs[16] = {[0x0] = '@', [0x8] = '(', [0xA] = ':', [0xB] = '+', [0xD] = '=', [0xF] = '/'};

static AVX2 void avx2(const uint8_t *text, int64_t length, piigo_sets *sets, int count) {
    uint8_t last[AT_ONCE];
    const __m256i words = _mm256_loadu_si256((const __m256i *)piigo_begins.words);
    const __m256i digits = _mm256_loadu_si256((const __m256i *)piigo_begins.digits);
    const __m256i all_signs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)signs));
    const __m256i none = _mm256_setzero_si256();
    for (int n = 0; n < count; n++, text += PIIGO_SET, length -= PIIGO_SET) {
        const uint8_t *classes = at_once(text, length, last);
        piigo_sets s = {0};
        __m256i c[2], of[2], some = none;
#pragma GCC unroll 2
        for (int i = 0; i < 2; i++, classes += 32) {
            c[i] = _mm256_loadu_si256((const __m256i *)classes);
            // The highest of these sets is "open", the one below "at".
            of[i] = common(c[i], piigo_begins.low, piigo_begins.high);
            s.word |= highest_bits(_mm256_cmpgt_epi8(_mm256_and_si256(of[i], words), none)) << 32 * i;
            s.label |= in_common(_mm256_and_si256(print_in(classes, 0), print_in(classes, 1)), print_in(classes, 2)) << 32 * i;
            some = _mm256_or_si256(some, _mm256_cmpeq_epi8(c[i], _mm256_shuffle_epi8(all_signs, c[i])));
        }
        s.run = s.word;
        some = _mm256_or_si256(some, _mm256_and_si256(_mm256_or_si256(of[0], of[1]), digits));
        if (!_mm256_testz_si256(some, some)) {
#pragma GCC unroll 2
            for (int i = 0; i < 2; i++) {
                s.digit |= in_common(of[i], digits) << 32 * i;
                s.run |= highest_bits(_mm256_or_si256(are(c[i], '+'), _mm256_or_si256(are(c[i], '/'), are(c[i], '=')))) << 32 * i;
                s.at |= highest_bits(_mm256_add_epi8(of[i], of[i])) << 32 * i;
                s.open |= highest_bits(of[i]) << 32 * i;
                s.colon |= highest_bits(are(c[i], ':')) << 32 * i;
            }
        }
        sets[n] = s;
    }
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

// The tables by class byte, as that many are looked up at a time.
static struct {
    uint8_t flags[256], prints[3][256];
} wide;

enum { WORD = 1, DIGIT = 2, RUN = 4, AT = 8, OPEN = 16, COLON = 32 };

static uint8_t flags_of(uint8_t c) {
    uint8_t of = piigo_begins.low[c & 15] & piigo_begins.high[c >> 4];
    int word = (of & *piigo_begins.words) != 0;
    return (word ? WORD | RUN : 0) | (of & *piigo_begins.digits ? DIGIT : 0) | (c == '+' || c == '/' || c == '=' ? RUN : 0) |
           (of & 1 << 6 ? AT : 0) | (of & 1 << 7 ? OPEN : 0) | (c == ':' ? COLON : 0);
}

static void open_wide(void) {
    for (int c = 0; c < 256; c++) {
        wide.flags[c] = flags_of((uint8_t)c);
        for (int place = 0; place < 3; place++)
            wide.prints[place][c] = print_of(place, (uint8_t)c);
    }
}

static inline AVX512 __m512i ascii_in(__m512i characters, const uint8_t *table) {
    return _mm512_permutex2var_epi8(_mm512_loadu_si512(table), characters, _mm512_loadu_si512(table + 64));
}

static inline AVX512 __m512i any_in(__m512i characters, const uint8_t *table) {
    return _mm512_mask_mov_epi8(ascii_in(characters, table), _mm512_movepi8_mask(characters), ascii_in(characters, table + 128));
}

static inline AVX512 __mmask64 with_flag(__m512i flags, char flag) { return _mm512_test_epi8_mask(flags, _mm512_set1_epi8(flag)); }

// next returns the next PIIGO_SET class bytes, of which there are length; 0 behind.
static inline AVX512 __m512i next(const uint8_t *classes, int64_t length) {
    __mmask64 there = length >= PIIGO_SET ? UINT64_MAX : length > 0 ? (UINT64_C(1) << length) - 1 : 0;
    return _mm512_maskz_loadu_epi8(there, classes);
}

static AVX512 void avx512(const uint8_t *classes, int64_t length, piigo_sets *sets, int count) {
    for (piigo_sets *s = sets; s < sets + count; s++, classes += PIIGO_SET, length -= PIIGO_SET) {
        __m512i c, second, third, flags, prints;
        if (length >= AT_ONCE) {
            c = _mm512_loadu_si512(classes);
            second = _mm512_loadu_si512(classes + 1);
            third = _mm512_loadu_si512(classes + 2);
        } else {
            c = next(classes, length);
            second = next(classes + 1, length - 1);
            third = next(classes + 2, length - 2);
        }
        if (_mm512_movepi8_mask(_mm512_or_si512(c, third)) == 0) {
            flags = ascii_in(c, wide.flags);
            prints = _mm512_and_si512(ascii_in(c, wide.prints[0]), ascii_in(second, wide.prints[1]));
            s->label = _mm512_test_epi8_mask(prints, ascii_in(third, wide.prints[2]));
        } else {
            flags = any_in(c, wide.flags);
            prints = _mm512_and_si512(any_in(c, wide.prints[0]), any_in(second, wide.prints[1]));
            s->label = _mm512_test_epi8_mask(prints, any_in(third, wide.prints[2]));
        }
        s->word = with_flag(flags, WORD);
        s->run = with_flag(flags, RUN);
        s->digit = s->at = s->open = s->colon = 0;
        if (with_flag(flags, DIGIT | AT | OPEN | COLON) != 0) {
            s->digit = with_flag(flags, DIGIT);
            s->at = with_flag(flags, AT);
            s->open = with_flag(flags, OPEN);
            s->colon = with_flag(flags, COLON);
        }
    }
}

piigo_sets_form *const piigo_sets_forms[] = {plain, avx2, avx512};
#else
static void open_wide(void) {}

piigo_sets_form *const piigo_sets_forms[] = {plain};
#endif

int piigo_sets_open(void) {
    const int last = sizeof piigo_sets_forms / sizeof *piigo_sets_forms - 1;
    piigo_begin(&piigo_begins);
    open_wide();
    return (int)piigo_begins.fast < last ? (int)piigo_begins.fast : last;
}
