// The Python type Engine: the hot methods of a detector.

#ifndef PIIGO_ENGINE_H
#define PIIGO_ENGINE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "boundary.h"
#include "items.h"
#include "recent.h"
#include "step.h"

// A pattern as Python sees it.
typedef struct {
    int64_t rule;              // number of its type's rule
    PyObject *type;            // PIIType member
    piigo_template item;       // what a detection is copied from
    piigo_template typed_item; // the same with the "type" that the oracle's mask adds
} piigo_pattern;

// What the engines of a module share; set once by setup().
typedef struct {
    PyObject *internal_error, *limit_error; // exception types
    piigo_pattern patterns[PIIGO_MAX_PATTERNS];
    int64_t pattern_count;
    PyObject *redact, *partial, *remove, *hash, *tokenize; // MaskingStrategy members
    PyObject *value, *start, *end, *mask_strategy, *type, *redaction_text; // names
} piigo_shared;

extern piigo_shared piigo;

typedef struct {
    PyObject_HEAD
    int64_t id;          // of the Go engine; -1 when closed
    PyObject *config;    // its redaction_text is read at each call
    PyObject *source;    // its revive(method, text) answers where this engine cannot
    int retired;         // the detector has changed since
    Py_ssize_t max_text;  // code points, -1 for no limit
    Py_ssize_t max_depth; // of nested data
    // What the engine reports on: the built-in patterns, or what piigo_custom_open made.
    const piigo_pattern *patterns;
    int64_t pattern_count;
    int custom;          // how many custom patterns and patterns of the whitelist there are
    int needs_text;      // class bytes tell too little
    piigo_pattern *made; // the patterns if they are not the built-in ones alone
    int64_t *slots;      // and what each of them is; see piigo_engine_slots
} piigo_engine;

extern PyTypeObject piigo_engine_type;

// Texts of this many code points and up are scanned without the GIL.
#define PIIGO_LONG_TEXT 4096

// piigo_ready makes a string ready that an old extension made in the way of Python 2; Python's
// own do so before any look at one. Returns 0, or -1 with an exception set.
static inline int piigo_ready(PyObject *string) {
#if PY_VERSION_HEX < 0x030C0000
    return PyUnicode_READY(string);
#else
    (void)string;
    return 0;
#endif
}

// piigo_redaction_of puts the redaction text into *redaction, a new reference. ASK_PYTHON: it
// was set to what is no string or one of a subclass, or is missing, so that the default counts.
step piigo_redaction_of(const piigo_engine *self, PyObject **redaction);

// piigo_same reports whether an object is an enumeration member or the string of one.
int piigo_same(PyObject *object, PyObject *member);

// piigo_rule_of returns the number of the rule of a type, or -1.
int64_t piigo_rule_of(PyObject *type);

// piigo_check_status returns 0 for PIIGO_OK, else -1 with an exception set.
int piigo_check_status(int status);

// piigo_check_process returns 0, or -1 with an exception set in a forked child. What
// only piigo's own Python code calls does not ask whether the detector has changed.
int piigo_check_process(void);

// piigo_nested walks data and returns a tuple (found anything, data with what was found
// masked, detections), or None where only the Python walk gives the right answer.
PyObject *piigo_nested(piigo_engine *self, PyObject *data);

// piigo_mask returns text with the detections masked, to each of which it adds its type;
// or None where they are not as detect gives them.
PyObject *piigo_mask(piigo_engine *self, PyObject *text, PyObject *detections);

// piigo_many has all texts of a sequence scanned at once. Returns a list: the detections
// of each text, or with masked its masked form; or None: Python must do it.
PyObject *piigo_many(piigo_engine *self, PyObject *texts, int masked, int64_t threads);

// piigo_build_detections returns the dictionary that the oracle's detect gives:
// {PIIType: [{"value": str, "start": int, "end": int, "mask_strategy": MaskingStrategy}]}.
// With typed, each item also has the "type" that the oracle's mask adds.
PyObject *piigo_build_detections(const piigo_engine *self, PyObject *text, const piigo_request *answer, int typed);

// piigo_build_item returns one detection, a copy of the template. base is where the class
// bytes of the text begin that the span was found in; the text stands in the string from
// this code point on.
PyObject *piigo_build_item(PyObject *string, int64_t from, int64_t base, piigo_span span,
                           const piigo_template *template, piigo_recent *recent);

// piigo_build_matches returns a list of (start, end) for each pattern.
PyObject *piigo_build_matches(const piigo_engine *self, const piigo_request *answer);

// piigo_free_answer frees what an answer took from malloc.
void piigo_free_answer(piigo_request *ask);

// piigo_build_masked returns the masked form of text.
PyObject *piigo_build_masked(piigo_request *answer, PyObject *text, PyObject *redaction);

// piigo_string returns a string of these characters; ascii tells that all are ASCII.
PyObject *piigo_string(const void *data, int64_t length, int64_t width, int ascii);

#endif
