// Texts in which nothing can begin: they take no call into Go.

#ifndef PIIGO_QUIET_H
#define PIIGO_QUIET_H

#include "engine.h"

// piigo_quiet_open makes ready for the functions below; once.
void piigo_quiet_open(void);

// piigo_quiet_up_to returns a number of class bytes, all of them or a multiple of PIIGO_SET,
// in which there is nothing to look at: no place where a built-in pattern begins or turns. It
// asks what Go's scan does, less closely, with this form of piigo_sets_forms.
Py_ssize_t piigo_quiet_up_to(const uint8_t *classes, Py_ssize_t length, int form);

// The fastest form that the processor can run.
extern int piigo_quiet_form;

// Longer texts are left to Go's scan.
extern Py_ssize_t piigo_quiet_length;

// piigo_nothing_in reports whether it takes no call into Go to answer for these class bytes.
// If it does, *from is where the scan is to begin.
static inline int piigo_nothing_in(const piigo_engine *engine, const uint8_t *classes, Py_ssize_t length, int64_t *from) {
    *from = 0;
    if (length > piigo_quiet_length || engine->custom)
        return 0;
    if (length > 0)
        *from = piigo_quiet_up_to(classes, length, piigo_quiet_form);
    return *from == length;
}

#endif
