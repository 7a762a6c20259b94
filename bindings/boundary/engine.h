// The Python type Engine: the hot methods of a detector.

#ifndef PIIGO_ENGINE_H
#define PIIGO_ENGINE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "boundary.h"

// A built-in pattern as Python sees it.
typedef struct {
    int64_t rule;         // number of its rule
    PyObject *type;       // PIIType member
    PyObject *item;       // what a detection is copied from
    PyObject *typed_item; // the same with the "type" that the oracle's mask adds
} piigo_pattern;

// What the engines of a module share; set once by setup().
typedef struct {
    PyObject *internal_error, *limit_error; // exception types
    piigo_pattern patterns[PIIGO_MAX_PATTERNS];
    int64_t pattern_count;
    PyObject *value, *start, *end, *mask_strategy, *type, *redaction_text; // names
} piigo_shared;

extern piigo_shared piigo;

extern PyTypeObject piigo_engine_type;

// piigo_build_detections returns the dictionary that the oracle's detect gives:
// {PIIType: [{"value": str, "start": int, "end": int, "mask_strategy": MaskingStrategy}]}.
// With typed, each item also has the "type" that the oracle's mask adds.
PyObject *piigo_build_detections(PyObject *text, const piigo_request *answer, int typed);

// piigo_build_matches returns a list of (start, end) for each pattern.
PyObject *piigo_build_matches(const piigo_request *answer);

// piigo_build_masked returns the masked text.
PyObject *piigo_build_masked(const piigo_request *answer);

#endif
