#include "gather.h"

#include "blocks.h"
#include "classes.h"

// The memory of earlier lists, for the next ones, if they were small: 16 KB of class bytes
// and 12 KB of texts each. The GIL guards it.
#define SPARES 3
static piigo_gathered spare[SPARES];
static int spares;

#define SPARE_CLASSES (16 << 10)
#define SPARE_TEXTS 128

void piigo_gather_open(piigo_gathered *g) {
    *g = spares > 0 ? spare[--spares] : (piigo_gathered){0};
}

uint8_t *piigo_gather_room(piigo_gathered *g, Py_ssize_t length) {
    Py_ssize_t needed = g->length + length + 1 + PIIGO_BLOCK;
    if (needed > g->classes_room) {
        Py_ssize_t room = Py_MAX(needed, 2 * g->classes_room + 1024);
        uint8_t *classes = PyMem_Realloc(g->classes, (size_t)room);
        if (classes == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
        g->classes = classes;
        g->classes_room = room;
    }
    return g->classes + g->length;
}

static int add(piigo_gathered *g, Py_ssize_t length, piigo_source source) {
    if (g->count == g->room) {
        Py_ssize_t room = 2 * g->room + 32;
        piigo_segment *segments = PyMem_Realloc(g->segments, (size_t)room * sizeof *segments);
        if (segments != NULL)
            g->segments = segments;
        piigo_source *sources = PyMem_Realloc(g->sources, (size_t)room * sizeof *sources);
        if (sources != NULL)
            g->sources = sources;
        if (segments == NULL || sources == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        g->room = room;
    }
    piigo_segment segment = {.base = g->length, .length = length, .width = 1};
    if (source.string != NULL) {
        segment.width = PyUnicode_KIND(source.string);
        segment.mask = 1;
        segment.text = (const char *)PyUnicode_DATA(source.string) + source.from * segment.width;
    }
    g->segments[g->count] = segment;
    Py_XINCREF(source.string);
    g->sources[g->count++] = source;
    g->length += length;
    g->classes[g->length++] = PIIGO_BREAK;
    return 0;
}

int piigo_gathered_here(piigo_gathered *g, Py_ssize_t length, int told) {
    return add(g, length, (piigo_source){.told = told});
}

int piigo_gather(piigo_gathered *g, PyObject *text) {
    uint8_t *out = piigo_gather_room(g, PyUnicode_GET_LENGTH(text));
    if (out == NULL)
        return -1;
    if (piigo_classes_fill(text, out) < 0) {
        PyErr_NoMemory();
        return -1;
    }
    return add(g, PyUnicode_GET_LENGTH(text), (piigo_source){.string = text});
}

int piigo_gather_part(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t i, Py_ssize_t from, Py_ssize_t length) {
    uint8_t *out = piigo_gather_room(g, length);
    if (out == NULL)
        return -1;
    piigo_copy_blocks(out, of->classes + of->segments[i].base + from, length);
    return add(g, length, (piigo_source){.string = of->sources[i].string, .from = of->sources[i].from + from});
}

void piigo_gather_strings(piigo_gathered *g, int64_t *from) {
    Py_ssize_t kept = 0, length = 0, before = 0; // before: where the last one kept begins
    int64_t moved = *from;
    for (Py_ssize_t i = 0; i < g->count; i++) {
        piigo_segment segment = g->segments[i];
        int is_string = g->sources[i].string != NULL;
        if (segment.base <= *from)
            moved = is_string ? length + *from - segment.base : before;
        if (!is_string)
            continue;
        memmove(g->classes + length, g->classes + segment.base, (size_t)segment.length + 1);
        segment.base = before = length;
        g->segments[kept] = segment;
        g->sources[kept++] = g->sources[i];
        length += segment.length + 1;
    }
    g->count = kept;
    g->length = length;
    *from = moved;
}

void piigo_gather_cut(piigo_gathered *g, Py_ssize_t count) {
    if (count < g->count)
        g->length = g->segments[count].base;
    while (g->count > count)
        Py_XDECREF(g->sources[--g->count].string);
}

void piigo_gather_free(piigo_gathered *g) {
    piigo_gather_cut(g, 0);
    if (spares < SPARES && g->classes != NULL && g->room <= SPARE_TEXTS && g->classes_room <= SPARE_CLASSES) {
        spare[spares++] = *g;
        return;
    }
    PyMem_Free(g->segments);
    PyMem_Free(g->sources);
    PyMem_Free(g->classes);
}
