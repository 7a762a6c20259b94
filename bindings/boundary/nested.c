// The first pass of the walk, and its scan.

#include "walk.h"

#include "_cgo_export.h"
#include "building.h"
#include "jsontext.h"
#include "own.h"

// Data nested deeper than this is left to the Python walk, which does not recurse.
#define SAFE_DEPTH 500

static step gather_value(walk *w, PyObject *value, Py_ssize_t depth);
static step gather_container(walk *w, PyObject *container, Py_ssize_t depth);

// found_at_first sets whether the next string of the first gathering holds JSON in which
// something was found.
static step found_at_first(walk *w, PyObject *text, int *found) {
    const piigo_gathered *first = &w->first;
    Py_ssize_t i = w->first_next;
    if (i == first->count || first->strings[i] != text) {
        PyErr_SetString(PyExc_RuntimeError, "the data changed while it was processed");
        return FAILED;
    }
    *found = first->segments[i].found > 0;
    int json = first->segments[i].tag != 0;
    for (i++; i < first->count && first->strings[i] == NULL; i++)
        *found |= first->segments[i].found > 0;
    *found &= json;
    w->first_next = i;
    return DONE;
}

// load puts a new reference to what the JSON text holds into *loaded; None if it is none.
static step load(PyObject *text, PyObject **loaded) {
    Py_ssize_t start = piigo_skip_space(text, 0);
    PyObject *read = PyObject_CallFunction(piigo.read_json, "On", text, start);
    *loaded = NULL;
    if (read != NULL) {
        PyObject *end = PyTuple_GET_ITEM(read, 1);
        int whole = piigo_skip_space(text, PyLong_AsSsize_t(end)) == PyUnicode_GET_LENGTH(text);
        *loaded = Py_NewRef(whole ? PyTuple_GET_ITEM(read, 0) : Py_None);
        Py_DECREF(read);
        return DONE;
    }
    int none = PyErr_ExceptionMatches(PyExc_StopIteration) || PyErr_ExceptionMatches(piigo.json_error);
    PyErr_Clear();
    if (!none)
        return ASK_PYTHON;
    *loaded = Py_NewRef(Py_None);
    return DONE;
}

// gather_loaded gathers what the text that was gathered last holds if it is JSON.
static step gather_loaded(walk *w, PyObject *text, Py_ssize_t depth) {
    int wanted = 1;
    PyObject *loaded = NULL;
    step s = DONE;
    if (w->inside == 0 && w->first.count > 0)
        s = found_at_first(w, text, &wanted);
    if (s == DONE)
        switch (wanted ? piigo_json_start(text) : PIIGO_PLAIN) {
        case PIIGO_PLAIN: loaded = Py_NewRef(Py_None); break;
        case PIIGO_JSON: s = load(text, &loaded); break;
        default: s = ASK_PYTHON;
        }
    if (s == DONE && PyList_Append(w->loaded, loaded) < 0)
        s = FAILED;
    if (s == DONE && loaded != Py_None) {
        w->inside++;
        s = gather_container(w, loaded, depth + 1);
        w->inside--;
    }
    Py_XDECREF(loaded);
    return s;
}

