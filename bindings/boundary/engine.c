#include "engine.h"

#include "_cgo_export.h"
#include "classes.h"
#include "fork.h"

piigo_shared piigo;

typedef struct {
    PyObject_HEAD
    int64_t id;          // of the Go engine; -1 when closed
    PyObject *config;    // its redaction_text is read at each call
    PyObject *revive;    // called as revive(method, *args) in a forked child
    Py_ssize_t max_text; // code points, -1 for no limit
} Engine;

// Texts of this many code points and up are scanned without the GIL.
#define LONG_TEXT 4096

// Results of up to this many items need no memory from malloc.
#define ROOM 128

typedef union {
    piigo_hit hits[ROOM];
    piigo_piece pieces[ROOM];
} room;

static PyObject *Engine_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"handle", "config", "revive", "max_text_length", NULL};
    long long handle;
    PyObject *config, *revive, *max_text;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "LOOO", names, &handle, &config, &revive, &max_text))
        return NULL;
    Py_ssize_t limit = -1;
    if (max_text != Py_None) {
        limit = PyLong_AsSsize_t(max_text);
        if (limit == -1 && PyErr_Occurred())
            return NULL;
    }
    Engine *self = (Engine *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->config = Py_NewRef(config);
    self->revive = Py_NewRef(revive);
    self->max_text = limit;
    self->id = piigo_engine_open(handle);
    if (self->id < 0) {
        Py_DECREF(self);
        PyErr_SetString(piigo.internal_error, "piigo: the detector could not be opened");
        return NULL;
    }
    return (PyObject *)self;
}

static int Engine_traverse(Engine *self, visitproc visit, void *arg) {
    Py_VISIT(self->config);
    Py_VISIT(self->revive);
    return 0;
}

static int Engine_clear(Engine *self) {
    Py_CLEAR(self->config);
    Py_CLEAR(self->revive);
    return 0;
}

static void Engine_dealloc(Engine *self) {
    PyObject_GC_UnTrack(self);
    Engine_clear(self);
    if (self->id >= 0 && !piigo_forked())
        piigo_engine_close(self->id);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

// revived calls a method of the engine that replaces self in a forked child.
static PyObject *revived(Engine *self, const char *method, PyObject *arg) {
    return PyObject_CallFunction(self->revive, "sO", method, arg);
}

static int check_text(Engine *self, PyObject *text) {
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "text must be str, not %.100s", Py_TYPE(text)->tp_name);
        return -1;
    }
    if (self->max_text >= 0 && PyUnicode_GET_LENGTH(text) > self->max_text) {
        PyErr_Format(piigo.limit_error, "text is longer than max_text_length (%zd)",
                     self->max_text);
        return -1;
    }
    return 0;
}

static int check_status(int status) {
    if (status == PIIGO_OK)
        return 0;
    if (status == PIIGO_NO_MEMORY)
        PyErr_NoMemory();
    else
        PyErr_SetString(piigo.internal_error,
                        "piigo: internal failure in the Go backend; please report it");
    return -1;
}

// A function of the Go side, with the redaction text's length where it has one.
typedef int (*scan)(int64_t id, piigo_classes *classes, int64_t redaction, piigo_results *out);

static int scan_hits(int64_t id, piigo_classes *c, int64_t redaction, piigo_results *out) {
    (void)redaction;
    return piigo_detect(id, (uint8_t *)c->bytes, c->length, out);
}

static int scan_plan(int64_t id, piigo_classes *c, int64_t redaction, piigo_results *out) {
    return piigo_plan(id, (uint8_t *)c->bytes, c->length, redaction, out);
}

static int scan_matches(int64_t id, piigo_classes *c, int64_t redaction, piigo_results *out) {
    (void)redaction;
    return piigo_matches(id, (uint8_t *)c->bytes, c->length, out);
}

// run scans text with f. The caller owns text, so that it lives without the GIL.
static int run(Engine *self, scan f, PyObject *text, int64_t redaction, piigo_results *out) {
    piigo_classes classes;
    int status;
    if (PyUnicode_GET_LENGTH(text) < LONG_TEXT) {
        status = piigo_classes_open(text, &classes) < 0
                     ? PIIGO_NO_MEMORY
                     : f(self->id, &classes, redaction, out);
    } else {
        Py_BEGIN_ALLOW_THREADS
        status = piigo_classes_open(text, &classes) < 0
                     ? PIIGO_NO_MEMORY
                     : f(self->id, &classes, redaction, out);
        Py_END_ALLOW_THREADS
    }
    if (classes.owned != NULL)
        piigo_classes_close(&classes);
    return check_status(status);
}

