// What the generated module's init calls to add the hand-written part.

#include "_cgo_export.h"
#include "engine.h"
#include "fork.h"

static int intern(PyObject **name, const char *text) {
    *name = PyUnicode_InternFromString(text);
    return *name == NULL ? -1 : 0;
}

// table_from copies the items of a sequence of n; the table keeps them for ever.
static PyObject **table_from(PyObject *sequence, Py_ssize_t n) {
    PyObject *fast = PySequence_Fast(sequence, "piigo: setup wants sequences");
    if (fast == NULL)
        return NULL;
    PyObject **table = NULL;
    if (PySequence_Fast_GET_SIZE(fast) != n)
        PyErr_SetString(PyExc_ValueError, "piigo: the package's rules are not those of the native module; build it again");
    else if ((table = PyMem_Malloc((size_t)n * sizeof *table)) == NULL)
        PyErr_NoMemory();
    else
        for (Py_ssize_t i = 0; i < n; i++)
            table[i] = Py_NewRef(PySequence_Fast_GET_ITEM(fast, i));
    Py_DECREF(fast);
    return table;
}

// setup(internal_error, limit_error, types, strategies): the Python objects that
// results are made of. types holds the PIIType of each rule, strategies for each
// rule a sequence of the MaskingStrategy of each pattern.
static PyObject *setup(PyObject *module, PyObject *args) {
    PyObject *internal_error, *limit_error, *types, *strategies;
    if (!PyArg_ParseTuple(args, "OOOO", &internal_error, &limit_error, &types, &strategies))
        return NULL;
    int64_t n = piigo_rules();
    PyObject **rules = table_from(strategies, n);
    if (rules == NULL || (piigo.types = table_from(types, n)) == NULL)
        return NULL;
    piigo.strategies = PyMem_Malloc((size_t)n * sizeof *piigo.strategies);
    if (piigo.strategies == NULL)
        return PyErr_NoMemory();
    for (int64_t rule = 0; rule < n; rule++) {
        piigo.strategies[rule] = table_from(rules[rule], piigo_patterns(rule));
        if (piigo.strategies[rule] == NULL)
            return NULL;
    }
    PyMem_Free(rules);
    char fixed[1024];
    int64_t length = piigo_fixed(fixed, sizeof fixed);
    piigo.fixed = PyMem_Malloc((size_t)length);
    if (piigo.fixed == NULL)
        return PyErr_NoMemory();
    memcpy(piigo.fixed, fixed, (size_t)length);
    piigo.internal_error = Py_NewRef(internal_error);
    piigo.limit_error = Py_NewRef(limit_error);
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"setup", setup, METH_VARARGS, "Set the Python objects that results are made of. Call it once."},
    {NULL, NULL, 0, NULL},
};

// piigo_add_boundary adds Engine and setup to the module. Returns 0, or -1 with
// an exception set.
int piigo_add_boundary(PyObject *module) {
    if (intern(&piigo.value, "value") < 0 || intern(&piigo.start, "start") < 0 ||
        intern(&piigo.end, "end") < 0 || intern(&piigo.mask_strategy, "mask_strategy") < 0 ||
        intern(&piigo.redaction_text, "redaction_text") < 0)
        return -1;
    if (piigo_watch_forks() < 0) {
        PyErr_SetString(PyExc_ImportError, "piigo: cannot watch for forks");
        return -1;
    }
    if (PyType_Ready(&piigo_engine_type) < 0)
        return -1;
    if (PyModule_AddObjectRef(module, "Engine", (PyObject *)&piigo_engine_type) < 0)
        return -1;
    return PyModule_AddFunctions(module, functions);
}
