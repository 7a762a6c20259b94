// What the forms of the look at JSON have in common.

#ifndef PIIGO_JSONMARKS_H
#define PIIGO_JSONMARKS_H

#include "jsonskim.h"

#define SKIMMED PIIGO_SKIMMED_AT_ONCE

#define INLINE static inline __attribute__((always_inline))

// Sets of characters in a row, with a bit for each.
typedef struct {
    uint64_t quotes, backslashes, opening, closing;
    uint64_t odd; // up to which, themselves included, the number of quotes is odd
} marks;

// A form of what makes them of the next count characters, at most SKIMMED.
typedef marks marks_form(const uint8_t *characters, Py_ssize_t count);

// Most sets are small, and not every processor counts bits by itself.
INLINE int size(uint64_t set) {
    int n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

// first_bits returns the set of the first count of SKIMMED.
INLINE uint64_t first_bits(int64_t count) { return count == SKIMMED ? UINT64_MAX : (UINT64_C(1) << count) - 1; }

// every_other returns a set with the first bit of each row of bits, the third, and so on.
INLINE uint64_t every_other(uint64_t bits) {
    const uint64_t even = 0x5555555555555555u;
    uint64_t first = bits & ~(bits << 1);
    // A bit added to its first clears a row.
    uint64_t from_even = bits & ~(bits + (first & even));
    return (from_even & even) | (bits & ~from_even & ~even);
}

INLINE int all_digits(const uint8_t *characters) {
    for (int i = 0; i < SKIMMED; i++)
        if (!piigo_is_digit(characters[i]))
            return 0;
    return 1;
}

INLINE piigo_skim_result skim_by(marks_form *make, piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting) {
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

INLINE int shallow_by(marks_form *make, const uint8_t *characters, Py_ssize_t length, Py_ssize_t depth, piigo_escapes *others) {
    const int few = sizeof others->at / sizeof *others->at;
    uint64_t behind = 0; // a backslash
    Py_ssize_t opening = 0;
    others->count = 0;
    for (Py_ssize_t at = 0, count; at < length; at += count) {
        count = Py_MIN(length - at, SKIMMED);
        marks m = make(characters + at, count);
        opening += size(m.opening);
        if (opening > depth || (count == SKIMMED && all_digits(characters + at)))
            return 0;
        for (uint64_t left = (m.backslashes << 1 | behind) & ~(m.quotes | m.backslashes); left != 0; left &= left - 1) {
            if (others->count == few)
                return 0;
            others->at[others->count++] = at + __builtin_ctzll(left);
        }
        behind = m.backslashes >> (SKIMMED - 1);
    }
    return 1;
}

#endif
