// Patterns of the user's own, and the whitelist.

#ifndef PIIGO_OWN_H
#define PIIGO_OWN_H

#include "engine.h"

// piigo_own_open gives the engine the patterns, a list of (str, PIIType,
// MaskingStrategy), and the whitelist, a list of str. Returns 0, or -1 with an
// exception set.
int piigo_own_open(piigo_engine *self, PyObject *patterns, PyObject *whitelist);

// piigo_own_close gives up what piigo_own_open made.
void piigo_own_close(piigo_engine *self);

// piigo_own_reasons returns for each pattern, those of the whitelist behind the others,
// why RE2 cannot run it, or None.
PyObject *piigo_own_reasons(const piigo_engine *self);

// piigo_own_slots returns for each pattern that the engine reports on the index of the
// built-in one, or -1 less that of one of the user's own.
PyObject *piigo_own_slots(const piigo_engine *self);

// piigo_own_unlisted returns those of the spans, a list of (start, end), that no
// whitelist pattern matches that RE2 can run.
PyObject *piigo_own_unlisted(piigo_engine *self, PyObject *text, PyObject *spans);

// piigo_check_scannable returns 0 for a text of this length, in code points, or -1 with an
// exception set if the Go side, or RE2 where it is needed, does not take as much.
int piigo_check_scannable(const piigo_engine *self, Py_ssize_t length);

// piigo_set_interpreter_facts tells the Go side what this interpreter knows of Unicode.
// Returns 0, or -1 with an exception set.
int piigo_set_interpreter_facts(void);

#endif
