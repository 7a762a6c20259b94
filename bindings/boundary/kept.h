// Objects that answers hold again and again: made when first needed, then kept.

#ifndef PIIGO_KEPT_H
#define PIIGO_KEPT_H

#include "recent.h"

// Offsets in short texts: 160 KB when all are made.
#define PIIGO_OFFSETS 4096
extern PyObject *piigo_offsets[PIIGO_OFFSETS]; // NULL: not yet made

// piigo_offset returns a new reference to the int n, which is not negative; or NULL with
// an exception set.
static inline PyObject *piigo_offset(int64_t n) {
    if (n >= PIIGO_OFFSETS)
        // CPython makes an int of one digit faster from a long.
        return n <= LONG_MAX ? PyLong_FromLong((long)n) : PyLong_FromLongLong(n);
    PyObject **place = &piigo_offsets[n];
    if (*place == NULL && (*place = PyLong_FromLong((long)n)) == NULL)
        return NULL;
    return Py_NewRef(*place);
}

// piigo_ascii returns a new reference to the string of these ASCII characters, or NULL
// with an exception set. What is not kept may be among the recent ones.
PyObject *piigo_ascii(const Py_UCS1 *characters, int64_t length, piigo_recent *recent);

// piigo_kept_fetch fetches what is kept into the processor's caches, if so many
// detections are worth it. After other work it is not there, and as it is needed in no
// order, each object would be waited for.
void piigo_kept_fetch(int64_t detections);

#endif
