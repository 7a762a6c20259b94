// The first pass of the walk, and its scan.

#include "walk.h"

#include "_cgo_export.h"
#include "building.h"
#include "gil.h"
#include "own.h"
#include "paths.h"
#include "quiet.h"

static step gather_value(walk *w, PyObject *value, place p);

// found_at_first sets whether the string that was gathered last holds JSON in which
// something was found when it was gathered first.
static step found_at_first(walk *w, int *found) {
    const piigo_gathered *first = &w->first, *again = &w->gathered;
    Py_ssize_t i = w->first_next;
    if (i == first->count || first->sources[i].string != again->sources[again->count - 1].string) {
        PyErr_SetString(PyExc_RuntimeError, "the data changed while it was processed");
        return FAILED;
    }
    *found = first->segments[i].found > 0;
    int json = first->segments[i].tag != 0;
    for (i++; i < first->count && first->sources[i].string == NULL; i++)
        *found |= first->segments[i].found > 0;
    *found &= json;
    w->first_next = i;
    return DONE;
}

// gather_inside gathers the strings in the JSON that the text may hold that was gathered last.
static step gather_inside(walk *w, place p) {
    Py_ssize_t here = w->gathered.count - 1;
    w->gathered.sources[here].path = p.path;
    int wanted = 1;
    if (w->inside == 0 && w->first.count > 0 && found_at_first(w, &wanted) == FAILED)
        return FAILED;
    if (!wanted)
        return DONE;
    w->inside++;
    piigo_json json = piigo_json_read(w, here, p);
    w->inside--;
    switch (json) {
    case PIIGO_PLAIN: piigo_gather_cut(&w->gathered, here + 1); return DONE;
    case PIIGO_JSON: w->gathered.segments[here].tag = w->gathered.count - here - 1; return DONE;
    case PIIGO_ASK_PYTHON: return ASK_PYTHON;
    default: return FAILED;
    }
}

static step check_length(const walk *w, Py_ssize_t length) {
    Py_ssize_t limit = w->engine->max_text;
    if (limit >= 0 && length > limit)
        return ASK_PYTHON;
    return piigo_check_scannable(w->engine, length) < 0 ? FAILED : DONE;
}

step piigo_walk_text(walk *w, PyObject *text, place p) {
    step s = check_length(w, PyUnicode_GET_LENGTH(text));
    if (s != DONE)
        return s;
    if (piigo_gather(&w->gathered, text) < 0)
        return FAILED;
    if (w->again)
        return gather_inside(w, p);
    Py_ssize_t here = w->gathered.count - 1;
    switch (piigo_gather_json(&w->gathered, w->max_depth - p.depth)) {
    case PIIGO_PLAIN: return DONE;
    case PIIGO_JSON: w->gathered.segments[here].tag = 1; return DONE;
    case PIIGO_ASK_PYTHON: return ASK_PYTHON;
    default: return FAILED;
    }
}

step piigo_walk_part(walk *w, Py_ssize_t here, Py_ssize_t from, Py_ssize_t length, place p) {
    step s = check_length(w, length);
    if (s != DONE)
        return s;
    return piigo_gather_part(&w->gathered, here, from, length) < 0 ? FAILED : gather_inside(w, p);
}

// ORACLE: it masks in place, so a container that is met twice shows the second time
// what the first visit left. The Python walk does the same.
static step check_shared(walk *w, PyObject *container) {
    if (w->shared == NULL && (w->shared = PySet_New(NULL)) == NULL)
        return FAILED;
    PyObject *id = PyLong_FromVoidPtr(container);
    if (id == NULL)
        return FAILED;
    int known = PySet_Contains(w->shared, id);
    int error = known < 0 || PySet_Add(w->shared, id) < 0;
    Py_DECREF(id);
    return error ? FAILED : known ? ASK_PYTHON : DONE;
}

static step gather_list(walk *w, PyObject *list, place p) {
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < PyList_GET_SIZE(list); i++)
        s = gather_value(w, PyList_GET_ITEM(list, i), (place){p.depth, w->again ? piigo_path_of_item(p.path, i) : 0});
    return s;
}

static void read_key(walk *w, PyObject *key, uint64_t *path) {
    if (!PyUnicode_CheckExact(key)) {
        w->odd_keys = 1;
        return;
    }
    piigo_key read = piigo_key_of(key, *path);
    w->odd_keys |= read.json;
    w->marked_keys |= read.marked;
    *path = read.path;
}

static step gather_dict(walk *w, PyObject *dict, place p) {
    PyObject *key, *value;
    step s = DONE;
    for (Py_ssize_t at = 0; s == DONE && PyDict_Next(dict, &at, &key, &value);) {
        place inside = p;
        if (w->again)
            read_key(w, key, &inside.path);
        s = gather_value(w, value, inside);
    }
    return s;
}

static step gather_container(walk *w, PyObject *container, place p) {
    if (p.depth > w->max_depth)
        return ASK_PYTHON;
    if (p.depth > 1 && Py_REFCNT(container) > 1) {
        step shared = check_shared(w, container);
        if (shared != DONE)
            return shared;
    }
    return PyList_CheckExact(container) ? gather_list(w, container, p) : gather_dict(w, container, p);
}

static step gather_value(walk *w, PyObject *value, place p) {
    if (PyUnicode_CheckExact(value))
        return piigo_walk_text(w, value, p);
    if (PyDict_CheckExact(value) || PyList_CheckExact(value))
        return gather_container(w, value, (place){p.depth + 1, p.path});
    if (PyUnicode_Check(value) || PyDict_Check(value) || PyList_Check(value))
        return ASK_PYTHON;
    return DONE;
}

