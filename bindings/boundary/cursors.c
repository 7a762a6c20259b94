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

int64_t piigo_spans_left(const piigo_cursors *cursors, int64_t rule) {
    int64_t left = 0;
    for (int64_t c = 0; c < cursors->count; c++)
        if (cursors->of[c].pattern->rule == rule)
            left += cursors->of[c].left;
    return left;
}

void piigo_cursors_close(piigo_cursors *cursors) {
    PyMem_Free(cursors->of);
    *cursors = (piigo_cursors){0};
}
