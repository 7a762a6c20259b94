// Dictionaries of detections.

#ifndef PIIGO_ITEMS_H
#define PIIGO_ITEMS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// piigo_new_template returns a dictionary to copy items from: the keys "value",
// "start", "end" and "mask_strategy", the last with its value; and "type" unless that
// is NULL.
PyObject *piigo_new_template(PyObject *strategy, PyObject *type);

// piigo_new_item returns a copy of the template with these values, to which it takes
// over the references, also where it fails. A value may be NULL, with an exception
// set.
PyObject *piigo_new_item(PyObject *template, PyObject *value, PyObject *start, PyObject *end);

#endif
