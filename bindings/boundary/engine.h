// The Python type Engine: the hot methods of a detector.

#ifndef PIIGO_ENGINE_H
#define PIIGO_ENGINE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "boundary.h"

// What the engines of a module share; set once by piigo_setup.
typedef struct {
    PyObject *internal_error, *limit_error; // exception types
    PyObject **types;                       // PIIType member by rule
    PyObject ***strategies;                 // MaskingStrategy member by rule and pattern
    PyObject *value, *start, *end, *mask_strategy, *redaction_text; // interned names
    char *fixed;                            // core.Fixed
} piigo_shared;

extern piigo_shared piigo;

extern PyTypeObject piigo_engine_type;

// piigo_build_detections returns the dictionary that the oracle's detect gives:
// {PIIType: [{"value": str, "start": int, "end": int, "mask_strategy": MaskingStrategy}]}.
PyObject *piigo_build_detections(PyObject *text, const piigo_hit *hits, int64_t count);

// piigo_build_matches returns a list of (start, end) for each of n patterns.
PyObject *piigo_build_matches(const piigo_match *matches, int64_t count, int64_t n);

// piigo_build_masked returns the string of this length that the pieces, last one
// first, make up.
PyObject *piigo_build_masked(PyObject *text, PyObject *redaction, const piigo_piece *pieces,
                             int64_t count, int64_t length);

#endif
