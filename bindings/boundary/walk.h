// The walk through nested data, in two passes over the same values: the first gathers
// all strings, which are then scanned at once; the second, which is only needed if
// something was found, builds the containers around it again.
//
// JSON in strings is looked at, not loaded, when the strings are gathered. Where
// something was found in it, they are gathered once more, with that JSON loaded by
// Python's json.

#ifndef PIIGO_WALK_H
#define PIIGO_WALK_H

#include "cursors.h"
#include "gather.h"
#include "step.h"

typedef struct {
    piigo_engine *engine;
    Py_ssize_t max_depth;
    piigo_gathered gathered;
    PyObject *shared; // the containers met that something else refers to, too
    piigo_request ask;
    int64_t counts[PIIGO_MAX_PATTERNS];
    PyObject *redaction;
    Py_ssize_t inside; // how many strings of JSON, one in the other, the walk is in
    // Strings are gathered again, with JSON loaded:
    PyObject *loaded;     // for each gathered text what was loaded from it, or None; or NULL
    piigo_gathered first; // what was gathered at first; nothing: all JSON is loaded
    Py_ssize_t first_next;
    // The second pass:
    Py_ssize_t next; // gathered text
    piigo_cursors cursors;
    Py_ssize_t detected; // the number of detections so far
    PyObject *detections;
    PyObject *lists[PIIGO_MAX_PATTERNS]; // of each rule in detections, borrowed
} walk;

// piigo_walk_build puts a new reference to what takes the place of value into *built,
// and adds what was found in it to the detections.
step piigo_walk_build(walk *w, PyObject *value, PyObject **built);

#endif
