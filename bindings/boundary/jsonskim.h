// JSON looked at and written 64 characters at a time.

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

// Characters being read, and where they are written to. There must be room for all that may be
// written, and PIIGO_SKIMMED_AT_ONCE more.
typedef struct {
    const uint8_t *in, *end;
    uint8_t *out;
} piigo_packing;

// Escapes of other characters than quotes and backslashes, by where what is behind their
// backslashes is.
typedef struct {
    Py_ssize_t at[8];
    int count;
} piigo_escapes;

// At the end of what is skimmed, so much is written at once, and may be behind it.
#define PIIGO_SKIMMED_AT_ONCE 64

// What one kind of processor has for JSON.
typedef struct {
    // skim moves on in JSON. It gives up at what may be nested deeper than depth, and at numbers
    // that may be too long for the interpreter.
    piigo_skim_result (*skim)(piigo_reader *r, Py_ssize_t depth, piigo_nesting *nesting);

    // shallow reports whether nothing can be nested deeper than depth nor be a number too long
    // for the interpreter, and only few escapes are of other characters than quotes and
    // backslashes; each in this text, and in all that its strings say, if it is JSON.
    int (*shallow)(const uint8_t *characters, Py_ssize_t length, Py_ssize_t depth, piigo_escapes *others);

    // literal moves on in a JSON string: to its quote, to an escape that it does not know, to a
    // control character, or some characters before its end. What the string says so far goes to
    // out, which must have room for PIIGO_SKIMMED_AT_ONCE more. It returns its length, and sets
    // *changed if an escape was of another character than a quote or a backslash.
    Py_ssize_t (*literal)(piigo_reader *r, uint8_t *out, int *changed);

    // After so many quotes and backslashes that are escaped, literal pays.
    int literal_from;

    // pack writes valid JSON, of one byte a character and from outside of its strings,
    // without the white space between its values. It stops before an escape, and then returns
    // 1, as it is in a string; or before a number that may have to be written anew; or where
    // it cannot go on. NULL: JSON is to be written character by character.
    int (*pack)(piigo_packing *p);

    // pack_string writes characters as they stand in a JSON string, up to one that is escaped
    // otherwise than by a backslash before it, or to where it cannot go on. That takes twice
    // the room at most.
    void (*pack_string)(piigo_packing *p);
} piigo_json_form;

// The forms, from the one for every processor to the fastest; and that in use.
extern const piigo_json_form *const piigo_json_forms[];
extern int piigo_json_form_used;

// piigo_json_open chooses the fastest form that the processor can run, after
// piigo_sets_open.
void piigo_json_open(void);

static inline const piigo_json_form *piigo_json_used(void) { return piigo_json_forms[piigo_json_form_used]; }

#endif
