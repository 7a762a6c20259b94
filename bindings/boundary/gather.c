#include "gather.h"

#include "classes.h"

uint8_t *piigo_gather_room(piigo_gathered *g, Py_ssize_t length) {
    Py_ssize_t needed = g->length + length + 1;
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

static int add(piigo_gathered *g, Py_ssize_t length, PyObject *string) {
    if (g->count == g->room) {
        Py_ssize_t room = 2 * g->room + 32;
        piigo_segment *segments = PyMem_Realloc(g->segments, (size_t)room * sizeof *segments);
        if (segments != NULL)
            g->segments = segments;
        PyObject **strings = PyMem_Realloc(g->strings, (size_t)room * sizeof *strings);
        if (strings != NULL)
            g->strings = strings;
        if (segments == NULL || strings == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        g->room = room;
    }
    g->segments[g->count] = (piigo_segment){.base = g->length, .length = length, .width = 1};
    if (string != NULL) {
        g->segments[g->count].text = PyUnicode_DATA(string);
        g->segments[g->count].width = PyUnicode_KIND(string);
    }
    g->strings[g->count++] = Py_XNewRef(string);
    g->length += length;
    g->classes[g->length++] = PIIGO_BREAK;
    return 0;
}

int piigo_gathered_here(piigo_gathered *g, Py_ssize_t length) { return add(g, length, NULL); }

int piigo_gather(piigo_gathered *g, PyObject *text) {
    uint8_t *out = piigo_gather_room(g, PyUnicode_GET_LENGTH(text));
    if (out == NULL)
        return -1;
    if (piigo_classes_fill(text, out) < 0) {
        PyErr_NoMemory();
        return -1;
    }
    return add(g, PyUnicode_GET_LENGTH(text), text);
}

void piigo_gather_free(piigo_gathered *g) {
    for (Py_ssize_t i = 0; i < g->count; i++)
        Py_XDECREF(g->strings[i]);
    PyMem_Free(g->segments);
    PyMem_Free(g->strings);
    PyMem_Free(g->classes);
}
