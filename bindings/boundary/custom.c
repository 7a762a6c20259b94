#include "custom.h"

#include "_cgo_export.h"
#include "classes.h"
#include "items.h"

// The patterns of one engine, while it is opened.
typedef struct {
    piigo_custom *items;
    Py_ssize_t count, custom;
} given;

static void given_free(given *g) {
    for (Py_ssize_t i = 0; i < g->count; i++)
        PyMem_Free((void *)g->items[i].code);
    PyMem_Free(g->items);
}

static int add(given *g, PyObject *pattern) {
    if (!PyUnicode_Check(pattern)) {
        PyErr_Format(PyExc_TypeError, "a pattern must be str, not %.100s", Py_TYPE(pattern)->tp_name);
        return -1;
    }
    piigo_custom *item = &g->items[g->count];
    item->code = PyUnicode_AsUCS4Copy(pattern);
    if (item->code == NULL)
        return -1;
    item->length = PyUnicode_GET_LENGTH(pattern);
    g->count++;
    return 0;
}

static int add_custom(given *g, PyObject *entry) {
    PyObject *pattern, *type, *strategy;
    if (!PyArg_ParseTuple(entry, "OOO", &pattern, &type, &strategy))
        return -1;
    piigo_custom *item = &g->items[g->count];
    item->rule = piigo_rule_of(type);
    if (item->rule < 0)
        item->rule = piigo.patterns[piigo.pattern_count - 1].rule + 1;
    item->how = piigo_same(strategy, piigo.partial)  ? PIIGO_PARTIAL
                : piigo_same(strategy, piigo.remove) ? PIIGO_REMOVE
                                                     : PIIGO_REDACT;
    return add(g, pattern);
}

static int read_given(given *g, PyObject *patterns, PyObject *whitelist) {
    g->custom = PyList_GET_SIZE(patterns);
    g->items = PyMem_Calloc((size_t)(g->custom + PyList_GET_SIZE(whitelist)) + 1, sizeof *g->items);
    if (g->items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < g->custom; i++)
        if (add_custom(g, PyList_GET_ITEM(patterns, i)) < 0)
            return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(whitelist); i++)
        if (add(g, PyList_GET_ITEM(whitelist, i)) < 0)
            return -1;
    return 0;
}

// ORACLE: from Python 3.14 on, \B matches in an empty text.
static int empty_non_boundary(void) { return PY_VERSION_HEX >= 0x030E0000; }

static int open_given(piigo_engine *self, const given *g) {
    int64_t whitelist_count = g->count - g->custom;
    int status = piigo_engine_custom(self->id, g->items, g->count, whitelist_count, empty_non_boundary());
    if (status == PIIGO_NEEDS_FACTS) {
        if (piigo_set_interpreter_facts() < 0)
            return -1;
        status = piigo_engine_custom(self->id, g->items, g->count, whitelist_count, empty_non_boundary());
    }
    return piigo_check_status(status);
}

// make_pattern returns how Python sees a custom pattern; its type is NULL where that failed.
static piigo_pattern make_pattern(int64_t rule, PyObject *entry) {
    PyObject *type = PyTuple_GET_ITEM(entry, 1), *strategy = PyTuple_GET_ITEM(entry, 2);
    piigo_pattern made = {.rule = rule};
    if (piigo_template_open(&made.item, strategy, NULL) < 0)
        return made;
    if (piigo_template_open(&made.typed_item, strategy, type) < 0)
        piigo_template_close(&made.item);
    else
        made.type = Py_NewRef(type);
    return made;
}

static piigo_pattern share(const piigo_pattern *builtin) {
    Py_INCREF(builtin->type);
    Py_INCREF(builtin->item.item);
    Py_INCREF(builtin->typed_item.item);
    return *builtin;
}

