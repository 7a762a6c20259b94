#include "engine.h"

#include "_cgo_export.h"
#include "gather.h"
#include "jsontext.h"
#include "own.h"

// Data nested deeper than this is left to the Python walk, which does not recurse.
#define SAFE_DEPTH 500

// What a step of the walk came to.
typedef enum {
    DONE,
    ASK_PYTHON, // only the Python walk gives the right answer
    FAILED,     // with an exception set
} step;

// A walk in two passes over the same values: the first gathers all strings, which are
// then scanned at once; the second, which is only needed if something was found, builds
// the containers around it again.
typedef struct {
    piigo_engine *engine;
    Py_ssize_t max_depth;
    piigo_gathered gathered;
    PyObject *shared; // the containers met that something else refers to, too
    piigo_request ask;
    PyObject *redaction;
    // The second pass:
    Py_ssize_t next;                               // gathered text
    const piigo_span **spans; // of each pattern, that are still to come
    int64_t *spans_left;
    PyObject *detections;
    PyObject *lists[PIIGO_MAX_PATTERNS]; // of each rule in detections, borrowed
} walk;

static step gather_value(walk *w, PyObject *value, Py_ssize_t depth);

static step gather_text(walk *w, PyObject *text, Py_ssize_t depth) {
    Py_ssize_t limit = w->engine->max_text;
    if (limit >= 0 && PyUnicode_GET_LENGTH(text) > limit)
        return ASK_PYTHON;
    if (piigo_own_check(w->engine, PyUnicode_GET_LENGTH(text)) < 0 || piigo_gather(&w->gathered, text) < 0)
        return FAILED;
    Py_ssize_t here = w->gathered.count - 1;
    switch (piigo_gather_json(&w->gathered, text, w->max_depth - depth)) {
    case PIIGO_PLAIN: return DONE;
    case PIIGO_JSON:
        w->gathered.segments[here].tag = 1;
        // What is inside of it has class bytes alone.
        return w->engine->needs_text ? ASK_PYTHON : DONE;
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
    ask->classes = w->gathered.classes;
    ask->length = w->gathered.length;
    ask->segments = w->gathered.segments;
    ask->segment_count = w->gathered.count;
    ask->threads = 1;
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
    w->spans = PyMem_Calloc((size_t)w->engine->pattern_count, sizeof *w->spans);
    w->spans_left = PyMem_Calloc((size_t)w->engine->pattern_count, sizeof *w->spans_left);
    if (w->spans == NULL || w->spans_left == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    const piigo_span *span = ask->spans;
    for (int64_t p = 0; p < w->engine->pattern_count; p++) {
        w->spans[p] = span;
        w->spans_left[p] = ask->counts[p];
        span += ask->counts[p];
    }
    for (Py_ssize_t i = 0; i < w->gathered.count; i++)
        // What is inside of JSON is masked in the JSON.
        if (w->gathered.segments[i].found > 0 &&
            (w->gathered.strings[i] == NULL || w->gathered.segments[i].tag))
            return ASK_PYTHON;
    return DONE;
}

// list_of returns the list of a pattern's type in the detections, borrowed.
static PyObject *list_of(walk *w, const piigo_pattern *pattern) {
    PyObject **list = &w->lists[pattern->rule];
    if (*list == NULL) {
        PyObject *made = PyList_New(0);
        if (made == NULL || PyDict_SetItem(w->detections, pattern->type, made) < 0) {
            Py_XDECREF(made);
            return NULL;
        }
        Py_DECREF(made);
        *list = made;
    }
    return *list;
}

static int add_detections(walk *w, PyObject *text, const piigo_segment *segment) {
    for (int64_t p = 0; p < w->engine->pattern_count; p++) {
        const piigo_pattern *pattern = &w->engine->patterns[p];
        for (; w->spans_left[p] > 0 && w->spans[p]->start <= segment->base + segment->length;
             w->spans[p]++, w->spans_left[p]--) {
            PyObject *list = list_of(w, pattern);
            PyObject *item = list == NULL ? NULL : piigo_build_item(text, segment->base, *w->spans[p], pattern, 1);
            int error = item == NULL || PyList_Append(list, item) < 0;
            Py_XDECREF(item);
            if (error)
                return -1;
        }
    }
    return 0;
}

// A build step puts a new reference to what takes the place of value into *built.
static step build_value(walk *w, PyObject *value, PyObject **built);

static step build_text(walk *w, PyObject *text, PyObject **built) {
    piigo_gathered *g = &w->gathered;
    if (w->next == g->count || g->strings[w->next] != text) {
        PyErr_SetString(PyExc_RuntimeError, "the data changed while it was processed");
        return FAILED;
    }
    const piigo_segment *segment = &g->segments[w->next++];
    while (w->next < g->count && g->strings[w->next] == NULL)
        w->next++;
    if (segment->found == 0) {
        *built = Py_NewRef(text);
        return DONE;
    }
    if (add_detections(w, text, segment) < 0)
        return FAILED;
    *built = piigo_string(segment->masked, segment->masked_length, segment->masked_width,
                          PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(w->redaction));
    return *built == NULL ? FAILED : DONE;
}

static step build_list(walk *w, PyObject *list, PyObject **built) {
    PyObject *copy = NULL;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *item = PyList_GET_ITEM(list, i), *made;
        step s = build_value(w, item, &made);
        if (s == DONE && made != item && copy == NULL && (copy = PyList_GetSlice(list, 0, PyList_GET_SIZE(list))) == NULL) {
            Py_DECREF(made);
            s = FAILED;
        }
        if (s != DONE) {
            Py_XDECREF(copy);
            return s;
        }
        if (made == item)
            Py_DECREF(made);
        else
            PyList_SetItem(copy, i, made);
    }
    *built = copy != NULL ? copy : Py_NewRef(list);
    return DONE;
}

// ORACLE: a key with "(json)" in it can look like the path of JSON in a string, which
// the Python walk knows how to take.
static int plain_key(PyObject *key) {
    if (!PyUnicode_CheckExact(key))
        return PyLong_CheckExact(key) || key == Py_None || PyBool_Check(key) || PyFloat_CheckExact(key);
    return PyUnicode_FindChar(key, '(', 0, PyUnicode_GET_LENGTH(key), 1) == -1;
}

static step build_dict(walk *w, PyObject *dict, PyObject **built) {
    PyObject *copy = NULL, *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value);) {
        PyObject *made;
        step s = plain_key(key) ? build_value(w, value, &made) : ASK_PYTHON;
        if (s == DONE) {
            if (made != value && ((copy == NULL && (copy = PyDict_Copy(dict)) == NULL) || PyDict_SetItem(copy, key, made) < 0))
                s = FAILED;
            Py_DECREF(made);
        }
        if (s != DONE) {
            Py_XDECREF(copy);
            return s;
        }
    }
    *built = copy != NULL ? copy : Py_NewRef(dict);
    return DONE;
}

static step build_value(walk *w, PyObject *value, PyObject **built) {
    if (PyUnicode_CheckExact(value))
        return build_text(w, value, built);
    if (PyList_CheckExact(value))
        return build_list(w, value, built);
    if (PyDict_CheckExact(value))
        return build_dict(w, value, built);
    *built = Py_NewRef(value);
    return DONE;
}

static step do_walk(walk *w, PyObject *data, PyObject **result) {
    step s = gather_container(w, data, 1);
    if (s != DONE)
        return s;
    if (w->gathered.count > 0 && (s = scan(w)) != DONE)
        return s;
    w->detections = PyDict_New();
    if (w->detections == NULL)
        return FAILED;
    PyObject *built = Py_NewRef(data);
    if (w->ask.total > 0) {
        Py_DECREF(built);
        int gc = piigo_gc_pause();
        s = build_value(w, data, &built);
        piigo_gc_resume(gc);
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
    piigo_free_answer(&w.ask, NULL, NULL);
    PyMem_Free(w.spans);
    PyMem_Free(w.spans_left);
    piigo_gather_free(&w.gathered);
    Py_XDECREF(w.shared);
    Py_XDECREF(w.detections);
    Py_DECREF(w.redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    return result;
}
