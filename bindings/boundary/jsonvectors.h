// A form of what looks at JSON and writes it, by vectors. The file that includes this has first
// defined, for 64 characters at a time:
//
//     TARGET               the attribute for its kind of processor
//     chars                the type of so many characters
//     load(p, count)       the next count of them; 0 behind
//     with(c, bit)         these, with a bit set in each
//     are(c, of)           the set of those that are this one
//     within(c, from, n)   the set of those that are one of n from this one on
//     meant(c)             for the character of each escape that says another one, that; or 0
//     any(c)               the set of those that are not 0
//     replace(c, at, by)   c with those at a set replaced by those of by
//     put(out, kept, c)    writes those that are in a set, and returns where they end; up to 64
//                          may be written behind
//     escaped(c)           the first 32, with a backslash before each

#include <immintrin.h>

#include "jsonmarks.h"

// odd_up_to returns a set with each bit up to which, itself included, the number of bits in the
// given one is odd.
INLINE TARGET uint64_t odd_up_to(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)bits), _mm_set1_epi8(-1), 0));
}

// spread returns a set with the first 32 bits, and a bit not set behind each.
INLINE TARGET uint64_t spread(uint64_t bits) {
    __m128i first = _mm_cvtsi64_si128((int64_t)(bits & UINT32_MAX));
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(first, first, 0));
}

INLINE TARGET marks make(const uint8_t *characters, Py_ssize_t count) {
    chars c = load(characters, count), closer = with(c, '[' ^ '{');
    uint64_t quotes = are(c, '"');
    return (marks){quotes, are(c, '\\'), are(closer, '{'), are(closer, '}'), odd_up_to(quotes)};
}

static TARGET piigo_skim_result skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
    return skim_by(make, r, depth, nesting);
}

static TARGET int shallow(const uint8_t *characters, Py_ssize_t length, Py_ssize_t depth, piigo_escapes *others) {
    return shallow_by(make, characters, length, depth, others);
}

static TARGET Py_ssize_t literal(piigo_reader *r, uint8_t *out, int *changed) {
    const uint8_t *begin = out, *in = r->classes + r->at, *end = r->classes + r->end;
    Py_ssize_t length;
    do {
        Py_ssize_t count = Py_MIN(end - in, SKIMMED);
        chars c = load(in, count);
        uint64_t quotes = are(c, '"'), backslashes = are(c, '\\'), escapes = every_other(backslashes);
        uint64_t controls = within(c, 0, ' ');
        uint64_t same = escapes & (quotes | backslashes) >> 1, known = same;
        if (same != escapes) {
            chars others = meant(c);
            known |= escapes & any(others) >> 1;
            c = replace(c, (known & ~same) << 1, others);
        }
        uint64_t ends = (escapes & ~known) | (quotes & ~(known << 1)) | controls | ~first_bits(count);
        length = ends == 0 ? SKIMMED : __builtin_ctzll(ends);
        uint64_t passed = first_bits(length);
        *changed |= (known & ~same & passed) != 0;
        out = put(out, passed & ~known, c);
        in += length;
        // The last character may be the backslash of an escape.
    } while (length >= SKIMMED - 1 && in < end);
    r->at = in - r->classes;
    return out - begin;
}

// behind returns the index behind the last bit of the set, 0 for an empty one.
INLINE TARGET int behind(uint64_t set) { return set == 0 ? 0 : 64 - __builtin_clzll(set); }

static TARGET int pack(piigo_packing *p) {
    uint64_t inside = 0, stops = 0; // a string: all bits or none
    Py_ssize_t length = SKIMMED;
    for (; p->in < p->end && stops == 0 && length > 0; p->in += length) {
        length = Py_MIN(p->end - p->in, SKIMMED);
        chars c = load(p->in, length);
        uint64_t backslashes = are(c, '\\'), outside = ~(odd_up_to(are(c, '"')) ^ inside);
        uint64_t digits = within(c, '0', 10);
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
        p->out = put(p->out, first_bits(length) & ~spaces, c);
        inside = 0 - (~outside >> (SKIMMED - 1));
    }
    return p->in < p->end && *p->in == '\\';
}

static TARGET void pack_string(piigo_packing *p) {
    while (p->in < p->end) {
        Py_ssize_t length = Py_MIN(p->end - p->in, SKIMMED / 2);
        chars c = load(p->in, length);
        uint64_t with_backslash = are(c, '"') | are(c, '\\');
        length = __builtin_ctzll(within(c, 0, ' ') | ~first_bits(length));
        uint64_t written = (spread(with_backslash) | 0xAAAAAAAAAAAAAAAAu) & first_bits(2 * length);
        p->out = put(p->out, written, escaped(c));
        p->in += length;
        if (length < SKIMMED / 2)
            return;
    }
}
