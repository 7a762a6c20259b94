// The spans of an answer about several texts, handed out text by text.

#ifndef PIIGO_CURSORS_H
#define PIIGO_CURSORS_H

#include "engine.h"

// The spans of a pattern that are still to come.
typedef struct {
    const piigo_pattern *pattern;
    const piigo_span *next;
    int64_t left;
} piigo_cursor;

// A cursor for each pattern with spans, in the order of the patterns.
typedef struct {
    piigo_cursor *of;
    int64_t count;
} piigo_cursors;

// piigo_cursors_open returns 0, or -1 with an exception set.
int piigo_cursors_open(piigo_cursors *cursors, const piigo_engine *engine, const piigo_request *answer);

void piigo_cursors_close(piigo_cursors *cursors);

// piigo_next_span returns the cursor's next span, if it begins in the segment or right
// behind it, else NULL. Segments are asked for in their order.
static inline const piigo_span *piigo_next_span(piigo_cursor *cursor, const piigo_segment *segment) {
    if (cursor->left == 0 || cursor->next->start > segment->base + segment->length)
        return NULL;
    cursor->left--;
    return cursor->next++;
}

// piigo_spans_left returns how many spans are left of the patterns of a rule.
int64_t piigo_spans_left(const piigo_cursors *cursors, int64_t rule);

// piigo_next_touches reports whether a span overlaps these class bytes or ends or begins
// right beside them. They are asked for in their order; what is before them is passed.
static inline int piigo_next_touches(piigo_cursors *cursors, int64_t from, int64_t to) {
    int touches = 0;
    for (piigo_cursor *c = cursors->of; c < cursors->of + cursors->count; c++) {
        for (; c->left > 0 && c->next->end < from; c->left--)
            c->next++;
        touches |= c->left > 0 && c->next->start <= to;
    }
    return touches;
}

#endif
