// The pass of the walk that tells where JSON in strings is to be read.

#include "walk.h"

// gather_told sets whether the JSON that the string number i may be is to be read, as far as
// that is known, and gathers what it says where it is escaped, if that may tell more.
static step gather_told(walk *w, Py_ssize_t i) {
    const piigo_gathered *texts = &w->outer.texts;
    const piigo_segment *text = &texts->segments[i];
    piigo_source *source = &texts->sources[i];
    // The scan began at ask.from: in a text that ends before that, the look saw nothing begin.
    int found = text->found > 0, seen = text->base + text->length >= w->outer.ask.from;
    if (source->tells && (found || !seen)) {
        source->to_read = found;
        return DONE;
    }
    piigo_gathered *told = &w->told.texts;
    if (told->classes == NULL)
        piigo_gather_open(told);
    Py_ssize_t before = told->count;
    piigo_json json = piigo_gather_json(told, texts, i, source->depth);
    if (json == PIIGO_ASK_PYTHON || json == PIIGO_FAILED)
        return json == PIIGO_FAILED ? FAILED : ASK_PYTHON;
    source->to_read = json == PIIGO_JSON && found;
    if (json == PIIGO_PLAIN || found)
        piigo_gather_cut(told, before);
    for (; before < told->count; before++) {
        told->sources[before].outer = i;
        told->sources[before].told &= !seen;
    }
    return DONE;
}

step piigo_walk_tell(walk *w) {
    // What custom patterns find in a string is not told by the text around it.
    if (w->engine->custom > 0)
        return DONE;
    const piigo_gathered *texts = &w->outer.texts, *told = &w->told.texts;
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < texts->count; i++)
        if (texts->sources[i].to_read)
            s = gather_told(w, i);
    if (s == DONE)
        s = piigo_walk_scan(w, &w->told, 0);
    for (Py_ssize_t k = 0; s == DONE && k < told->count; k++)
        if (told->segments[k].found > 0)
            texts->sources[told->sources[k].outer].to_read = 1;
    return s;
}
