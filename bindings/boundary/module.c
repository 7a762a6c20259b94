// What the generated module's init calls to add the hand-written part.

#include "_cgo_export.h"
#include "engine.h"
#include "fork.h"
#include "jsonskim.h"
#include "quiet.h"

static int intern(PyObject **name, const char *text) {
    *name = PyUnicode_InternFromString(text);
    return *name == NULL ? -1 : 0;
}

// setup(internal_error, limit_error, (redact, partial, remove, hash, tokenize), patterns): the
// Python objects that answers are made of: exception types, MaskingStrategy members; patterns
// holds a (PIIType, MaskingStrategy) for each built-in pattern.
static PyObject *setup(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *internal_error, *limit_error, *redact, *partial, *remove, *hash, *tokenize, *patterns;
    if (!PyArg_ParseTuple(args, "OO(OOOOO)O!", &internal_error, &limit_error, &redact, &partial, &remove,
                          &hash, &tokenize, &PyList_Type, &patterns))
        return NULL;
    int64_t rules[PIIGO_MAX_PATTERNS];
    int64_t count = piigo_patterns(rules);
    if (PyList_GET_SIZE(patterns) != count) {
        PyErr_SetString(PyExc_ImportError, "the rules are not those of the native module; build it again");
        return NULL;
    }
    for (int64_t i = 0; i < count; i++) {
        PyObject *type, *strategy;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(patterns, i), "OO", &type, &strategy))
            return NULL;
        piigo_pattern *pattern = &piigo.patterns[i];
        if (piigo_template_open(&pattern->item, strategy, NULL) < 0 ||
            piigo_template_open(&pattern->typed_item, strategy, type) < 0)
            return NULL;
        pattern->rule = rules[i];
        pattern->type = Py_NewRef(type);
    }
    piigo.pattern_count = count;
    piigo_quiet_open();
    piigo_json_open();
    piigo.redact = Py_NewRef(redact);
    piigo.partial = Py_NewRef(partial);
    piigo.remove = Py_NewRef(remove);
    piigo.hash = Py_NewRef(hash);
    piigo.tokenize = Py_NewRef(tokenize);
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
        intern(&piigo.type, "type") < 0 || intern(&piigo.redaction_text, "redaction_text") < 0)
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

#ifdef _WIN32
// Go exports its own functions by name, and thereby no other; Python needs this one.
__attribute__((section(".drectve"), used)) static const char exports[] = " -export:PyInit__piigo";
#endif