static step scan(walk *w) {
    if (w->gathered.length > PIIGO_MAX_TEXT)
        return ASK_PYTHON;
    if (piigo_nothing_in(w->engine, w->gathered.classes, w->gathered.length))
        return DONE;
    piigo_request *ask = &w->ask;
    ask->engine = w->engine->id;
    ask->want = PIIGO_SPANS | PIIGO_MASKED;
    ask->counts = w->counts;
    ask->counts_room = PIIGO_MAX_PATTERNS;
    ask->classes = w->gathered.classes;
    ask->length = w->gathered.length;
    ask->segments = w->gathered.segments;
    ask->segment_count = w->gathered.count;
    ask->redaction = PyUnicode_DATA(w->redaction);
    ask->redaction_length = PyUnicode_GET_LENGTH(w->redaction);
    ask->width = PyUnicode_KIND(w->redaction);
    int status;
    if (ask->length < PIIGO_LONG_TEXT) {
        status = piigo_ask(ask);
    } else {
        // The strings are ours; that the containers have not changed is checked.
        PyThreadState *state = piigo_gil_release();
        status = piigo_ask(ask);
        piigo_gil_take(state);
    }
    if (piigo_check_status(status) < 0)
        return FAILED;
    if (ask->total == 0)
        return DONE;
    piigo_recent_open(w->recent, ask->total);
    return piigo_cursors_open(&w->cursors, w->engine, ask) < 0 ? FAILED : DONE;
}

// found_in_json reports whether something was found in what may be JSON.
static int found_in_json(const walk *w) {
    for (Py_ssize_t i = 0; i < w->gathered.count; i++)
        if (w->gathered.segments[i].found > 0 && (w->gathered.sources[i].string == NULL || w->gathered.segments[i].tag))
            return 1;
    return 0;
}

// forget_answer makes room for another scan.
static void forget_answer(walk *w) {
    piigo_free_answer(&w->ask);
    memset(&w->ask, 0, sizeof w->ask);
    piigo_cursors_close(&w->cursors);
}

// same_paths sets whether the paths of two strings read the same.
static step same_paths(const walk *w, int *same) {
    const piigo_gathered *g = &w->gathered;
    uint64_t *paths = PyMem_Malloc((size_t)g->count * sizeof *paths);
    if (paths == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    for (Py_ssize_t i = 0; i < g->count; i++)
        paths[i] = g->sources[i].path;
    *same = piigo_any_same(paths, g->count);
    PyMem_Free(paths);
    return DONE;
}

// check_keys is for strings that were gathered again, in which something was found.
//
// ORACLE: it knows findings by the text of their path. Two paths can read the same if a key
// holds "." or "[", and a key with "(json)" in it looks like JSON in a string. The Python
// walk knows how to take that.
static step check_keys(const walk *w) {
    int same = 0;
    if (w->marked_keys && same_paths(w, &same) == FAILED)
        return FAILED;
    return w->odd_keys || same ? ASK_PYTHON : DONE;
}

static step gather_and_scan(walk *w, PyObject *data) {
    step s = gather_container(w, data, (place){.depth = 1});
    return s == DONE && w->gathered.count > 0 ? scan(w) : s;
}

static step gather_and_scan_json(walk *w, PyObject *data) {
    w->first = w->gathered;
    piigo_gather_open(&w->gathered);
    forget_answer(w);
    Py_CLEAR(w->shared);
    w->again = 1;
    return gather_and_scan(w, data);
}

static step do_walk(walk *w, PyObject *data, PyObject **result) {
    // A pattern of the user's own may match a string in JSON, but not in the JSON around
    // it: one with ^, say.
    int look_into_all = w->engine->own > 0;
    step s = look_into_all ? DONE : gather_and_scan(w, data);
    if (s == DONE && (look_into_all || found_in_json(w)))
        s = gather_and_scan_json(w, data);
    if (s == DONE && w->again && w->ask.total > 0)
        s = check_keys(w);
    if (s != DONE)
        return s;
    w->detections = PyDict_New();
    if (w->detections == NULL)
        return FAILED;
    PyObject *built = Py_NewRef(data);
    if (w->ask.total > 0) {
        Py_DECREF(built);
        int gc = piigo_building_begin(w->ask.total);
        s = piigo_walk_build(w, data, &built);
        piigo_building_end(gc);
        if (s != DONE)
            return s;
    }
    *result = PyTuple_Pack(3, w->ask.total > 0 ? Py_True : Py_False, built, w->detections);
    Py_DECREF(built);
    return *result == NULL ? FAILED : DONE;
}

// Data nested deeper than this is left to the Python walk, which does not recurse.
#define SAFE_DEPTH 500

PyObject *piigo_nested(piigo_engine *self, PyObject *data, Py_ssize_t max_depth) {
    if (!PyDict_CheckExact(data) && !PyList_CheckExact(data))
        Py_RETURN_NONE;
    piigo_recent recent;
    walk w = {.engine = self, .max_depth = Py_MIN(max_depth, SAFE_DEPTH), .recent = &recent};
    step s = piigo_redaction_of(self, &w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    if (s == FAILED)
        return NULL;
    piigo_gather_open(&w.gathered);
    PyObject *result = NULL;
    s = do_walk(&w, data, &result);
    forget_answer(&w);
    piigo_gather_free(&w.gathered);
    piigo_gather_free(&w.first);
    Py_XDECREF(w.shared);
    Py_XDECREF(w.detections);
    Py_DECREF(w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    return result;
}
