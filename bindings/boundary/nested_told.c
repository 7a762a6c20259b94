// What is looked at once more after the first scan: JSON of which the text as it stands
// does not tell enough, and what begins and ends as JSON does, but is not written anew.

#include "walk.h"

// more_texts returns the list of more, made ready.
static piigo_gathered *more_texts(walk *w) {
    if (w->more.texts.classes == NULL)
        piigo_gather_open(&w->more.texts);
    return &w->more.texts;
}

// gather_told sets whether the JSON that the string number i may be is to be read, as far as
// that is known, and gathers what it says where it is escaped, if that may tell more.
static step gather_told(walk *w, Py_ssize_t i) {
    const piigo_gathered *texts = &w->outer.texts;
    piigo_segment *text = &texts->segments[i];
    // Nothing was seen in what is before ask.from.
    int found = text->found > 0, seen = text->base + text->length > w->outer.ask.from;
    if (texts->sources[i].tells && (found || !seen)) {
        text->tag = found;
        return DONE;
    }
    piigo_gathered *told = more_texts(w);
    Py_ssize_t before = told->count;
    piigo_json json = piigo_gather_json(told, texts, i, texts->sources[i].depth);
    if (json == PIIGO_ASK_PYTHON || json == PIIGO_FAILED)
        return json == PIIGO_FAILED ? FAILED : ASK_PYTHON;
    text->tag = json == PIIGO_JSON && found;
    if (json == PIIGO_PLAIN || found)
        piigo_gather_cut(told, before);
    for (; before < told->count; before++) {
        told->segments[before].tag = i;
        told->sources[before].told &= !seen;
    }
    return DONE;
}

step piigo_walk_tell(walk *w) {
    // What patterns of the user's own find in a string is not told by the text around it.
    if (w->engine->own > 0)
        return DONE;
    const piigo_gathered *texts = &w->outer.texts, *told = &w->more.texts;
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < texts->count; i++)
        if (texts->segments[i].tag)
            s = gather_told(w, i);
    if (s == DONE)
        s = piigo_walk_scan(w, &w->more, 0);
    for (Py_ssize_t k = 0; s == DONE && k < told->count; k++)
        if (told->segments[k].found > 0)
            texts->segments[told->segments[k].tag].tag = 1;
    return s;
}

// found_inside returns how much was found in the strings of inner from *next on that are in
// the JSON of a text, and passes them.
static int64_t found_inside(const walk *w, const piigo_segment *text, Py_ssize_t *next) {
    int64_t found = 0;
    for (Py_ssize_t end = w->json_read ? *next + text->tag : 0; *next < end; ++*next)
        found += w->inner.texts.segments[*next].found;
    return found;
}

step piigo_walk_mask(walk *w) {
    const piigo_gathered *texts = &w->outer.texts, *rest = &w->more.texts;
    piigo_gather_cut(&w->more.texts, 0);
    for (Py_ssize_t i = 0, next = 0; i < texts->count; i++) {
        const piigo_segment *text = &texts->segments[i];
        if (found_inside(w, text, &next) > 0 || text->found == 0 || text->mask)
            continue;
        if (piigo_gather_again(more_texts(w), texts, i) < 0)
            return FAILED;
        rest->segments[rest->count - 1].tag = i;
    }
    w->more.ask.from = 0;
    step s = rest->count == 0 ? DONE : piigo_walk_ask(w, &w->more, PIIGO_MASKED);
    for (Py_ssize_t k = 0; s == DONE && k < rest->count; k++) {
        const piigo_segment *masked = &rest->segments[k];
        piigo_segment *text = &texts->segments[masked->tag];
        text->masked = masked->masked;
        text->masked_length = masked->masked_length;
        text->masked_width = masked->masked_width;
    }
    return s;
}
