// Strings that one answer holds again and again: the address of a server, a user's name.

#ifndef PIIGO_RECENT_H
#define PIIGO_RECENT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define PIIGO_RECENT_BITS 8

// Strings of an answer that is being built, which lends them: nothing may be taken from it
// until then.
typedef struct {
    int64_t patience; // looking for a string costs some, finding it gives it back; 0: none is left
    PyObject *of[1 << PIIGO_RECENT_BITS];
} piigo_recent;

// piigo_recent_open makes *recent ready for an answer with so many detections.
void piigo_recent_open(piigo_recent *recent, int64_t detections);

// piigo_recent_string returns a new reference to the string of these ASCII characters, or
// NULL with an exception set.
PyObject *piigo_recent_string(piigo_recent *recent, const Py_UCS1 *characters, int64_t length);

#endif
