// A quick look at JSON, 64 characters at a time.

#ifndef PIIGO_JSONSKIM_H
#define PIIGO_JSONSKIM_H

#include "jsonreader.h"

// Where JSON is nested, before r->at.
typedef struct {
    Py_ssize_t open;   // how many containers are open
    Py_ssize_t hidden; // how many may be in the strings passed, which may be JSON, too
} piigo_nesting;

typedef enum {
    PIIGO_SKIMMED, // r->at is the end
    PIIGO_ESCAPE,  // r->at is the quote of a string with an escape in it
    PIIGO_NO_JSON, // an escape is outside of strings
    PIIGO_LOOK,    // here the look must be a closer one
} piigo_skim_result;

// piigo_skim moves on in JSON. It gives up at what may be nested deeper than depth, and
// at numbers that may be too long for the interpreter.
piigo_skim_result piigo_skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting);

// piigo_skim_literal moves on in a JSON string, to its quote or to an escape that is neither
// that of a quote nor that of a backslash, or some characters before its end. What the
// string says so far goes to out, which must have room for a block more. It returns its
// length.
Py_ssize_t piigo_skim_literal(piigo_reader *r, uint8_t *out);

#endif
