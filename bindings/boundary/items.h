// Dictionaries of detections.

#ifndef PIIGO_ITEMS_H
#define PIIGO_ITEMS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// What the items of a pattern are copied from.
typedef struct {
    PyObject *item; // the keys "value", "start", "end", "mask_strategy"; perhaps "type"
    char *values;   // where item holds its values, with all that belongs to them; or
    size_t size;    // NULL, if that is not known
} piigo_template;

// piigo_template_open makes the template of items with this strategy, and with this type
// unless that is NULL. Returns 0, or -1 with an exception set.
int piigo_template_open(piigo_template *template, PyObject *strategy, PyObject *type);
void piigo_template_close(piigo_template *template);

// piigo_new_item returns an item with these values, to which it takes over the
// references, also where it fails. A value may be NULL, with an exception set.
PyObject *piigo_new_item(const piigo_template *template, PyObject *value, PyObject *start, PyObject *end);

#endif
