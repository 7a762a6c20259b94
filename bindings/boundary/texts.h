// Characters of Python strings in a width of choice.

#ifndef PIIGO_TEXTS_H
#define PIIGO_TEXTS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The characters of a string.
typedef struct {
    const void *data;
    void *owned; // memory to free, or NULL where the string's own is used
} piigo_chars;

// piigo_chars_open gives the characters of text in a width of 1, 2 or 4 bytes, its
// own at least. Needs no GIL. Returns 0, or -1 if there is no memory; sets no exception.
int piigo_chars_open(PyObject *text, int64_t width, piigo_chars *chars);

void piigo_chars_close(piigo_chars *chars);

// piigo_chars_copy copies characters of one width to where they take the same or a larger
// one.
void piigo_chars_copy(void *out, int64_t out_width, const void *in, int64_t in_width, Py_ssize_t length);

#endif
