// Reading JSON as the interpreter's json.loads does.

#ifndef PIIGO_JSONREAD_H
#define PIIGO_JSONREAD_H

#include "jsontext.h"

typedef struct piigo_json_walk piigo_json_walk;

struct piigo_json_walk {
    piigo_gathered *gathered;
    Py_ssize_t max_depth;
    // Called for each string in a container with that container's depth; returns
    // PIIGO_JSON, or what ends the reading.
    piigo_json (*string)(piigo_json_walk *walk, PyObject *string, Py_ssize_t depth);
    Py_UCS4 widest_key; // the widest escaped character in a key so far
};

// piigo_json_read reads the text whose class bytes stand at base in what was gathered. It
// returns PIIGO_JSON for a container. Where it returns PIIGO_PLAIN, for what is no
// JSON or none with strings in it, walk->string may have been called nonetheless.
// PIIGO_ASK_PYTHON: it is a string, or too deep, or it has the same key twice, or a key that
// may look like a part of a path.
piigo_json piigo_json_read(piigo_json_walk *walk, PyObject *text, Py_ssize_t base, Py_ssize_t depth);

#endif
