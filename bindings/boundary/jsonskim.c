#include "jsonskim.h"

#define SKIMMED 64

// Sets of characters in a row, with a bit for each.
typedef struct {
    uint64_t quotes, backslashes, opening, closing;
} marks;

static inline __attribute__((always_inline)) marks marks_in(const uint8_t *characters) {
    marks m = {0};
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
    return m;
}

// parity_up_to returns a set with each bit up to which an odd number of bits is in the
// given one, itself included.
static inline uint64_t parity_up_to(uint64_t bits) {
#pragma GCC unroll 6
    for (int n = 1; n < SKIMMED; n *= 2)
        bits ^= bits << n;
    return bits;
}

// Most sets are small, and not every processor counts bits by itself.
static inline int count(uint64_t bits) {
    int n = 0;
    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

static int all_digits(const uint8_t *characters) {
    for (int i = 0; i < SKIMMED; i++)
        if (!piigo_is_digit(characters[i]))
            return 0;
    return 1;
}

piigo_skim_result piigo_skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    Py_ssize_t quote = -1;
    uint64_t inside = 0; // a string: all bits or none
    for (; r->at < r->end; r->at += SKIMMED) {
        uint8_t last[SKIMMED];
        const uint8_t *characters = r->classes + r->at;
        if (r->end - r->at < SKIMMED) {
            memset(last, ' ', SKIMMED);
            characters = memcpy(last, characters, (size_t)(r->end - r->at));
        }
        marks m = marks_in(characters);
        uint64_t escape = m.backslashes & -m.backslashes;
        uint64_t before = escape - 1;
        uint64_t quotes = m.quotes & before;
        uint64_t strings = parity_up_to(quotes) ^ inside;
        nesting->hidden += count(m.opening & before & strings);
        int opening = count(m.opening & before & ~strings);
        if (nesting->open + opening + nesting->hidden > depth || all_digits(characters))
            return PIIGO_LOOK;
        nesting->open += opening - count(m.closing & before & ~strings);
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
    r->at = r->end;
    return PIIGO_SKIMMED;
}

// every_other returns a set with the first bit of each row of bits, the third, and so on.
static inline uint64_t every_other(uint64_t bits) {
    const uint64_t even = 0x5555555555555555u;
    uint64_t first = bits & ~(bits << 1);
    // A bit added to its first clears a row.
    uint64_t from_even = bits & ~(bits + (first & even));
    return (from_even & even) | (bits & ~from_even & ~even);
}

Py_ssize_t piigo_skim_literal(piigo_reader *r, uint8_t *out) {
    uint8_t *begin = out;
    while (r->end - r->at >= SKIMMED + PIIGO_BLOCK) {
        const uint8_t *in = r->classes + r->at;
        marks m = marks_in(in);
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
