// The second pass of the walk.

#include "paths.h"
#include "walk.h"

// make_list makes the list of a pattern's type in the detections, with room for the one
// that was just taken and all that are left.
static int make_list(walk *w, const piigo_pattern *pattern) {
    int64_t count = 1 + piigo_spans_left(&w->outer.cursors, pattern->rule) + piigo_spans_left(&w->inner.cursors, pattern->rule);
    PyObject *made = PyList_New((Py_ssize_t)count);
    if (made == NULL || PyDict_SetItem(w->detections, pattern->type, made) < 0) {
        Py_XDECREF(made);
        return -1;
    }
    Py_DECREF(made);
    w->lists[pattern->rule].items = made;
    return 0;
}

// add_detections adds what was found in the text number i. All of it is masked, if only in
// what is thrown away, and masking adds the type.
static int add_detections(walk *w, piigo_scanned *in, Py_ssize_t i) {
    const piigo_segment *segment = &in->texts.segments[i];
    const piigo_source *source = &in->texts.sources[i];
    for (int64_t c = 0; segment->found > 0 && c < in->cursors.count; c++) {
        const piigo_pattern *pattern = in->cursors.of[c].pattern;
        filling *list = &w->lists[pattern->rule];
        const piigo_span *span;
        while ((span = piigo_next_span(&in->cursors.of[c], segment)) != NULL) {
            if (list->items == NULL && make_list(w, pattern) < 0)
                return -1;
            PyObject *item = piigo_build_item(source->string, source->from, segment->base, *span, &pattern->typed_item, w->recent);
            if (item == NULL)
                return -1;
            PyList_SET_ITEM(list->items, list->filled++, item);
        }
    }
    return 0;
}

// build_json adds what was found in the JSON in the text number here, and puts what takes
// its place into *built; NULL if nothing was found.
static step build_json(walk *w, Py_ssize_t here, PyObject **built) {
    const piigo_segment *segments = w->inner.texts.segments;
    Py_ssize_t first = w->inner.next, end = first + w->outer.texts.sources[here].strings;
    int64_t found = 0;
    for (; w->inner.next < end; w->inner.next++) {
        if (add_detections(w, &w->inner, w->inner.next) < 0)
            return FAILED;
        found += segments[w->inner.next].found;
    }
    *built = found > 0 ? piigo_json_write(w, here, first) : NULL;
    return found > 0 && *built == NULL ? FAILED : DONE;
}

static step build_text(walk *w, PyObject *text, PyObject **built) {
    const piigo_gathered *texts = &w->outer.texts;
    Py_ssize_t here = w->outer.next++;
    if (here >= texts->count || texts->sources[here].string != text)
        return piigo_walk_changed();
    const piigo_segment *segment = &texts->segments[here];
    if (add_detections(w, &w->outer, here) < 0)
        return FAILED;
    if (w->json_read) {
        step s = build_json(w, here, built);
        if (s != DONE || *built != NULL)
            return s;
    }
    if (segment->found == 0) {
        *built = Py_NewRef(text);
        return DONE;
    }
    *built = piigo_string(segment->masked, segment->masked_length, segment->masked_width,
                          PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(w->redaction));
    return *built == NULL ? FAILED : DONE;
}

static step build_list(walk *w, PyObject *list, Py_ssize_t depth, PyObject **built) {
    PyObject *copy = NULL;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *item = PyList_GET_ITEM(list, i), *made;
        step s = piigo_walk_build(w, item, depth, &made);
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

// ORACLE: it knows findings by the text of their path, in which a key with "(json)" in it
// looks like JSON in a string. The Python walk knows how to take that. Where JSON is read,
// the keys are looked at then.
static int plain_key(const walk *w, PyObject *key) {
    if (w->json_read)
        return 1;
    if (PyUnicode_CheckExact(key))
        return PyUnicode_FindChar(key, '(', 0, PyUnicode_GET_LENGTH(key), 1) == -1 || !piigo_key_of(key, 0).json;
    return PyLong_CheckExact(key) || key == Py_None || PyBool_Check(key) || PyFloat_CheckExact(key);
}

static step build_dict(walk *w, PyObject *dict, Py_ssize_t depth, PyObject **built) {
    PyObject *copy = NULL, *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value);) {
        PyObject *made;
        step s = plain_key(w, key) ? piigo_walk_build(w, value, depth, &made) : ASK_PYTHON;
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

step piigo_walk_build(walk *w, PyObject *value, Py_ssize_t depth, PyObject **built) {
    if (PyUnicode_CheckExact(value))
        return build_text(w, value, built);
    if (!PyList_CheckExact(value) && !PyDict_CheckExact(value)) {
        *built = Py_NewRef(value);
        return DONE;
    }
    // It was not so deep when its strings were gathered.
    if (++depth > w->max_depth)
        return piigo_walk_changed();
    return PyList_CheckExact(value) ? build_list(w, value, depth, built) : build_dict(w, value, depth, built);
}
