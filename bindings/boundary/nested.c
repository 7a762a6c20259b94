// The first pass of the walk, and its scan.

#include "walk.h"

#include "_cgo_export.h"
#include "building.h"
#include "custom.h"
#include "gil.h"
#include "quiet.h"

step piigo_walk_changed(void) {
    PyErr_SetString(PyExc_RuntimeError, "the data changed while it was processed");
    return FAILED;
}

step piigo_walk_check_length(const walk *w, Py_ssize_t length) {
    Py_ssize_t limit = w->engine->max_text;
    if (limit >= 0 && length > limit)
        return ASK_PYTHON;
    return piigo_check_scannable(w->engine, length) < 0 ? FAILED : DONE;
}

static step gather_text(walk *w, PyObject *text, Py_ssize_t depth) {
    if (piigo_ready(text) < 0)
        return FAILED;
    step s = piigo_walk_check_length(w, PyUnicode_GET_LENGTH(text));
    if (s != DONE)
        return s;
    piigo_gathered *texts = &w->outer.texts;
    if (piigo_gather(texts, text) < 0)
        return FAILED;
    Py_ssize_t here = texts->count - 1;
    piigo_json begins = piigo_begins_json(texts, here);
    if (begins != PIIGO_JSON)
        return begins == PIIGO_PLAIN ? DONE : ASK_PYTHON;
    w->json = texts->sources[here].to_read = 1;
    if (w->engine->custom > 0)
        return DONE;
    depth = w->max_depth - depth;
    texts->sources[here].depth = depth;
    if (texts->length <= piigo_quiet_length)
        texts->sources[here].tells = piigo_gather_around(texts, depth);
    w->untold |= !texts->sources[here].tells;
    w->around |= texts->count > here + 1;
    return DONE;
}

static step gather_value(walk *w, PyObject *value, Py_ssize_t depth);

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

static step gather_list(walk *w, PyObject *list, Py_ssize_t depth) {
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < PyList_GET_SIZE(list); i++)
        s = gather_value(w, PyList_GET_ITEM(list, i), depth);
    return s;
}

static step gather_dict(walk *w, PyObject *dict, Py_ssize_t depth) {
    PyObject *key, *value;
    step s = DONE;
    for (Py_ssize_t at = 0; s == DONE && PyDict_Next(dict, &at, &key, &value);)
        s = gather_value(w, value, depth);
    return s;
}

static step gather_container(walk *w, PyObject *container, Py_ssize_t depth) {
    if (depth > w->max_depth)
        return ASK_PYTHON;
    if (depth > 1 && Py_REFCNT(container) > 1) {
        step shared = check_shared(w, container);
        if (shared != DONE)
            return shared;
    }
    return PyList_CheckExact(container) ? gather_list(w, container, depth) : gather_dict(w, container, depth);
}

// gather_value gathers the strings in a value in a container of this depth.
static step gather_value(walk *w, PyObject *value, Py_ssize_t depth) {
    if (PyUnicode_CheckExact(value))
        return gather_text(w, value, depth);
    if (PyDict_CheckExact(value) || PyList_CheckExact(value))
        return gather_container(w, value, depth + 1);
    if (PyUnicode_Check(value) || PyDict_Check(value) || PyList_Check(value))
        return ASK_PYTHON;
    return DONE;
}

// nothing_in is piigo_nothing_in for texts. Those that others tell of are passed.
static int nothing_in(const piigo_engine *engine, const piigo_gathered *texts, int64_t *from) {
    *from = 0;
    if (texts->length > piigo_quiet_length)
        return 0;
    for (Py_ssize_t i = 0; i < texts->count; i++) {
        Py_ssize_t begin = texts->segments[i].base;
        while (i < texts->count && !texts->sources[i].told)
            i++;
        Py_ssize_t end = i < texts->count ? texts->segments[i].base : texts->length;
        if (!piigo_nothing_in(engine, texts->classes + begin, end - begin, from)) {
            *from = (begin + *from) / PIIGO_SET * PIIGO_SET;
            return 0;
        }
    }
    return 1;
}

