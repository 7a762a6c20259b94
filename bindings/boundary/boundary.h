// The hand-written border between Python and Go: types and functions that the C
// side (boundary.c and its neighbours) and the Go side (boundary.go) share.

#ifndef PIIGO_BOUNDARY_H
#define PIIGO_BOUNDARY_H

#include <stdint.h>
#include <stdlib.h>

// A detection; the layout of core.Hit.
typedef struct {
    int64_t start, end; // code points
    int64_t rule;       // number in rules.Registry
    int64_t pattern;    // number among the patterns of the rule
} piigo_hit;

// A match of one pattern; start and end in code points.
typedef struct {
    int64_t start, end;
    int64_t pattern; // number among all built-in patterns
} piigo_match;

// A part of a masked text; the layout of core.Piece.
typedef struct {
    int64_t from, to; // code points of the source
    uint8_t source;   // PIIGO_FROM_...
} piigo_piece;

enum {
    PIIGO_FROM_TEXT,
    PIIGO_FROM_REDACTION,
    PIIGO_FROM_FIXED,
    PIIGO_FROM_STARS,
};

// Room for results. Go fills items where they fit, else memory that it takes
// from malloc and that the caller frees (then items has changed).
typedef struct {
    void *items;
    int64_t room, count; // in items
    int64_t length;      // code points of the masked text, for plans
} piigo_results;

// malloc as Go may call it: cgo ends the process where its own C.malloc fails.
static inline void *piigo_alloc(size_t size) { return malloc(size); }

// What a call into Go came to.
enum {
    PIIGO_OK = 0,
    PIIGO_PANIC = -1,
    PIIGO_NO_MEMORY = -2,
};

#endif
