#include "cursors.h"

int piigo_cursors_open(piigo_cursors *cursors, const piigo_engine *engine, const piigo_request *answer) {
    cursors->count = 0;
    cursors->of = PyMem_Malloc((size_t)engine->pattern_count * sizeof *cursors->of);
    if (cursors->of == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    const piigo_span *span = answer->spans;
    for (int64_t p = 0; answer->total > 0 && p < engine->pattern_count; p++) {
        int64_t count = answer->counts[p];
        if (count > 0)
            cursors->of[cursors->count++] = (piigo_cursor){&engine->patterns[p], span, count};
        span += count;
    }
    return 0;
}

void piigo_pass_spans(piigo_cursors *cursors, const piigo_segment *segment) {
    for (int64_t c = 0; segment->found > 0 && c < cursors->count; c++)
        while (piigo_next_span(&cursors->of[c], segment) != NULL)
            ;
}

void piigo_cursors_close(piigo_cursors *cursors) {
    PyMem_Free(cursors->of);
    *cursors = (piigo_cursors){0};
}
