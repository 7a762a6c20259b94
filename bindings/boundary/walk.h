// The walk through nested data, in passes over the same values: the first gathers all
// strings, which are then scanned at once (nested.c); the last, which is only needed if
// something was found, builds the containers around it again (nested_build.c).
//
// JSON in strings is not read at first: a pass between those two tells where something may
// be found in it (nested_told.c). There another one reads it, and has the strings in it
// scanned (nested_json.c); then it is written anew.

#ifndef PIIGO_WALK_H
#define PIIGO_WALK_H

#include "cursors.h"
#include "gather.h"
#include "jsontext.h"
#include "paths.h"
#include "room.h"
#include "step.h"

// Where a value is: the depth of the container that holds it, or its own if it is one, and
// the path to it, which counts only where JSON is read.
typedef struct {
    Py_ssize_t depth;
    uint64_t path;
} place;

// Texts that are scanned at once, and what is found in them.
typedef struct {
    piigo_gathered texts;
    piigo_request ask;
    piigo_room *room; // for the answer
    piigo_cursors cursors;
    Py_ssize_t next; // text of the pass that is being made
} piigo_scanned;

// A list in the detections that is being filled.
typedef struct {
    PyObject *items; // borrowed; NULL: not yet made
    Py_ssize_t filled;
} filling;

typedef struct {
    piigo_engine *engine;
    Py_ssize_t max_depth;
    PyObject *redaction;
    PyObject *shared; // the containers met that something else refers to, too
    piigo_scanned outer; // the strings in the data
    int json;   // whether one of them may be
    int untold; // whether one does not tell of all in that JSON
    int around; // whether what is around escapes in them is there, too
    // What JSON in them says where it is escaped, if nothing was found in it as it stands.
    piigo_scanned told;
    // The strings in that JSON, each with those in it behind it. Those in which nothing can be
    // found are left out.
    piigo_scanned inner;
    // Where JSON is read:
    int json_read;
    piigo_cursors hits; // what was found in outer, behind the JSON read so far
    piigo_paths paths;  // of all strings, also of those left out
    Py_UCS4 widest_key; // the widest character that stands escaped in a key
    // In keys is what a label in a path begins with, or more than the hashes of paths tell.
    int marked_keys, odd_keys;
    // Where the containers are built:
    piigo_recent *recent;
    PyObject *detections;
    filling lists[PIIGO_MAX_PATTERNS]; // of each rule
} walk;

// piigo_walk_tell tells which strings in outer hold JSON that is to be read: that in which
// something may be found.
step piigo_walk_tell(walk *w);

// piigo_walk_read reads the JSON in the strings of the data, if something was found in it,
// and scans the strings in it.
step piigo_walk_read(walk *w, PyObject *data);

// piigo_walk_build puts a new reference to what takes the place of value into *built,
// and adds what was found in it to the detections.
step piigo_walk_build(walk *w, PyObject *value, Py_ssize_t depth, PyObject **built);

// piigo_walk_scan scans the texts. want is a set of PIIGO_SPANS and PIIGO_MASKED; how much is
// found in each text is told in any case.
step piigo_walk_scan(walk *w, piigo_scanned *s, int64_t want);

// piigo_walk_check_length asks Python where a text of this length is over the limit.
step piigo_walk_check_length(const walk *w, Py_ssize_t length);

// piigo_walk_changed sets the exception for data that is no longer what it was.
step piigo_walk_changed(void);

// piigo_walk_text and piigo_walk_part take a string in the JSON that was gathered as number
// here in texts, and has this literal in it. A string without an escape is what is between
// the quotes; any other is given.
step piigo_walk_part(walk *w, const piigo_gathered *texts, Py_ssize_t here, piigo_literal literal, place p);
step piigo_walk_text(walk *w, PyObject *string, piigo_literal literal, place p);

// piigo_json_read reads the JSON that the text holds that was gathered as number here in
// texts, and begins as a container or a string. It returns PIIGO_JSON for a container;
// PIIGO_PLAIN for what is no JSON, though strings may have been taken; PIIGO_ASK_PYTHON for a
// string alone, and for what is nested too deep or has an integer of too many digits.
piigo_json piigo_json_read(walk *w, const piigo_gathered *texts, Py_ssize_t here, place p);

// piigo_json_write returns the JSON in the text number here of outer as json.dumps would:
// compact, all characters unescaped that can be. The strings in it that are in inner from
// this number on are masked.
PyObject *piigo_json_write(const walk *w, Py_ssize_t here, Py_ssize_t inner);

#endif
