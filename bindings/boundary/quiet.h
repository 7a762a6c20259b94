// Texts in which nothing can begin: they take no call into Go.

#ifndef PIIGO_QUIET_H
#define PIIGO_QUIET_H

#include "engine.h"

// piigo_quiet_open asks Go where patterns begin; once, before piigo_quiet is called.
void piigo_quiet_open(void);

// piigo_quiet reports whether no built-in pattern can match in a text, by its class bytes;
// if not, it does not know. It asks what Go's scan does, less closely.
int piigo_quiet(const uint8_t *classes, Py_ssize_t length);

// Longer texts are left to Go's scan, which takes a quarter of the time for a character.
#define PIIGO_QUIET_LENGTH 256

// piigo_nothing_in reports whether it takes no call into Go to answer for these class bytes.
static inline int piigo_nothing_in(const piigo_engine *engine, const uint8_t *classes, Py_ssize_t length) {
    return length <= PIIGO_QUIET_LENGTH && !engine->own && (length == 0 || piigo_quiet(classes, length));
}

#endif