static void free_results(piigo_results *out, void *room) {
    if (out->items != room)
        free(out->items);
}

static PyObject *Engine_detect(Engine *self, PyObject *text) {
    if (piigo_forked())
        return revived(self, "detect", text);
    if (check_text(self, text) < 0)
        return NULL;
    if (PyUnicode_GET_LENGTH(text) == 0)
        return PyDict_New();
    room room;
    piigo_results out = {&room, ROOM, 0, 0};
    PyObject *detections = NULL;
    if (run(self, scan_hits, text, 0, &out) == 0)
        detections = piigo_build_detections(text, out.items, out.count);
    free_results(&out, &room);
    return detections;
}

static PyObject *Engine_redact(Engine *self, PyObject *text) {
    if (piigo_forked())
        return revived(self, "redact", text);
    if (check_text(self, text) < 0)
        return NULL;
    PyObject *redaction = PyObject_GetAttr(self->config, piigo.redaction_text);
    if (redaction == NULL)
        return NULL;
    PyObject *masked = NULL;
    if (!PyUnicode_Check(redaction)) {
        PyErr_Format(PyExc_TypeError, "redaction_text must be a str, not %.100s", Py_TYPE(redaction)->tp_name);
        goto done;
    }
    room room;
    piigo_results out = {&room, ROOM, 0, 0};
    if (run(self, scan_plan, text, PyUnicode_GET_LENGTH(redaction), &out) == 0)
        masked = out.count == 0 ? Py_NewRef(text)
                                : piigo_build_masked(text, redaction, out.items, out.count, out.length);
    free_results(&out, &room);
done:
    Py_DECREF(redaction);
    return masked;
}

static PyObject *Engine_matches(Engine *self, PyObject *text) {
    if (piigo_forked())
        return revived(self, "matches", text);
    if (check_text(self, text) < 0)
        return NULL;
    room room;
    piigo_results out = {&room, 0, 0, 0};
    int64_t patterns = 0;
    for (int64_t rule = 0; rule < piigo_rules(); rule++)
        patterns += piigo_patterns(rule);
    PyObject *lists = NULL;
    if (run(self, scan_matches, text, 0, &out) == 0)
        lists = piigo_build_matches(out.items, out.count, patterns);
    free_results(&out, &room);
    return lists;
}

static PyObject *Engine_noop(Engine *self, PyObject *arg) {
    (void)self;
    (void)arg;
    Py_RETURN_NONE;
}

static PyObject *Engine_panic(Engine *self, PyObject *ignored) {
    (void)self;
    (void)ignored;
    check_status(piigo_panic());
    return NULL;
}

static PyMethodDef Engine_methods[] = {
    {"detect", (PyCFunction)Engine_detect, METH_O,
     "detect(text, /)\n--\n\nReturn the detections in text, as Detector.detect does."},
    {"redact", (PyCFunction)Engine_redact, METH_O,
     "redact(text, /)\n--\n\nReturn text with every detection masked; text itself if there is none."},
    {"matches", (PyCFunction)Engine_matches, METH_O,
     "matches(text, /)\n--\n\nReturn the (start, end) of all matches, a list for each built-in pattern."},
    {"noop", (PyCFunction)Engine_noop, METH_O,
     "noop(object, /)\n--\n\nDo nothing: what a call costs that does not cross the border."},
    {"panic", (PyCFunction)Engine_panic, METH_NOARGS,
     "panic()\n--\n\nPanic on the Go side, to test what becomes of it. Raises InternalError."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject piigo_engine_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "piigo._native.Engine",
    .tp_doc = "Engine(handle, config, revive, max_text_length)\n--\n\n"
              "The hot methods of the gopy Detector with this handle.",
    .tp_basicsize = sizeof(Engine),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = Engine_new,
    .tp_dealloc = (destructor)Engine_dealloc,
    .tp_traverse = (traverseproc)Engine_traverse,
    .tp_clear = (inquiry)Engine_clear,
    .tp_methods = Engine_methods,
};
