// Many texts in one call.

#include "engine.h"

#include "_cgo_export.h"
#include "building.h"
#include "cursors.h"
#include "gather.h"
#include "own.h"

static int gather_all(piigo_engine *self, piigo_gathered *g, PyObject *fast) {
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
        PyObject *text = PySequence_Fast_GET_ITEM(fast, i);
        if (!PyUnicode_Check(text)) {
            PyErr_Format(PyExc_TypeError, "texts[%zd] must be str, not %.100s", i, Py_TYPE(text)->tp_name);
            return -1;
        }
        if (self->max_text >= 0 && PyUnicode_GET_LENGTH(text) > self->max_text) {
            PyErr_Format(piigo.limit_error, "texts[%zd] is longer than max_text_length (%zd)", i, self->max_text);
            return -1;
        }
        if (piigo_own_check(self, PyUnicode_GET_LENGTH(text)) < 0 || piigo_gather(g, text) < 0)
            return -1;
    }
    return 0;
}

// detections_of builds the detections of the next text.
static PyObject *detections_of(PyObject *text, const piigo_segment *segment, piigo_cursors *cursors) {
    PyObject *detections = PyDict_New(), *list = NULL;
    int64_t rule = -1;
    for (int64_t c = 0; detections != NULL && segment->found > 0 && c < cursors->count; c++) {
        const piigo_pattern *pattern = cursors->of[c].pattern;
        const piigo_span *span;
        while ((span = piigo_next_span(&cursors->of[c], segment)) != NULL) {
            int error = 0;
            if (rule != pattern->rule) {
                rule = pattern->rule;
                list = PyList_New(0);
                error = list == NULL || PyDict_SetItem(detections, pattern->type, list) < 0;
                Py_XDECREF(list); // the dictionary has it
            }
            PyObject *item = error ? NULL : piigo_build_item(text, segment->base, *span, pattern, 0);
            error = item == NULL || PyList_Append(list, item) < 0;
            Py_XDECREF(item);
            if (error) {
                Py_DECREF(detections);
                return NULL;
            }
        }
    }
    return detections;
}

static PyObject *build(piigo_engine *self, const piigo_gathered *g, const piigo_request *ask, PyObject *redaction) {
    piigo_cursors cursors = {0};
    if (redaction == NULL && piigo_cursors_open(&cursors, self, ask) < 0)
        return NULL;
    PyObject *results = PyList_New(g->count);
    for (Py_ssize_t i = 0; results != NULL && i < g->count; i++) {
        const piigo_segment *s = &g->segments[i];
        PyObject *text = g->strings[i], *result;
        if (redaction == NULL)
            result = detections_of(text, s, &cursors);
        else if (s->found == 0)
            result = Py_NewRef(text);
        else
            result = piigo_string(s->masked, s->masked_length, s->masked_width,
                                  PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(redaction));
        if (result == NULL)
            Py_CLEAR(results);
        else
            PyList_SET_ITEM(results, i, result);
    }
    piigo_cursors_close(&cursors);
    return results;
}

PyObject *piigo_many(piigo_engine *self, PyObject *texts, int masked, int64_t threads) {
    PyObject *fast = PySequence_Fast(texts, "texts must be an iterable of str");
    if (fast == NULL)
        return NULL;
    piigo_gathered g = {0};
    piigo_request ask = {.engine = self->id, .want = masked ? PIIGO_MASKED : PIIGO_SPANS, .threads = threads};
    PyObject *results = NULL, *redaction = NULL;
    if ((masked && (redaction = piigo_redaction_of(self)) == NULL) || gather_all(self, &g, fast) < 0)
        goto done;
    ask.classes = g.classes;
    ask.length = g.length;
    ask.segments = g.segments;
    ask.segment_count = g.count;
    if (masked) {
        ask.redaction = PyUnicode_DATA(redaction);
        ask.redaction_length = PyUnicode_GET_LENGTH(redaction);
        ask.width = PyUnicode_KIND(redaction);
    }
    int status = PIIGO_OK;
    if (g.count > 0) {
        Py_BEGIN_ALLOW_THREADS
        status = piigo_ask(&ask);
        Py_END_ALLOW_THREADS
    }
    if (piigo_check_status(status) == 0) {
        int gc = piigo_building_begin(masked ? 0 : ask.total);
        results = build(self, &g, &ask, redaction);
        piigo_building_end(gc);
    }
done:
    piigo_free_answer(&ask, NULL, NULL);
    piigo_gather_free(&g);
    Py_XDECREF(redaction);
    Py_DECREF(fast);
    return results;
}
