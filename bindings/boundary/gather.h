// Several texts gathered for one scan.

#ifndef PIIGO_GATHER_H
#define PIIGO_GATHER_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "boundary.h"

// Where the literal of a string in JSON stands in the text around it: from its first quote to
// behind its last one.
typedef struct {
    Py_ssize_t begin, end;
} piigo_literal;

// Where the characters of a gathered text are: in a string, from this one on.
typedef struct {
    PyObject *string; // a reference; NULL: nowhere
    Py_ssize_t from;
    piigo_literal literal; // of a string in JSON
    int told;              // nothing begins in it if nothing does in the texts gathered before
    // Of a string that may be JSON:
    int tells;          // nothing begins in its strings if nothing does in it and what is gathered around
    int to_read;        // whether that JSON is to be read
    Py_ssize_t depth;   // how deep it may be nested
    Py_ssize_t strings; // how many strings in it were gathered
    // Of what such a string says where it is escaped:
    Py_ssize_t outer; // the number of that string
} piigo_source;

// A growing list of texts, each with its class bytes.
typedef struct {
    piigo_segment *segments;
    piigo_source *sources; // one for each segment
    Py_ssize_t count, room;
    uint8_t *classes; // with a block of room behind
    Py_ssize_t length, classes_room;
} piigo_gathered;

// piigo_gather_open makes *g an empty list. It may be given the memory of one before.
void piigo_gather_open(piigo_gathered *g);

// piigo_gather adds a text. Returns 0, or -1 with an exception set.
int piigo_gather(piigo_gathered *g, PyObject *text);

// piigo_gather_part adds so many code points of the text that was gathered as number i in
// of, which may be g. Returns as piigo_gather does.
int piigo_gather_part(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t i, Py_ssize_t from, Py_ssize_t length);

// piigo_gather_room makes room for the class bytes of a text that is not a string,
// of at most length code points, and returns it; piigo_gathered_here then adds the
// text, of which told says what it does in its source. Returns NULL with an exception set if
// there is no memory.
uint8_t *piigo_gather_room(piigo_gathered *g, Py_ssize_t length);
int piigo_gathered_here(piigo_gathered *g, Py_ssize_t length, int told);

// piigo_gather_strings keeps only what stands in strings. It moves *from, an offset of class
// bytes, to where what was there is now; or, where it is not kept, the string before it.
void piigo_gather_strings(piigo_gathered *g, int64_t *from);

// piigo_gather_cut keeps only the first count texts.
void piigo_gather_cut(piigo_gathered *g, Py_ssize_t count);

void piigo_gather_free(piigo_gathered *g);

#endif
