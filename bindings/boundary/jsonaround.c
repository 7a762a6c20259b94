// What must be looked at around escapes, where JSON in strings is looked at as it stands.

#include "jsontext.h"

#include "jsonreader.h"
#include "jsonskim.h"

// How far around an escape something may begin by what it says. The longest that a look must
// see at once is a run of PIIGO_RUN_LENGTH with what is beside it.
#define AROUND PIIGO_SET

// gather_blanks adds what is around these escapes in the text gathered last, with what they
// say in the place of each character of theirs. It reports whether it could.
//
// What begins in a string of JSON, however deep, begins in the text as well, where it is not
// beside such an escape: backslashes and quotes end the same words and numbers. So does a blank,
// however often it is there.
static int gather_blanks(piigo_gathered *g, const piigo_escapes *escapes) {
    uint8_t *out = piigo_gather_room(g, escapes->count * (2 * AROUND + 1));
    if (out == NULL) {
        PyErr_Clear(); // whoever gathers next finds out
        return 0;
    }
    const piigo_segment *text = &g->segments[g->count - 1];
    const uint8_t *in = g->classes + text->base;
    Py_ssize_t length = 0, begin = 0, end = 0; // begin in out, end in the text, of what is in one piece
    for (int i = 0; i < escapes->count; i++) {
        Py_ssize_t at = escapes->at[i];
        if (!piigo_blanks[in[at]]) // behind the text is PIIGO_BREAK
            return 0;
        if (at - AROUND > end) {
            if (length > 0)
                out[length++] = PIIGO_BREAK;
            begin = length;
            end = at - AROUND;
        }
        Py_ssize_t count = Py_MIN(at + AROUND, text->length) - end;
        memcpy(out + length, in + end, (size_t)count);
        length += count;
        end += count;
        Py_ssize_t back = length - (end - at);
        do
            out[back] = piigo_blanks[in[at]];
        while (--back >= begin && out[back] == '\\');
        if (back < begin && end - (length - begin) > 0)
            return 0; // its backslashes begin further away
    }
    if (piigo_gathered_here(g, length, 0) == 0)
        return 1;
    PyErr_Clear();
    return 0;
}

int piigo_gather_around(piigo_gathered *g, Py_ssize_t depth) {
    const piigo_segment *last = &g->segments[g->count - 1];
    piigo_escapes others;
    depth = Py_MIN(depth, PIIGO_SAFE_JSON_DEPTH);
    if (depth < 1 || !piigo_json_used()->shallow(g->classes + last->base, last->length, depth, &others))
        return 0;
    return others.count == 0 || gather_blanks(g, &others);
}
