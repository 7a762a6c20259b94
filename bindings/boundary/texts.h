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

// piigo_width returns the number of bytes that a character of the string needs: 1
// if it is ASCII, else 2 or 4.
static inline int64_t piigo_width(PyObject *text) {
    if (PyUnicode_IS_ASCII(text))
        return 1;
    return PyUnicode_KIND(text) == PyUnicode_4BYTE_KIND ? 4 : 2;
}

// piigo_chars_open gives the characters of text in a width of at least its own.
// Needs no GIL. Returns 0, or -1 if there is no memory; sets no exception.
int piigo_chars_open(PyObject *text, int64_t width, piigo_chars *chars);

void piigo_chars_close(piigo_chars *chars);

#endif
