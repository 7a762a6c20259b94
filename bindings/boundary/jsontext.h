// What a scan must know of strings that may hold JSON.

#ifndef PIIGO_JSONTEXT_H
#define PIIGO_JSONTEXT_H

#include "gather.h"

// What becomes of a string as far as JSON goes.
typedef enum {
    PIIGO_PLAIN, // it holds no JSON container and no JSON string
    PIIGO_JSON,  // it may; but a hit in it is one in the text as it stands, or in what was gathered
    PIIGO_ASK_PYTHON,
    PIIGO_FAILED, // with an exception set
    PIIGO_UNSURE, // the look was too quick to tell: in jsontext.c only
} piigo_json;

// piigo_gather_json looks at the string that was gathered as number i in of, which may be g.
// Where it may be JSON, text inside of it that is escaped is gathered: what is not escaped is
// in the string itself. depth is the number of further levels of nesting that are allowed.
piigo_json piigo_gather_json(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t i, Py_ssize_t depth);

// piigo_gather_around is for the string gathered last, if it begins as a container or a string.
// It reports whether nothing can begin in the strings of the JSON that it may be, if nothing
// does in it and in what this gathers around escapes in it; and nothing in it is to be left to
// Python. Then, if nothing does, the call above can be left out.
int piigo_gather_around(piigo_gathered *g, Py_ssize_t depth);

// piigo_begins_json returns PIIGO_JSON where the text that was gathered as number i begins as
// a container or a string, PIIGO_ASK_PYTHON for a number that may be too long, or else PIIGO_PLAIN.
piigo_json piigo_begins_json(const piigo_gathered *g, Py_ssize_t i);

#endif
