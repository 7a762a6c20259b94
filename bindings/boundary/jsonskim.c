#include "jsonskim.h"

#include "sets.h"

#define SKIMMED PIIGO_SKIMMED_AT_ONCE

// Sets of characters in a row, with a bit for each.
typedef struct {
    uint64_t quotes, backslashes, opening, closing;
    uint64_t odd; // up to which, themselves included, the number of quotes is odd
} marks;

// A form of what makes them of the next count characters, at most SKIMMED.
typedef marks marks_form(const uint8_t *characters, Py_ssize_t count);

static inline __attribute__((always_inline)) marks plain(const uint8_t *characters, Py_ssize_t count) {
    marks m = {0};
    uint8_t last[SKIMMED];
    if (count < SKIMMED) {
        memset(last, ' ', SKIMMED);
        characters = memcpy(last, characters, (size_t)count);
    }
#pragma GCC unroll 4
    for (int i = 0; i < SKIMMED; i += PIIGO_BLOCK) {
        piigo_block block;
        memcpy(&block, characters + i, PIIGO_BLOCK);
        m.quotes |= piigo_bits_of((piigo_block)(block == '"')) << i;
        m.backslashes |= piigo_bits_of((piigo_block)(block == '\\')) << i;
        block |= '[' ^ '{'; // and so are the brackets that close
        m.opening |= piigo_bits_of((piigo_block)(block == '{')) << i;
        m.closing |= piigo_bits_of((piigo_block)(block == '}')) << i;
    }
    m.odd = m.quotes;
#pragma GCC unroll 6
    for (int n = 1; n < SKIMMED; n *= 2)
        m.odd ^= m.odd << n;
    return m;
}

// Most sets are small, and not every processor counts bits by itself.
static inline __attribute__((always_inline)) int size(uint64_t set) {
    int n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static int all_digits(const uint8_t *characters) {
    for (int i = 0; i < SKIMMED; i++)
        if (!piigo_is_digit(characters[i]))
            return 0;
    return 1;
}

static inline __attribute__((always_inline)) piigo_skim_result skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting, marks_form *make) {
    Py_ssize_t quote = -1;
    uint64_t inside = 0; // a string: all bits or none
    for (Py_ssize_t count; r->at < r->end; r->at += count) {
        const uint8_t *characters = r->classes + r->at;
        count = Py_MIN(r->end - r->at, SKIMMED);
        marks m = make(characters, count);
        uint64_t escape = m.backslashes & -m.backslashes;
        uint64_t before = escape - 1;
        uint64_t quotes = m.quotes & before;
        uint64_t strings = m.odd ^ inside; // up to an escape
        nesting->hidden += size(m.opening & before & strings);
        int opening = size(m.opening & before & ~strings);
        if (nesting->open + opening + nesting->hidden > depth || (count == SKIMMED && all_digits(characters)))
            return PIIGO_LOOK;
        nesting->open += opening - size(m.closing & before & ~strings);
        if (quotes != 0)
            quote = r->at + SKIMMED - 1 - __builtin_clzll(quotes);
        if (escape != 0) {
            if (!(strings & escape))
                return PIIGO_NO_JSON;
            r->at = quote;
            return PIIGO_ESCAPE;
        }
        inside = 0 - (strings >> (SKIMMED - 1));
    }
    return PIIGO_SKIMMED;
}

static piigo_skim_result skim_plain(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    return skim(r, depth, nesting, plain);
}

// every_other returns a set with the first bit of each row of bits, the third, and so on.
static inline __attribute__((always_inline)) uint64_t every_other(uint64_t bits) {
    const uint64_t even = 0x5555555555555555u;
    uint64_t first = bits & ~(bits << 1);
    // A bit added to its first clears a row.
    uint64_t from_even = bits & ~(bits + (first & even));
    return (from_even & even) | (bits & ~from_even & ~even);
}

