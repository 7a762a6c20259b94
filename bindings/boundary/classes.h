// Class bytes of Python strings.

#ifndef PIIGO_CLASSES_H
#define PIIGO_CLASSES_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The class bytes of a string, one per code point.
typedef struct {
    const uint8_t *bytes;
    Py_ssize_t length;
    uint8_t *owned; // memory to free, or NULL where the string's own is used
} piigo_classes;

// piigo_classes_open makes the class bytes of text. For an ASCII string they are
// its own characters, valid as long as the string lives. Needs no GIL. Returns 0,
// or -1 if there is no memory; sets no exception.
int piigo_classes_open(PyObject *text, piigo_classes *classes);

void piigo_classes_close(piigo_classes *classes);

// piigo_classes_fill writes the class bytes of text to out. Returns 0 or -1, as
// piigo_classes_open does.
int piigo_classes_fill(PyObject *text, uint8_t *out);

// piigo_class_of returns the class byte of a code point.
uint8_t piigo_class_of(Py_UCS4 c);

#endif
