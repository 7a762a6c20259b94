// Python objects from answers.

#include "engine.h"

#include "_cgo_export.h"
#include "gil.h"
#include "kept.h"

// A part of an ASCII string needs no look at its characters.
static PyObject *part_of(PyObject *text, int64_t start, int64_t end, piigo_recent *recent) {
    if (!PyUnicode_IS_ASCII(text))
        return PyUnicode_Substring(text, start, end);
    return piigo_ascii(PyUnicode_1BYTE_DATA(text) + start, end - start, recent);
}

PyObject *piigo_build_item(PyObject *string, int64_t from, int64_t base, piigo_span span,
                           const piigo_template *template, piigo_recent *recent) {
    int64_t start = span.start - base, end = span.end - base;
    return piigo_new_item(template, part_of(string, from + start, from + end, recent),
                          piigo_offset(start), piigo_offset(end));
}

PyObject *piigo_build_detections(const piigo_engine *self, PyObject *text, const piigo_request *answer, int typed) {
    PyObject *detections = PyDict_New();
    if (detections == NULL || answer->total == 0)
        return detections;
    const piigo_span *span = answer->spans, *end = span + answer->total;
    piigo_recent recent;
    piigo_recent_open(&recent, answer->total);
    for (int64_t p = 0; p < self->pattern_count && span < end;) {
        // The patterns of a type stand in a row.
        const piigo_pattern *first = &self->patterns[p];
        int64_t count = 0, next = p;
        while (next < self->pattern_count && self->patterns[next].rule == first->rule)
            count += answer->counts[next++];
        if (count == 0) {
            p = next;
            continue;
        }
        PyObject *items = PyList_New(count);
        if (items == NULL)
            goto failed;
        for (Py_ssize_t k = 0; p < next; p++)
            for (int64_t i = 0; i < answer->counts[p]; i++, k++) {
                const piigo_template *template = typed ? &self->patterns[p].typed_item : &self->patterns[p].item;
                PyObject *item = piigo_build_item(text, 0, 0, *span++, template, &recent);
                if (item == NULL) {
                    Py_DECREF(items);
                    goto failed;
                }
                PyList_SET_ITEM(items, k, item);
            }
        int error = PyDict_SetItem(detections, first->type, items);
        Py_DECREF(items);
        if (error < 0)
            goto failed;
    }
    return detections;
failed:
    Py_DECREF(detections);
    return NULL;
}

PyObject *piigo_build_matches(const piigo_engine *self, const piigo_request *answer) {
    PyObject *lists = PyList_New((Py_ssize_t)self->pattern_count);
    if (lists == NULL)
        return NULL;
    const piigo_span *span = answer->spans;
    for (int64_t p = 0; p < self->pattern_count; p++) {
        int64_t count = answer->total == 0 ? 0 : answer->counts[p];
        PyObject *list = PyList_New(count);
        if (list == NULL)
            goto failed;
        PyList_SET_ITEM(lists, p, list);
        for (int64_t i = 0; i < count; i++, span++) {
            PyObject *pair = Py_BuildValue("(LL)", (long long)span->start, (long long)span->end);
            if (pair == NULL)
                goto failed;
            PyList_SET_ITEM(list, i, pair);
        }
    }
    return lists;
failed:
    Py_DECREF(lists);
    return NULL;
}

PyObject *piigo_string(const void *data, int64_t length, int64_t width, int ascii) {
    if (!ascii)
        // The characters may be narrower than the width: Python looks.
        return PyUnicode_FromKindAndData((int)width, data, (Py_ssize_t)length);
    PyObject *string = PyUnicode_New((Py_ssize_t)length, 0x7F);
    if (string != NULL && length > 0)
        memcpy(PyUnicode_1BYTE_DATA(string), data, (size_t)length);
    return string;
}

// write_masked has Go write the masked text into a new string, which saves memory and a copy.
static PyObject *write_masked(piigo_request *answer) {
    PyObject *string = PyUnicode_New((Py_ssize_t)answer->masked_length, 0x7F);
    answer->masked_memory = string == NULL ? NULL : PyUnicode_1BYTE_DATA(string);
    PyThreadState *state = piigo_gil_release();
    int status = piigo_write(answer);
    piigo_gil_take(state);
    if (string != NULL && piigo_check_status(status) < 0)
        Py_CLEAR(string);
    return string;
}

PyObject *piigo_build_masked(piigo_request *answer, PyObject *text, PyObject *redaction) {
    if (answer->unwritten != 0)
        return write_masked(answer);
    return piigo_string(answer->masked, answer->masked_length, answer->width,
                        PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(redaction));
}
