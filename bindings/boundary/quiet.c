#include "quiet.h"

#include "sets.h"

int piigo_quiet_form;
Py_ssize_t piigo_quiet_length;

// With vectors a look takes as long as Go's scan; but it holds the GIL. Without, it takes four
// times as long for each character.
#define LONGEST (16 << 10)
#define LONGEST_PLAIN 256

void piigo_quiet_open(void) {
    piigo_quiet_form = piigo_sets_open();
    piigo_quiet_length = piigo_quiet_form > 0 ? LONGEST : LONGEST_PLAIN;
}

// begins_number reports whether something may begin with the number at i.
static int begins_number(const uint8_t *classes, Py_ssize_t length, Py_ssize_t i) {
    const Py_ssize_t longest = 8 * sizeof *piigo_begins.numbers - 1;
    Py_ssize_t end = i;
    while (end < length && end - i < longest && (classes[end] - '0' < 10u || classes[end] == PIIGO_DIGIT))
        end++;
    return piigo_begins.numbers[end < length ? classes[end] : 0] >> (end - i) & 1;
}

// What is known of the sets before.
typedef struct {
    uint64_t word, digit, run, starts, edges; // the last ones; starts and edges of words
    int colons;                               // how many, behind words
} known;

// loud reports whether something may begin or turn, or a run end, in the sets at at.
static inline __attribute__((always_inline)) int loud(known *k, const piigo_sets *s, const uint8_t *classes, Py_ssize_t length, Py_ssize_t at) {
    const int half = PIIGO_RUN_LENGTH / 2, rest = PIIGO_SET - PIIGO_RUN_LENGTH;
    const uint64_t half_run = (UINT64_C(1) << half) - 1, middle = UINT64_MAX << rest & UINT64_MAX >> rest;
    uint64_t behind = s->word << 1 | k->word >> 63, starts = s->word & ~behind;
    if ((s->at | s->open | s->colon | s->digit | (s->label & starts)) != 0) {
        uint64_t digits = s->digit & ~(s->digit << 1 | k->digit >> 63);
        uint64_t second = starts << 1 | starts << 2 | k->starts >> 63 | k->starts >> 62;
        uint64_t mixed = digits & ~starts & second & (s->digit >> 1 | UINT64_C(1) << 63);
        if ((s->at | (s->open & behind) | (s->label & starts) | mixed) != 0)
            return 1;
        for (uint64_t numbers = digits & starts; numbers != 0; numbers &= numbers - 1)
            if (begins_number(classes, length, at + __builtin_ctzll(numbers)))
                return 1;
        // No pattern looks for colons over more than PIIGO_SET characters, and Go looks at
        // the block before, too.
        for (uint64_t left = s->colon & behind; left != 0; left &= left - 1)
            if (++k->colons == PIIGO_COLONS)
                return 1;
    }
    uint64_t edges = s->word ^ behind;
    // Of a run that ends here, its middle is here, or one half here or in the sets before.
    if ((s->run & middle) == middle || (s->run & half_run) == half_run || k->run >> (PIIGO_SET - half) == half_run)
        if ((edges & (edges << PIIGO_RUN_LENGTH | k->edges >> rest)) != 0)
            return 1;
    k->word = s->word;
    k->digit = s->digit;
    k->run = s->run;
    k->starts = starts;
    k->edges = edges;
    return 0;
}

// How many sets are made at a time: at first, where most of what begins does, and then.
#define FEW 2
#define MANY 16

Py_ssize_t piigo_quiet_up_to(const uint8_t *classes, Py_ssize_t length, int form) {
    piigo_sets_form *make = piigo_sets_forms[form];
    piigo_sets sets[MANY];
    known k = {0};
    Py_ssize_t at = 0;
    for (Py_ssize_t most = FEW; at < length; most = MANY) {
        Py_ssize_t count = Py_MIN((length - at + PIIGO_SET - 1) / PIIGO_SET, most);
        make(classes + at, length - at, sets, (int)count);
        for (piigo_sets *s = sets; s < sets + count; s++, at += PIIGO_SET)
            if (loud(&k, s, classes, length, at))
                return at;
    }
    // A run may end with the last set.
    return loud(&k, &(piigo_sets){0}, classes, length, at) ? at - PIIGO_SET : length;
}
