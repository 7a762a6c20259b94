// Masking detections that Python holds.

#include "engine.h"

#include "_cgo_export.h"
#include "step.h"
#include "texts.h"

// A growing list of what is to be replaced.
typedef struct {
    PyObject *text;
    piigo_replacement *items;
    Py_ssize_t count, room;
    // The strategy of the last item, and what it means: most have that of the one before.
    PyObject *strategy;
    int64_t how;
} replacements;

int piigo_same(PyObject *a, PyObject *member) {
    return a == member || (PyUnicode_Check(a) && PyUnicode_Compare(a, member) == 0);
}

int64_t piigo_rule_of(PyObject *type) {
    for (int64_t p = 0; p < piigo.pattern_count; p++)
        if (piigo_same(type, piigo.patterns[p].type))
            return piigo.patterns[p].rule;
    return -1;
}

static int is_part(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (!PyUnicode_CheckExact(value) || piigo_ready(value) < 0 || PyUnicode_GET_LENGTH(value) != end - start)
        return 0;
    int value_kind = PyUnicode_KIND(value), kind = PyUnicode_KIND(text);
    const char *from = PyUnicode_DATA(text), *data = PyUnicode_DATA(value);
    if (value_kind == kind)
        return memcmp(data, from + start * kind, (size_t)(end - start) * kind) == 0;
    for (Py_ssize_t i = start; i < end; i++)
        if (PyUnicode_READ(value_kind, data, i - start) != PyUnicode_READ(kind, from, i))
            return 0;
    return 1;
}

static int offset_of(PyObject *number, Py_ssize_t *offset) {
    if (number == NULL || !PyLong_CheckExact(number))
        return -1;
    int overflow;
    *offset = PyLong_AsLongAndOverflow(number, &overflow);
    return overflow ? -1 : 0;
}

static int holds_surrogate(PyObject *value) {
    if (PyUnicode_KIND(value) == PyUnicode_1BYTE_KIND)
        return 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(value); i++)
        if (Py_UNICODE_IS_SURROGATE(PyUnicode_READ_CHAR(value, i)))
            return 1;
    return 0;
}

// read_strategy reports whether strategy is known, and sets what it means.
static int read_strategy(replacements *r, PyObject *strategy) {
    if (strategy == r->strategy)
        return 1;
    if (piigo_same(strategy, piigo.redact))
        r->how = PIIGO_REDACT;
    else if (piigo_same(strategy, piigo.partial))
        r->how = PIIGO_PARTIAL;
    else if (piigo_same(strategy, piigo.remove))
        r->how = PIIGO_REMOVE;
    else if (piigo_same(strategy, piigo.hash))
        r->how = PIIGO_HASH;
    else if (piigo_same(strategy, piigo.tokenize))
        r->how = PIIGO_TOKENIZE;
    else
        return 0;
    Py_XSETREF(r->strategy, Py_NewRef(strategy));
    return 1;
}

// add notes an item. What is not as detect gives it is left to Python, which has the
// original's answer to all of it.
static step add(replacements *r, PyObject *item, int64_t rule) {
    Py_ssize_t start, end;
    if (offset_of(PyDict_GetItemWithError(item, piigo.start), &start) < 0 ||
        offset_of(PyDict_GetItemWithError(item, piigo.end), &end) < 0)
        return PyErr_Occurred() ? FAILED : ASK_PYTHON;
    if (start < 0 || end < start || end > PyUnicode_GET_LENGTH(r->text))
        return ASK_PYTHON;
    PyObject *strategy = PyDict_GetItemWithError(item, piigo.mask_strategy);
    if (strategy == NULL || !read_strategy(r, strategy))
        return PyErr_Occurred() ? FAILED : ASK_PYTHON;
    PyObject *value = PyDict_GetItemWithError(item, piigo.value);
    if (value == NULL || !is_part(value, r->text, start, end) || (r->how == PIIGO_HASH && holds_surrogate(value)))
        return PyErr_Occurred() ? FAILED : ASK_PYTHON;
    if (r->count == r->room) {
        Py_ssize_t room = 2 * r->room + 64;
        piigo_replacement *items = PyMem_Realloc(r->items, (size_t)room * sizeof *items);
        if (items == NULL) {
            PyErr_NoMemory();
            return FAILED;
        }
        r->items = items;
        r->room = room;
    }
    r->items[r->count] = (piigo_replacement){start, end, rule, r->how};
    r->count++;
    return DONE;
}