static int make_patterns(piigo_engine *self, const given *g, PyObject *patterns) {
    int64_t count = piigo_engine_slots(self->id, NULL, 0);
    self->pattern_count = 0;
    self->slots = PyMem_Calloc((size_t)count + 1, sizeof *self->slots);
    piigo_pattern *made = self->made = PyMem_Calloc((size_t)count + 1, sizeof *made);
    if (self->slots == NULL || made == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    piigo_engine_slots(self->id, self->slots, count);
    for (; self->pattern_count < count; self->pattern_count++) {
        int64_t slot = self->slots[self->pattern_count];
        piigo_pattern p = slot >= 0 ? share(&piigo.patterns[slot])
                                    : make_pattern(g->items[-1 - slot].rule, PyList_GET_ITEM(patterns, -1 - slot));
        if (p.type == NULL)
            return -1;
        made[self->pattern_count] = p;
    }
    self->patterns = made;
    return 0;
}

int piigo_custom_open(piigo_engine *self, PyObject *patterns, PyObject *whitelist) {
    given g = {0};
    int error = read_given(&g, patterns, whitelist) < 0 || open_given(self, &g) < 0 ||
                make_patterns(self, &g, patterns) < 0;
    self->custom = (int)g.count;
    self->needs_text = !error && piigo_engine_needs_text(self->id);
    given_free(&g);
    return error ? -1 : 0;
}

void piigo_custom_close(piigo_engine *self) {
    for (int64_t i = 0; self->made != NULL && i < self->pattern_count; i++) {
        Py_DECREF(self->made[i].type);
        piigo_template_close(&self->made[i].item);
        piigo_template_close(&self->made[i].typed_item);
    }
    PyMem_Free(self->made);
    PyMem_Free(self->slots);
}

PyObject *piigo_custom_reasons(const piigo_engine *self) {
    PyObject *reasons = PyList_New(self->custom);
    for (int i = 0; reasons != NULL && i < self->custom; i++) {
        char text[256];
        int64_t length = piigo_engine_reason(self->id, i, text, sizeof text);
        PyObject *reason = length == 0 ? Py_NewRef(Py_None) : PyUnicode_FromStringAndSize(text, (Py_ssize_t)length);
        if (reason == NULL)
            Py_CLEAR(reasons);
        else
            PyList_SET_ITEM(reasons, i, reason);
    }
    return reasons;
}

int piigo_check_scannable(const piigo_engine *self, Py_ssize_t length) {
    if (self->custom > 0 && length > PIIGO_MAX_CUSTOM_TEXT) {
        PyErr_Format(piigo.limit_error, "text is longer than custom and whitelist patterns can be used on (%d); split it",
                     PIIGO_MAX_CUSTOM_TEXT);
        return -1;
    }
    if (length > PIIGO_MAX_TEXT) {
        PyErr_Format(piigo.limit_error, "text is longer than can be scanned at once (%u); split it", PIIGO_MAX_TEXT);
        return -1;
    }
    return 0;
}

static piigo_span *read_spans(PyObject *list) {
    piigo_span *spans = PyMem_Calloc((size_t)PyList_GET_SIZE(list) + 1, sizeof *spans);
    if (spans == NULL)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; spans != NULL && i < PyList_GET_SIZE(list); i++) {
        long long start, end;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(list, i), "LL", &start, &end)) {
            PyMem_Free(spans);
            return NULL;
        }
        spans[i] = (piigo_span){(uint32_t)start, (uint32_t)end};
    }
    return spans;
}

static PyObject *write_spans(const piigo_span *spans, int64_t count) {
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (int64_t i = 0; list != NULL && i < count; i++) {
        PyObject *pair = Py_BuildValue("(LL)", (long long)spans[i].start, (long long)spans[i].end);
        if (pair == NULL)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, (Py_ssize_t)i, pair);
    }
    return list;
}

PyObject *piigo_custom_unlisted(piigo_engine *self, PyObject *text, PyObject *list) {
    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "spans must be a list");
        return NULL;
    }
    if (self->custom == 0 || PyList_GET_SIZE(list) == 0)
        return Py_NewRef(list);
    piigo_classes classes;
    piigo_span *spans = read_spans(list);
    if (spans == NULL)
        return NULL;
    PyObject *left = NULL;
    if (piigo_classes_open(text, &classes) < 0) {
        PyErr_NoMemory();
    } else {
        piigo_request ask = {.engine = self->id, .classes = classes.bytes, .length = classes.length,
                             .chars = PyUnicode_DATA(text), .chars_width = PyUnicode_KIND(text),
                             .spans = spans, .total = PyList_GET_SIZE(list)};
        if (piigo_check_status(piigo_unlisted(&ask)) == 0)
            left = write_spans(spans, ask.total);
        piigo_classes_close(&classes);
    }
    PyMem_Free(spans);
    return left;
}

PyObject *piigo_custom_slots(const piigo_engine *self) {
    PyObject *slots = PyList_New((Py_ssize_t)self->pattern_count);
    for (int64_t i = 0; slots != NULL && i < self->pattern_count; i++) {
        PyObject *slot = PyLong_FromLongLong(self->slots == NULL ? i : self->slots[i]);
        if (slot == NULL)
            Py_CLEAR(slots);
        else
            PyList_SET_ITEM(slots, (Py_ssize_t)i, slot);
    }
    return slots;
}
