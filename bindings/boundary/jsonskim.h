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

// At the end of what is skimmed, so much is written at once, and may be behind it.
#define PIIGO_SKIMMED_AT_ONCE 64

// piigo_skim_open chooses the fastest form that the processor can run, after
// piigo_sets_open.
void piigo_skim_open(void);

// The form in use; 0 is the one for every processor.
extern int piigo_skim_form;

// piigo_skim moves on in JSON. It gives up at what may be nested deeper than depth, and
// at numbers that may be too long for the interpreter.
piigo_skim_result piigo_skim(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting);

// piigo_skim_literal moves on in a JSON string, where that pays after so many escapes in a
// row that were of quotes or backslashes: to its quote, to an escape that it does not know, or
// some characters before its end. What the string says so far goes to out, which must have
// room for PIIGO_SKIMMED_AT_ONCE more. It returns its length, and sets *changed if an escape
// was of another character.
Py_ssize_t piigo_skim_literal(piigo_reader *r, uint8_t *out, int known, int *changed);

#endif
