// Objects that answers hold again and again: made when first needed, then kept.

#ifndef PIIGO_KEPT_H
#define PIIGO_KEPT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// piigo_offset returns a new reference to the int n, which is not negative; or NULL with
// an exception set.
PyObject *piigo_offset(int64_t n);

// piigo_ascii returns a new reference to the string of these ASCII characters, or NULL
// with an exception set.
PyObject *piigo_ascii(const Py_UCS1 *characters, int64_t length);

#endif
