#include "paths.h"

uint64_t piigo_path_of_item(uint64_t path, Py_ssize_t index) {
    Py_ssize_t place = 1;
    while (index / place >= 10)
        place *= 10;
    path = piigo_path_add(path, '[');
    for (; place > 0; place /= 10)
        path = piigo_path_add(path, (Py_UCS4)('0' + index / place % 10));
    return piigo_path_add(path, ']');
}

uint64_t piigo_path_of_json(uint64_t path) {
    for (const char *c = PIIGO_JSON_LABEL; *c != 0; c++)
        path = piigo_path_add(path, (Py_UCS4)*c);
    return path;
}

piigo_key piigo_key_of(PyObject *string, uint64_t path) {
    piigo_key key = piigo_key_in(path);
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(string); i++)
        piigo_key_add(&key, PyUnicode_READ_CHAR(string, i));
    return key;
}

int piigo_paths_add(piigo_paths *paths, uint64_t path) {
    if (paths->count == paths->room) {
        Py_ssize_t room = 2 * paths->room + 32;
        uint64_t *of = PyMem_Realloc(paths->of, (size_t)room * sizeof *of);
        if (of == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        paths->of = of;
        paths->room = room;
    }
    paths->of[paths->count++] = path;
    return 0;
}

static int compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

// Up to so many are compared with each other rather than sorted.
#define FEW 16

int piigo_paths_same(piigo_paths *paths, Py_ssize_t from) {
    uint64_t *of = paths->of + from;
    Py_ssize_t count = paths->count - from;
    int same = 0;
    if (count <= FEW) {
        for (Py_ssize_t i = 1; i < count; i++)
            for (Py_ssize_t k = 0; k < i; k++)
                same |= of[i] == of[k];
        return same;
    }
    qsort(of, (size_t)count, sizeof *of, compare);
    for (Py_ssize_t i = 1; i < count; i++)
        same |= of[i] == of[i - 1];
    return same;
}

void piigo_paths_free(piigo_paths *paths) { PyMem_Free(paths->of); }
