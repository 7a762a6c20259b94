// The walk through nested data, in two passes over the same values: the first gathers
// all strings, which are then scanned at once; the second, which is only needed if
// something was found, builds the containers around it again.
//
// JSON in strings is looked at, not read, when the strings are gathered. Where
// something was found in it, they are gathered once more, now with the strings in that
// JSON, which is then written anew.

#ifndef PIIGO_WALK_H
#define PIIGO_WALK_H

#include "cursors.h"
#include "gather.h"
#include "jsontext.h"
#include "step.h"

// Where a value is: the depth of the container that holds it, or its own if it is one, and
// the path to it, which counts only when strings are gathered again.
typedef struct {
    Py_ssize_t depth;
    uint64_t path;
} place;

typedef struct {
    piigo_engine *engine;
    Py_ssize_t max_depth;
    piigo_gathered gathered;
    PyObject *shared; // the containers met that something else refers to, too
    piigo_request ask;
    int64_t counts[PIIGO_MAX_PATTERNS];
    PyObject *redaction;
    Py_ssize_t inside; // how many strings of JSON, one in the other, the walk is in
    // Strings are gathered again. The tag of one is now the number of those in it, which
    // stand behind it.
    int again;
    piigo_gathered first; // what was gathered at first; nothing: all JSON is read
    Py_ssize_t first_next;
    Py_UCS4 widest_key; // the widest character that stands escaped in a key
    // In keys is what a label in a path begins with, or more than the hashes of paths tell.
    int marked_keys, odd_keys;
    // The second pass:
    Py_ssize_t next; // gathered text
    piigo_cursors cursors;
    piigo_recent *recent;
    PyObject *detections;
    PyObject *lists[PIIGO_MAX_PATTERNS]; // of each rule in detections, borrowed
} walk;

// piigo_walk_build puts a new reference to what takes the place of value into *built,
// and adds what was found in it to the detections.
step piigo_walk_build(walk *w, PyObject *value, PyObject **built);

// piigo_walk_text gathers a string.
step piigo_walk_text(walk *w, PyObject *text, place p);

// piigo_walk_part gathers a string in JSON in the text that was gathered as number here.
step piigo_walk_part(walk *w, Py_ssize_t here, Py_ssize_t from, Py_ssize_t length, place p);

// piigo_json_read gathers the strings in the JSON that the text holds that was gathered as
// number here. It returns PIIGO_JSON for a container; PIIGO_PLAIN for what is no JSON or
// holds no string, though something may have been gathered; PIIGO_ASK_PYTHON for a string
// alone, and for what is nested too deep or has an integer of too many digits.
piigo_json piigo_json_read(walk *w, Py_ssize_t here, place p);

// piigo_json_write returns the JSON in the text that was gathered as number here, with the
// strings in it masked, as json.dumps would: compact, all characters unescaped that can be.
PyObject *piigo_json_write(const walk *w, Py_ssize_t here);

#endif
