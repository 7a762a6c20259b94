#include "hooks.h"

#include "_cgo_export.h"
#include "jsonskim.h"
#include "jsontext.h"
#include "quiet.h"

PyObject *piigo_hook_quiet(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    (void)self;
    long form = count == 2 && PyUnicode_Check(args[0]) && PyUnicode_IS_ASCII(args[0]) ? PyLong_AsLong(args[1]) : -1;
    if (form < 0 || form > piigo_quiet_form) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "quiet() takes an ASCII text and a form that the processor can run");
        return NULL;
    }
    return PyLong_FromSsize_t(piigo_quiet_up_to(PyUnicode_1BYTE_DATA(args[0]), PyUnicode_GET_LENGTH(args[0]), (int)form));
}

PyObject *piigo_hook_json_form(piigo_engine *self, PyObject *arg) {
    (void)self;
    static int fastest = -1;
    if (fastest < 0)
        fastest = piigo_json_form_used;
    long form = PyLong_AsLong(arg);
    if (form < 0 || form > fastest) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "json_form() takes a form that the processor can run");
        return NULL;
    }
    int before = piigo_json_form_used;
    piigo_json_form_used = (int)form;
    return PyLong_FromLong(before);
}

// add_text adds (told, class bytes) of a gathered text.
static int add_text(PyObject *list, const piigo_gathered *texts, Py_ssize_t i) {
    const piigo_segment *segment = &texts->segments[i];
    PyObject *one = Py_BuildValue("(iy#)", texts->sources[i].told, texts->classes + segment->base, segment->length);
    int error = one == NULL || PyList_Append(list, one) < 0;
    Py_XDECREF(one);
    return error ? -1 : 0;
}

// gather makes a list of one text.
static int gather(piigo_gathered *texts, PyObject *text) {
    piigo_gather_open(texts);
    if (PyUnicode_CheckExact(text))
        return piigo_gather(texts, text);
    PyErr_SetString(PyExc_TypeError, "a str is expected");
    return -1;
}

PyObject *piigo_hook_around(piigo_engine *self, PyObject *text) {
    (void)self;
    piigo_gathered texts;
    PyObject *all = NULL;
    if (gather(&texts, text) == 0)
        all = piigo_gather_around(&texts, PIIGO_SAFE_JSON_DEPTH) ? PyList_New(0) : Py_NewRef(Py_None);
    for (Py_ssize_t i = 0; all != NULL && all != Py_None && i < texts.count; i++)
        if (add_text(all, &texts, i) < 0)
            Py_CLEAR(all);
    piigo_gather_free(&texts);
    return all;
}

PyObject *piigo_hook_skimmed(piigo_engine *self, PyObject *text) {
    (void)self;
    piigo_gathered texts;
    PyObject *all = NULL;
    if (gather(&texts, text) == 0) {
        piigo_json found = piigo_gather_json(&texts, &texts, 0, PIIGO_SAFE_JSON_DEPTH);
        if (found != PIIGO_FAILED)
            all = Py_BuildValue("[i]", found);
    }
    for (Py_ssize_t i = 1; all != NULL && i < texts.count; i++)
        if (add_text(all, &texts, i) < 0)
            Py_CLEAR(all);
    piigo_gather_free(&texts);
    return all;
}

PyObject *piigo_hook_panic(piigo_engine *self, PyObject *ignored) {
    (void)self;
    (void)ignored;
    piigo_check_status(piigo_panic());
    return NULL;
}
