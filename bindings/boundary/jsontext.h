// What a scan must know of strings that may hold JSON.

#ifndef PIIGO_JSONTEXT_H
#define PIIGO_JSONTEXT_H

#include "gather.h"

// What becomes of a string as far as JSON goes.
typedef enum {
    PIIGO_PLAIN, // it holds no JSON container and no JSON string
    PIIGO_JSON,  // it may; but nothing in it can be a hit unless one was gathered
    PIIGO_ASK_PYTHON,
    PIIGO_FAILED, // with an exception set
    PIIGO_UNSURE, // the look was too quick to tell: in jsontext.c only
} piigo_json;

// piigo_gather_json looks at the string that was gathered last. Where it may be JSON,
// text inside of it that is escaped is gathered, too: what is not escaped is in the
// string itself. depth is the number of further levels of nesting that are allowed.
piigo_json piigo_gather_json(piigo_gathered *g, Py_ssize_t depth);

// piigo_gather_json_later may be called before that. It reports whether nothing can begin in
// the strings of the JSON that the string gathered last may be, if nothing does in that
// string and in what this gathers of it, too; and nothing in it is to be left to Python. Then
// the call above can be left out, or made later, for all such strings at once:
// piigo_gather_json_now puts a new list into *all, in which what they hold is gathered, and
// returns as that does. It moves *from, an offset of class bytes, to where what was there is now.
int piigo_gather_json_later(piigo_gathered *g, Py_ssize_t depth);
piigo_json piigo_gather_json_now(const piigo_gathered *g, piigo_gathered *all, int64_t *from);

// piigo_begins_json reports whether the text that was gathered as number i begins as JSON
// does that counts: a container, a string, or a number, which may be too long.
int piigo_begins_json(const piigo_gathered *g, Py_ssize_t i);

#endif
