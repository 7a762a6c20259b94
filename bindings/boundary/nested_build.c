// The second pass of the walk.

#include "walk.h"

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
    // ORACLE: its mask adds the type, and is not called for JSON in JSON.
    int typed = w->inside <= 1;
    for (int64_t c = 0; c < w->cursors.count; c++) {
        const piigo_pattern *pattern = w->cursors.of[c].pattern;
        const piigo_span *span;
        while ((span = piigo_next_span(&w->cursors.of[c], segment)) != NULL) {
            PyObject *list = list_of(w, pattern);
            PyObject *item = list == NULL ? NULL : piigo_build_item(text, segment->base, *span, pattern, typed);
            int error = item == NULL || PyList_Append(list, item) < 0;
            Py_XDECREF(item);
            if (error)
                return -1;
            w->detected++;
        }
    }
    return 0;
}

// write_back puts what was loaded from JSON, and then masked, into *built as JSON again.
static step write_back(PyObject *data, PyObject **built) {
    *built = PyObject_CallOneArg(piigo.write_json, data);
    if (*built != NULL)
        return DONE;
    PyErr_Clear();
    return ASK_PYTHON;
}

// build_loaded puts what takes the place of a string that holds JSON into *built; NULL if
// nothing was found in that.
static step build_loaded(walk *w, PyObject *loaded, PyObject **built) {
    Py_ssize_t before = w->detected;
    PyObject *masked;
    w->inside++;
    step s = piigo_walk_build(w, loaded, &masked);
    w->inside--;
    *built = NULL;
    if (s != DONE)
        return s;
    // ORACLE: JSON in JSON is searched, but only strings of the outer one are masked.
    if (w->inside == 0 && w->detected != before)
        s = write_back(masked, built);
    Py_DECREF(masked);
    return s;
}

static step build_text(walk *w, PyObject *text, PyObject **built) {
    piigo_gathered *g = &w->gathered;
    if (w->next == g->count || g->strings[w->next] != text) {
        PyErr_SetString(PyExc_RuntimeError, "the data changed while it was processed");
        return FAILED;
    }
    PyObject *loaded = w->loaded == NULL ? Py_None : PyList_GET_ITEM(w->loaded, w->next);
    const piigo_segment *segment = &g->segments[w->next++];
    while (w->next < g->count && g->strings[w->next] == NULL)
        w->next++;
    if (segment->found > 0 && add_detections(w, text, segment) < 0)
        return FAILED;
    if (loaded != Py_None) {
        step s = build_loaded(w, loaded, built);
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

static step build_list(walk *w, PyObject *list, PyObject **built) {
    PyObject *copy = NULL;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *item = PyList_GET_ITEM(list, i), *made;
        step s = piigo_walk_build(w, item, &made);
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

static int holds(PyObject *key, Py_UCS4 c) {
    return PyUnicode_FindChar(key, c, 0, PyUnicode_GET_LENGTH(key), 1) != -1;
}

// ORACLE: it knows findings by the text of their path. A key with "(json)" in it can look
// like the path of JSON in a string, and where there is such JSON, one with "." or "[", or
// one that is no string, like the path of something else. The Python walk knows how to
// take them.
static int plain_key(const walk *w, PyObject *key) {
    if (PyUnicode_CheckExact(key))
        return !holds(key, '(') && (w->loaded == NULL || (!holds(key, '.') && !holds(key, '[')));
    return w->loaded == NULL &&
           (PyLong_CheckExact(key) || key == Py_None || PyBool_Check(key) || PyFloat_CheckExact(key));
}

static step build_dict(walk *w, PyObject *dict, PyObject **built) {
    PyObject *copy = NULL, *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value);) {
        PyObject *made;
        step s = plain_key(w, key) ? piigo_walk_build(w, value, &made) : ASK_PYTHON;
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

step piigo_walk_build(walk *w, PyObject *value, PyObject **built) {
    if (PyUnicode_CheckExact(value))
        return build_text(w, value, built);
    if (PyList_CheckExact(value))
        return build_list(w, value, built);
    if (PyDict_CheckExact(value))
        return build_dict(w, value, built);
    *built = Py_NewRef(value);
    return DONE;
}
