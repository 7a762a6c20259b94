// Several texts gathered for one scan.

#ifndef PIIGO_GATHER_H
#define PIIGO_GATHER_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "boundary.h"

// A growing list of texts, each with its class bytes.
typedef struct {
    piigo_segment *segments;
    PyObject **strings; // a reference for each segment, or NULL
    Py_ssize_t count, room;
    uint8_t *classes;
    Py_ssize_t length, classes_room;
} piigo_gathered;

// piigo_gather adds a text. Returns 0, or -1 with an exception set.
int piigo_gather(piigo_gathered *g, PyObject *text);

// piigo_gather_room makes room for the class bytes of a text that is not a string,
// of at most length code points, and returns it; piigo_gathered_here then adds the
// text. Returns NULL with an exception set if there is no memory.
uint8_t *piigo_gather_room(piigo_gathered *g, Py_ssize_t length);
int piigo_gathered_here(piigo_gathered *g, Py_ssize_t length);

void piigo_gather_free(piigo_gathered *g);

#endif
