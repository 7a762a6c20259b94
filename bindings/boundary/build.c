// Python objects from results.

#include "engine.h"

static PyObject *build_item(PyObject *text, const piigo_hit *hit) {
    PyObject *item = PyDict_New();
    PyObject *value = PyUnicode_Substring(text, hit->start, hit->end);
    PyObject *start = PyLong_FromSsize_t(hit->start);
    PyObject *end = PyLong_FromSsize_t(hit->end);
    PyObject *strategy = piigo.strategies[hit->rule][hit->pattern];
    if (item == NULL || value == NULL || start == NULL || end == NULL ||
        PyDict_SetItem(item, piigo.value, value) < 0 ||
        PyDict_SetItem(item, piigo.start, start) < 0 ||
        PyDict_SetItem(item, piigo.end, end) < 0 ||
        PyDict_SetItem(item, piigo.mask_strategy, strategy) < 0)
        Py_CLEAR(item);
    Py_XDECREF(value);
    Py_XDECREF(start);
    Py_XDECREF(end);
    return item;
}

PyObject *piigo_build_detections(PyObject *text, const piigo_hit *hits, int64_t count) {
    PyObject *detections = PyDict_New();
    if (detections == NULL)
        return NULL;
    for (int64_t i = 0; i < count;) {
        int64_t rule = hits[i].rule, next = i;
        while (next < count && hits[next].rule == rule)
            next++;
        PyObject *items = PyList_New(next - i);
        if (items == NULL)
            goto failed;
        for (Py_ssize_t k = 0; i < next; i++, k++) {
            PyObject *item = build_item(text, &hits[i]);
            if (item == NULL) {
                Py_DECREF(items);
                goto failed;
            }
            PyList_SET_ITEM(items, k, item);
        }
        int failed = PyDict_SetItem(detections, piigo.types[rule], items);
        Py_DECREF(items);
        if (failed < 0)
            goto failed;
    }
    return detections;
failed:
    Py_DECREF(detections);
    return NULL;
}

PyObject *piigo_build_matches(const piigo_match *matches, int64_t count, int64_t n) {
    PyObject *lists = PyList_New(n);
    if (lists == NULL)
        return NULL;
    int64_t i = 0;
    for (int64_t pattern = 0; pattern < n; pattern++) {
        PyObject *list = PyList_New(0);
        if (list == NULL)
            goto failed;
        PyList_SET_ITEM(lists, pattern, list);
        for (; i < count && matches[i].pattern == pattern; i++) {
            PyObject *span = Py_BuildValue("(LL)", (long long)matches[i].start, (long long)matches[i].end);
            int failed = span == NULL ? -1 : PyList_Append(list, span);
            Py_XDECREF(span);
            if (failed < 0)
                goto failed;
        }
    }
    return lists;
failed:
    Py_DECREF(lists);
    return NULL;
}

// A run of characters being written, all of one width.
typedef struct {
    int kind;
    void *data;
    Py_ssize_t length;
} writer;

static void write_string(writer *w, PyObject *from, Py_ssize_t start, Py_ssize_t end) {
    int kind = PyUnicode_KIND(from);
    const char *data = PyUnicode_DATA(from);
    if (kind == w->kind)
        memcpy((char *)w->data + w->length * kind, data + start * kind, (size_t)(end - start) * kind);
    else
        for (Py_ssize_t i = start; i < end; i++)
            PyUnicode_WRITE(w->kind, w->data, w->length + i - start, PyUnicode_READ(kind, data, i));
    w->length += end - start;
}

static void write_ascii(writer *w, const char *from, Py_ssize_t length) {
    for (Py_ssize_t i = 0; i < length; i++)
        PyUnicode_WRITE(w->kind, w->data, w->length + i, (Py_UCS1)from[i]);
    w->length += length;
}

static void write_stars(writer *w, Py_ssize_t length) {
    for (Py_ssize_t i = 0; i < length; i++)
        PyUnicode_WRITE(w->kind, w->data, w->length + i, '*');
    w->length += length;
}

static void write_pieces(writer *w, PyObject *text, PyObject *redaction, const piigo_piece *pieces,
                         int64_t count) {
    for (const piigo_piece *p = pieces + count; p-- > pieces;) {
        switch (p->source) {
        case PIIGO_FROM_TEXT: write_string(w, text, p->from, p->to); break;
        case PIIGO_FROM_REDACTION: write_string(w, redaction, p->from, p->to); break;
        case PIIGO_FROM_FIXED: write_ascii(w, piigo.fixed + p->from, p->to - p->from); break;
        case PIIGO_FROM_STARS: write_stars(w, p->to - p->from); break;
        }
    }
}

PyObject *piigo_build_masked(PyObject *text, PyObject *redaction, const piigo_piece *pieces,
                             int64_t count, int64_t length) {
    if (PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(redaction)) {
        PyObject *masked = PyUnicode_New(length, 0x7F);
        if (masked != NULL && length > 0) {
            writer w = {PyUnicode_1BYTE_KIND, PyUnicode_DATA(masked), 0};
            write_pieces(&w, text, redaction, pieces, count);
        }
        return masked;
    }
    // The masked text may need narrower characters than the text: it is written
    // aside first, and Python picks the width.
    writer w = {Py_MAX(PyUnicode_KIND(text), PyUnicode_KIND(redaction)), NULL, 0};
    w.data = PyMem_Malloc((size_t)length * w.kind + 1);
    if (w.data == NULL)
        return PyErr_NoMemory();
    write_pieces(&w, text, redaction, pieces, count);
    PyObject *masked = PyUnicode_FromKindAndData(w.kind, w.data, length);
    PyMem_Free(w.data);
    return masked;
}
