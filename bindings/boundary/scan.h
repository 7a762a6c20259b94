// The methods of an engine that are about one text.

#ifndef PIIGO_SCAN_H
#define PIIGO_SCAN_H

#include "engine.h"

// With METH_FASTCALL | METH_KEYWORDS: text alone. They do what Detector's methods do.
PyObject *piigo_scan_detect(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names);
PyObject *piigo_scan_redact(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names);
PyObject *piigo_scan_process(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names);

// With METH_FASTCALL, for piigo's own Python code; see Engine_methods.
PyObject *piigo_scan_matches(piigo_engine *self, PyObject *const *args, Py_ssize_t count);
PyObject *piigo_scan_unlisted(piigo_engine *self, PyObject *const *args, Py_ssize_t count);

#endif