static step gather_text(walk *w, PyObject *text, Py_ssize_t depth) {
    Py_ssize_t limit = w->engine->max_text;
    if (limit >= 0 && PyUnicode_GET_LENGTH(text) > limit)
        return ASK_PYTHON;
    if (piigo_own_check(w->engine, PyUnicode_GET_LENGTH(text)) < 0 || piigo_gather(&w->gathered, text) < 0)
        return FAILED;
    if (w->loaded != NULL)
        return gather_loaded(w, text, depth);
    Py_ssize_t here = w->gathered.count - 1;
    switch (piigo_gather_json(&w->gathered, w->max_depth - depth)) {
    case PIIGO_PLAIN: return DONE;
    case PIIGO_JSON: w->gathered.segments[here].tag = 1; return DONE;
    case PIIGO_ASK_PYTHON: return ASK_PYTHON;
    default: return FAILED;
    }
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

static step gather_container(walk *w, PyObject *container, Py_ssize_t depth) {
    if (depth > w->max_depth || depth > SAFE_DEPTH)
        return ASK_PYTHON;
    if (depth > 1 && Py_REFCNT(container) > 1) {
        step shared = check_shared(w, container);
        if (shared != DONE)
            return shared;
    }
    step s = DONE;
    if (PyList_CheckExact(container)) {
        for (Py_ssize_t i = 0; s == DONE && i < PyList_GET_SIZE(container); i++)
            s = gather_value(w, PyList_GET_ITEM(container, i), depth);
        return s;
    }
    PyObject *value;
    for (Py_ssize_t at = 0; s == DONE && PyDict_Next(container, &at, NULL, &value);)
        s = gather_value(w, value, depth);
    return s;
}

static step gather_value(walk *w, PyObject *value, Py_ssize_t depth) {
    if (PyUnicode_CheckExact(value))
        return gather_text(w, value, depth);
    if (PyDict_CheckExact(value) || PyList_CheckExact(value))
        return gather_container(w, value, depth + 1);
    if (PyUnicode_Check(value) || PyDict_Check(value) || PyList_Check(value))
        return ASK_PYTHON;
    return DONE;
}

static step scan(walk *w) {
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
        Py_BEGIN_ALLOW_THREADS
        status = piigo_ask(ask);
        Py_END_ALLOW_THREADS
    }
    if (piigo_check_status(status) < 0)
        return FAILED;
    if (ask->total == 0)
        return DONE;
    return piigo_cursors_open(&w->cursors, w->engine, ask) < 0 ? FAILED : DONE;
}

// found_in_json reports whether something was found in what may be JSON.
static int found_in_json(const walk *w) {
    for (Py_ssize_t i = 0; i < w->gathered.count; i++)
        if (w->gathered.segments[i].found > 0 && (w->gathered.strings[i] == NULL || w->gathered.segments[i].tag))
            return 1;
    return 0;
}

// forget_answer makes room for another scan.
static void forget_answer(walk *w) {
    piigo_free_answer(&w->ask);
    memset(&w->ask, 0, sizeof w->ask);
    piigo_cursors_close(&w->cursors);
}

static step gather_and_scan(walk *w, PyObject *data) {
    step s = gather_container(w, data, 1);
    return s == DONE && w->gathered.count > 0 ? scan(w) : s;
}

static step gather_and_scan_json(walk *w, PyObject *data) {
    w->first = w->gathered;
    memset(&w->gathered, 0, sizeof w->gathered);
    forget_answer(w);
    Py_CLEAR(w->shared);
    if ((w->loaded = PyList_New(0)) == NULL)
        return FAILED;
    return gather_and_scan(w, data);
}

static step do_walk(walk *w, PyObject *data, PyObject **result) {
    // A pattern of the user's own may match a string in JSON, but not in the JSON around
    // it: one with ^, say.
    int look_into_all = w->engine->own > 0;
    step s = look_into_all ? DONE : gather_and_scan(w, data);
    if (s == DONE && (look_into_all || found_in_json(w)))
        s = gather_and_scan_json(w, data);
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

PyObject *piigo_nested(piigo_engine *self, PyObject *data, Py_ssize_t max_depth) {
    if (!PyDict_CheckExact(data) && !PyList_CheckExact(data))
        Py_RETURN_NONE;
    walk w = {.engine = self, .max_depth = max_depth};
    if ((w.redaction = piigo_redaction_of(self)) == NULL)
        return NULL;
    PyObject *result = NULL;
    step s = do_walk(&w, data, &result);
    forget_answer(&w);
    piigo_gather_free(&w.gathered);
    piigo_gather_free(&w.first);
    Py_XDECREF(w.loaded);
    Py_XDECREF(w.shared);
    Py_XDECREF(w.detections);
    Py_DECREF(w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    return result;
}
