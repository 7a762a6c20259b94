// Custom patterns, and the whitelist.

#ifndef PIIGO_CUSTOM_H
#define PIIGO_CUSTOM_H

#include "engine.h"

// piigo_custom_open gives the engine the patterns, a list of (str, PIIType,
// MaskingStrategy), and the whitelist, a list of str. Returns 0, or -1 with an
// exception set.
int piigo_custom_open(piigo_engine *self, PyObject *patterns, PyObject *whitelist);

// piigo_custom_close gives up what piigo_custom_open made.
void piigo_custom_close(piigo_engine *self);

// piigo_custom_reasons returns for each pattern, those of the whitelist behind the others,
// why RE2 cannot run it, or None.
PyObject *piigo_custom_reasons(const piigo_engine *self);

// piigo_custom_slots returns for each pattern that the engine reports on the index of the
// built-in one, or -1 less that of a custom one.
PyObject *piigo_custom_slots(const piigo_engine *self);

// piigo_custom_unlisted returns those of the spans, a list of (start, end), that no
// whitelist pattern matches that RE2 can run.
PyObject *piigo_custom_unlisted(piigo_engine *self, PyObject *text, PyObject *spans);

// piigo_check_scannable returns 0 for a text of this length, in code points, or -1 with an
// exception set if the Go side, or RE2 where it is needed, does not take as much.
int piigo_check_scannable(const piigo_engine *self, Py_ssize_t length);

// piigo_set_interpreter_facts tells the Go side what this interpreter knows of Unicode.
// Returns 0, or -1 with an exception set.
int piigo_set_interpreter_facts(void);

#endif