static step scan(walk *w, piigo_scanned *scanned, int64_t want) {
    const piigo_gathered *texts = &scanned->texts;
    piigo_request *ask = &scanned->ask;
    if (texts->length > PIIGO_MAX_TEXT)
        return ASK_PYTHON;
    ask->engine = w->engine->id;
    ask->want = want;
    piigo_room_lend(scanned->room, ask);
    ask->classes = texts->classes;
    ask->length = texts->length;
    ask->segments = texts->segments;
    ask->segment_count = texts->count;
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
    return want & PIIGO_SPANS && piigo_cursors_open(&scanned->cursors, w->engine, ask) < 0 ? FAILED : DONE;
}

step piigo_walk_scan(walk *w, piigo_scanned *scanned, int64_t want) {
    return nothing_in(w->engine, &scanned->texts, &scanned->ask.from) ? DONE : scan(w, scanned, want);
}

static step scan_and_read(walk *w, PyObject *data) {
    piigo_gathered *texts = &w->outer.texts;
    int64_t *from = &w->outer.ask.from; // how much of them is seen to hold nothing
    int nothing = nothing_in(w->engine, texts, from);
    if (nothing && !w->untold)
        return DONE;
    if (w->around)
        piigo_gather_strings(texts, from);
    step s = nothing ? DONE : scan(w, &w->outer, PIIGO_SPANS | PIIGO_MASKED);
    if (s != DONE || !w->json)
        return s;
    if (nothing)
        *from = texts->length;
    s = piigo_walk_tell(w);
    return s == DONE ? piigo_walk_read(w, data) : s;
}

static step do_walk(walk *w, PyObject *data, PyObject **result) {
    step s = gather_container(w, data, 1);
    if (s == DONE)
        s = scan_and_read(w, data);
    if (s != DONE)
        return s;
    w->detections = PyDict_New();
    if (w->detections == NULL)
        return FAILED;
    PyObject *built = Py_NewRef(data);
    int64_t total = w->outer.ask.total + w->inner.ask.total;
    if (total > 0) {
        Py_DECREF(built);
        piigo_recent_open(w->recent, total);
        int gc = piigo_building_begin(total);
        s = piigo_walk_build(w, data, 0, &built);
        piigo_building_end(gc);
        if (s != DONE)
            return s;
        if (w->outer.next < w->outer.texts.count) {
            Py_DECREF(built);
            return piigo_walk_changed();
        }
    }
    *result = PyTuple_Pack(3, total > 0 ? Py_True : Py_False, built, w->detections);
    Py_DECREF(built);
    return *result == NULL ? FAILED : DONE;
}

static void close_scanned(piigo_scanned *scanned) {
    if (scanned->texts.classes == NULL)
        return;
    piigo_free_answer(&scanned->ask);
    piigo_cursors_close(&scanned->cursors);
    piigo_gather_free(&scanned->texts);
}

// Data nested deeper than this is left to the Python walk, which does not recurse.
#define SAFE_DEPTH 200

PyObject *piigo_nested(piigo_engine *self, PyObject *data) {
    if (!PyDict_CheckExact(data) && !PyList_CheckExact(data))
        Py_RETURN_NONE;
    piigo_recent recent;
    piigo_room rooms[2];
    walk w = {.engine = self, .max_depth = Py_MIN(self->max_depth, SAFE_DEPTH), .recent = &recent};
    w.outer.room = &rooms[0];
    w.told.room = w.inner.room = &rooms[1]; // of told nothing is given
    step s = piigo_redaction_of(self, &w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    if (s == FAILED)
        return NULL;
    piigo_gather_open(&w.outer.texts);
    PyObject *result = NULL;
    s = do_walk(&w, data, &result);
    close_scanned(&w.outer);
    close_scanned(&w.told);
    close_scanned(&w.inner);
    piigo_cursors_close(&w.hits);
    piigo_paths_free(&w.paths);
    Py_XDECREF(w.shared);
    Py_XDECREF(w.detections);
    Py_DECREF(w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    return result;
}
