// Paths into nested data, such as .user[0].note(json).ssn, as hashes of their text.

#ifndef PIIGO_PATHS_H
#define PIIGO_PATHS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define PIIGO_JSON_LABEL "(json)"

static inline uint64_t piigo_path_add(uint64_t path, Py_UCS4 c) { return (path + c + 1) * 0x9E3779B97F4A7C15; }

uint64_t piigo_path_of_item(uint64_t path, Py_ssize_t index);

uint64_t piigo_path_of_json(uint64_t path);

// A key, and the path of what it stands for, being read.
typedef struct {
    uint64_t path;
    int label;  // how many characters of PIIGO_JSON_LABEL were the last
    int json;   // that label is in the key
    int marked; // something that a label begins with is
} piigo_key;

static inline piigo_key piigo_key_in(uint64_t path) { return (piigo_key){.path = piigo_path_add(path, '.')}; }

static inline void piigo_key_add(piigo_key *key, Py_UCS4 c) {
    key->path = piigo_path_add(key->path, c);
    key->marked |= c == '.' || c == '[';
    // Only its first character can begin the label anew.
    key->label = c == (Py_UCS4)PIIGO_JSON_LABEL[key->label] ? key->label + 1 : c == PIIGO_JSON_LABEL[0];
    if (key->label == sizeof PIIGO_JSON_LABEL - 1) {
        key->json = 1;
        key->label = 0;
    }
}

// piigo_key_of reads a whole key.
piigo_key piigo_key_of(PyObject *string, uint64_t path);

// A growing list of paths.
typedef struct {
    uint64_t *of;
    Py_ssize_t count, room;
} piigo_paths;

// piigo_paths_add returns 0, or -1 with an exception set.
int piigo_paths_add(piigo_paths *paths, uint64_t path);

// piigo_paths_same reports whether two of the paths from this one on are the same, and
// moves these about.
int piigo_paths_same(piigo_paths *paths, Py_ssize_t from);

void piigo_paths_free(piigo_paths *paths);

#endif