// Setting an item, and looking one up, can run Python code: a finalizer of what stood there,
// a comparison of keys. So all that is visited is held, and looked at anew by each visit.
typedef step visit(replacements *r, PyObject *type, PyObject *items);

static step visit_all(replacements *r, PyObject *detections, visit *each) {
    Py_ssize_t size = PyDict_GET_SIZE(detections);
    PyObject *type, *items;
    for (Py_ssize_t at = 0; PyDict_Next(detections, &at, &type, &items);) {
        if (!PyUnicode_Check(type) || !PyList_CheckExact(items))
            return ASK_PYTHON;
        Py_INCREF(type);
        Py_INCREF(items);
        step s = each(r, type, items);
        Py_DECREF(items);
        Py_DECREF(type);
        if (s != DONE)
            return s;
        if (PyDict_GET_SIZE(detections) != size) {
            PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
            return FAILED;
        }
    }
    return DONE;
}

// set_types gives each detection its type, as the original does before all else.
static step set_types(replacements *r, PyObject *type, PyObject *items) {
    (void)r;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); i++) {
        PyObject *item = PyList_GET_ITEM(items, i);
        if (!PyDict_CheckExact(item))
            return ASK_PYTHON;
        Py_INCREF(item);
        int status = PyDict_SetItem(item, piigo.type, type);
        Py_DECREF(item);
        if (status < 0)
            return FAILED;
    }
    return DONE;
}

static step add_items(replacements *r, PyObject *type, PyObject *items) {
    int64_t rule = piigo_rule_of(type);
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < PyList_GET_SIZE(items); i++) {
        PyObject *item = PyList_GET_ITEM(items, i);
        if (!PyDict_CheckExact(item))
            return ASK_PYTHON;
        Py_INCREF(item);
        // One dictionary may stand under two types; the last one counts.
        if (PyDict_GetItemWithError(item, piigo.type) == type)
            s = add(r, item, rule);
        else
            s = PyErr_Occurred() ? FAILED : ASK_PYTHON;
        Py_DECREF(item);
    }
    return s;
}

static PyObject *replace(PyObject *text, PyObject *redaction, replacements *r) {
    int64_t width = Py_MAX(PyUnicode_KIND(text), PyUnicode_KIND(redaction));
    piigo_chars chars = {0}, by = {0};
    piigo_request ask = {.width = width, .length = PyUnicode_GET_LENGTH(text),
                         .redaction_length = PyUnicode_GET_LENGTH(redaction), .total = r->count};
    PyObject *masked = NULL;
    int status = PIIGO_NO_MEMORY;
    if (piigo_chars_open(text, width, &chars) == 0 && piigo_chars_open(redaction, width, &by) == 0) {
        ask.text = chars.data;
        ask.redaction = by.data;
        status = piigo_replace(&ask, r->items);
    }
    if (piigo_check_status(status) == 0)
        masked = piigo_build_masked(&ask, text, redaction);
    free(ask.masked_taken);
    piigo_chars_close(&chars);
    piigo_chars_close(&by);
    return masked;
}

PyObject *piigo_mask(piigo_engine *self, PyObject *text, PyObject *detections) {
    if (!PyUnicode_CheckExact(text) || !PyDict_CheckExact(detections))
        Py_RETURN_NONE;
    if (piigo_ready(text) < 0)
        return NULL;
    PyObject *redaction;
    step s = piigo_redaction_of(self, &redaction);
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    if (s == FAILED)
        return NULL;
    replacements r = {.text = text};
    PyObject *masked = NULL;
    s = visit_all(&r, detections, set_types);
    if (s == DONE)
        s = visit_all(&r, detections, add_items);
    if (s == DONE)
        masked = r.count == 0 ? Py_NewRef(text) : replace(text, redaction, &r);
    else if (s == ASK_PYTHON)
        masked = Py_NewRef(Py_None);
    PyMem_Free(r.items);
    Py_XDECREF(r.strategy);
    Py_DECREF(redaction);
    return masked;
}