// It knows no escapes but those of quotes and backslashes.
static Py_ssize_t literal_plain(piigo_reader *r, uint8_t *out, int *changed) {
    (void)changed;
    uint8_t *begin = out;
    while (r->end - r->at >= SKIMMED + PIIGO_BLOCK) {
        const uint8_t *in = r->classes + r->at;
        marks m = plain(in, SKIMMED);
        uint64_t escapes = every_other(m.backslashes);
        uint64_t known = escapes & (m.quotes | m.backslashes) >> 1;
        uint64_t ends = (escapes & ~known) | (m.quotes & ~(known << 1));
        int length = ends == 0 ? SKIMMED : __builtin_ctzll(ends);
        known &= ends - 1; // those before the first end: none of them is one
        int from = 0;
        for (; known != 0; known &= known - 1) {
            int escape = __builtin_ctzll(known);
            out = piigo_copy_blocks(out, in + from, escape - from);
            from = escape + 1;
        }
        out = piigo_copy_blocks(out, in + from, length - from);
        r->at += length;
        if (ends != 0 || escapes == 0)
            break;
    }
    return out - begin;
}

#if PIIGO_VECTORS
#include "avx512.h"

static inline AVX512 marks avx512(const uint8_t *characters, Py_ssize_t count) {
    __m512i c = _mm512_maskz_loadu_epi8(first_bits(count), characters);
    __m512i closer = _mm512_or_si512(c, _mm512_set1_epi8('[' ^ '{'));
    uint64_t quotes = are(c, '"');
    return (marks){quotes, are(c, '\\'), are(closer, '{'), are(closer, '}'), odd_up_to(quotes)};
}

static AVX512 piigo_skim_result skim_avx512(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    return skim(r, depth, nesting, avx512);
}

// What the escapes of one character say, by that character.
static const uint8_t said[128] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

static AVX512 Py_ssize_t literal_avx512(piigo_reader *r, uint8_t *out, int *changed) {
    const __m512i first_said = _mm512_loadu_si512(said), second_said = _mm512_loadu_si512(said + 64);
    const uint8_t *begin = out, *in = r->classes + r->at, *end = r->classes + r->end;
    uint64_t others = 0; // escapes of other characters than quotes and backslashes
    Py_ssize_t length;
    do {
        uint64_t all = first_bits(Py_MIN(end - in, SKIMMED));
        __m512i c = _mm512_maskz_loadu_epi8(all, in);
        uint64_t quotes = are(c, '"'), backslashes = are(c, '\\'), escapes = every_other(backslashes);
        __m512i say = _mm512_permutex2var_epi8(first_said, c, second_said);
        uint64_t known = escapes & _mm512_mask_test_epi8_mask(~_mm512_movepi8_mask(c), say, say) >> 1;
        uint64_t ends = (escapes & ~known) | (quotes & ~(known << 1)) | ~all;
        length = SKIMMED;
        if (ends != 0) {
            length = __builtin_ctzll(ends);
            all = first_bits(length);
            known &= all;
        }
        others |= known & ~((quotes | backslashes) >> 1);
        c = _mm512_mask_mov_epi8(c, known << 1, say);
        all &= ~known;
        _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(all, c));
        out += size(all);
        in += length;
        // The last character may be the backslash of an escape.
    } while (length >= SKIMMED - 1 && in < end);
    r->at = in - r->classes;
    *changed |= others != 0;
    return out - begin;
}
#endif

static const struct {
    piigo_skim_result (*skim)(piigo_reader *, Py_ssize_t, piigo_nesting *);
    Py_ssize_t (*literal)(piigo_reader *, uint8_t *, int *);
    int from; // after so many quotes and backslashes that are escaped, it pays
} forms[] = {
    {skim_plain, literal_plain, 4},
#if PIIGO_VECTORS
    {skim_avx512, literal_avx512, 0},
#endif
};

int piigo_skim_form;

void piigo_skim_open(void) {
    const int last = sizeof forms / sizeof *forms - 1;
    piigo_skim_form = piigo_begins.compacts ? last : 0;
}

piigo_skim_result piigo_skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    return forms[piigo_skim_form].skim(r, depth, nesting);
}

Py_ssize_t piigo_skim_literal(piigo_reader *r, uint8_t *out, int known, int *changed) {
    return known < forms[piigo_skim_form].from ? 0 : forms[piigo_skim_form].literal(r, out, changed);
}
