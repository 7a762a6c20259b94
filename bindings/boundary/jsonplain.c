// The form of the look at JSON for every processor.

#include "jsonforms.h"
#include "jsonmarks.h"

INLINE marks make(const uint8_t *characters, Py_ssize_t count) {
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

static piigo_skim_result skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    return skim_by(make, r, depth, nesting);
}

static int shallow(const uint8_t *characters, Py_ssize_t length, Py_ssize_t depth, piigo_escapes *others) {
    return shallow_by(make, characters, length, depth, others);
}

// controls_in returns the set of the next SKIMMED characters that are control characters.
INLINE uint64_t controls_in(const uint8_t *characters) {
    uint64_t controls = 0;
#pragma GCC unroll 4
    for (int i = 0; i < SKIMMED; i += PIIGO_BLOCK) {
        piigo_block block;
        memcpy(&block, characters + i, PIIGO_BLOCK);
        controls |= piigo_bits_of((piigo_block)(block < ' ')) << i;
    }
    return controls;
}

// literal knows no escapes but those of quotes and backslashes.
static Py_ssize_t literal(piigo_reader *r, uint8_t *out, int *changed) {
    (void)changed;
    uint8_t *begin = out;
    while (r->end - r->at >= SKIMMED + PIIGO_BLOCK) {
        const uint8_t *in = r->classes + r->at;
        marks m = make(in, SKIMMED);
        uint64_t escapes = every_other(m.backslashes);
        uint64_t known = escapes & (m.quotes | m.backslashes) >> 1;
        uint64_t ends = (escapes & ~known) | (m.quotes & ~(known << 1)) | controls_in(in);
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

const piigo_json_form piigo_json_plain = {skim, shallow, literal, 4, NULL, NULL};
