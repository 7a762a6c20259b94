// Methods of an engine for tests only.

#ifndef PIIGO_HOOKS_H
#define PIIGO_HOOKS_H

#include "engine.h"

PyObject *piigo_hook_quiet(piigo_engine *self, PyObject *const *args, Py_ssize_t count);
PyObject *piigo_hook_json_form(piigo_engine *self, PyObject *form);
PyObject *piigo_hook_around(piigo_engine *self, PyObject *text);
PyObject *piigo_hook_skimmed(piigo_engine *self, PyObject *text);
PyObject *piigo_hook_panic(piigo_engine *self, PyObject *ignored);

#endif
