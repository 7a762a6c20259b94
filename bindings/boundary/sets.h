// Sets of class bytes, which tell where something may begin; as in Go's package scan, whose
// tables these are.

#ifndef PIIGO_SETS_H
#define PIIGO_SETS_H

#include "boundary.h"

// Whether there are forms for newer processors, too. For Windows, gcc does not align vectors of
// their sizes on the stack; clang does.
#if defined(__x86_64__) && (defined(__clang__) || !defined(_WIN32))
#define PIIGO_VECTORS 1
#else
#define PIIGO_VECTORS 0
#endif

// Sets of PIIGO_SET class bytes in a row, with a bit for each.
typedef struct {
    uint64_t word, digit;
    uint64_t run; // [\w+/=]
    uint64_t at;  // "@", and what this form does not know
    uint64_t open, colon;
    uint64_t label; // exact only where a word begins: a label may begin there
} piigo_sets;

// A form makes the sets of the next count * PIIGO_SET class bytes, as far as the text goes: it
// has length more of them.
typedef void piigo_sets_form(const uint8_t *classes, int64_t length, piigo_sets *sets, int count);

extern piigo_beginnings piigo_begins;

// piigo_sets_open fetches the tables, and returns the number of the fastest form.
int piigo_sets_open(void);

// The forms, from the one for every processor to the fastest.
extern piigo_sets_form *const piigo_sets_forms[];

#endif
