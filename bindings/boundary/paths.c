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

static int compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

// Up to so many are compared with each other rather than sorted.
#define FEW 16

int piigo_any_same(uint64_t *paths, Py_ssize_t count) {
    int same = 0;
    if (count <= FEW) {
        for (Py_ssize_t i = 1; i < count; i++)
            for (Py_ssize_t k = 0; k < i; k++)
                same |= paths[i] == paths[k];
        return same;
    }
    qsort(paths, (size_t)count, sizeof *paths, compare);
    for (Py_ssize_t i = 1; i < count; i++)
        same |= paths[i] == paths[i - 1];
    return same;
}
