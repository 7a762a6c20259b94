#include "engine.h"

#include "_cgo_export.h"
#include "custom.h"
#include "fork.h"
#include "hooks.h"
#include "quiet.h"
#include "scan.h"

piigo_shared piigo;

static PyObject *Engine_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"handle", "config", "source", "max_text_length", "max_depth", "patterns", "whitelist", NULL};
    long long handle;
    Py_ssize_t max_depth;
    PyObject *config, *source, *max_text, *patterns, *whitelist;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "LOOOnO!O!", names, &handle, &config, &source, &max_text,
                                     &max_depth, &PyList_Type, &patterns, &PyList_Type, &whitelist))
        return NULL;
    Py_ssize_t limit = -1;
    if (max_text != Py_None) {
        limit = PyLong_AsSsize_t(max_text);
        if (limit == -1 && PyErr_Occurred())
            return NULL;
    }
    piigo_engine *self = (piigo_engine *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->config = Py_NewRef(config);
    self->source = Py_NewRef(source);
    self->max_text = limit;
    self->max_depth = max_depth;
    self->id = piigo_engine_open(handle);
    if (self->id < 0) {
        Py_DECREF(self);
        PyErr_SetString(piigo.internal_error, "piigo: the detector could not be opened");
        return NULL;
    }
    self->patterns = piigo.patterns;
    self->pattern_count = piigo.pattern_count;
    if (PyList_GET_SIZE(patterns) + PyList_GET_SIZE(whitelist) > 0 &&
        piigo_custom_open(self, patterns, whitelist) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static int Engine_traverse(piigo_engine *self, visitproc visit, void *arg) {
    Py_VISIT(self->config);
    Py_VISIT(self->source);
    return 0;
}

static int Engine_clear(piigo_engine *self) {
    Py_CLEAR(self->config);
    Py_CLEAR(self->source);
    return 0;
}

static void Engine_dealloc(piigo_engine *self) {
    PyObject_GC_UnTrack(self);
    Engine_clear(self);
    piigo_custom_close(self);
    if (self->id >= 0 && !piigo_forked())
        piigo_engine_close(self->id);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

int piigo_check_status(int status) {
    if (status == PIIGO_OK)
        return 0;
    if (status == PIIGO_NO_MEMORY)
        PyErr_NoMemory();
    else
        PyErr_SetString(piigo.internal_error,
                        "piigo: internal failure in the Go backend; please report it");
    return -1;
}

void piigo_free_answer(piigo_request *ask) {
    free(ask->spans_taken);
    free(ask->masked_taken);
    free(ask->counts_taken);
}

step piigo_redaction_of(const piigo_engine *self, PyObject **redaction) {
    *redaction = PyObject_GetAttr(self->config, piigo.redaction_text);
    if (*redaction == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError))
            return FAILED;
        PyErr_Clear();
        return ASK_PYTHON;
    }
    // How one of a subclass is added to a text is for the subclass to say.
    if (PyUnicode_CheckExact(*redaction))
        return piigo_ready(*redaction) < 0 ? FAILED : DONE;
    Py_CLEAR(*redaction);
    return ASK_PYTHON;
}

int piigo_check_process(void) {
    if (!piigo_forked())
        return 0;
    PyErr_SetString(piigo.internal_error, "piigo: the engine is of another process");
    return -1;
}

static PyObject *Engine_reasons(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    return piigo_check_process() < 0 ? NULL : piigo_custom_reasons(self);
}

static PyObject *Engine_slots(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    return piigo_custom_slots(self);
}

// nested_arguments puts the arguments, which may be named, into of. Returns 0, or -1 with a
// TypeError set.
static int nested_arguments(PyObject *const *args, Py_ssize_t count, PyObject *names, PyObject *of[2]) {
    static const char *const known[] = {"data", "path"};
    Py_ssize_t named = names == NULL ? 0 : PyTuple_GET_SIZE(names);
    int odd = count > 2;
    for (Py_ssize_t i = 0; i < count && !odd; i++)
        of[i] = args[i];
    for (Py_ssize_t i = 0; i < named && !odd; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        int which = PyUnicode_CompareWithASCIIString(name, known[0]) != 0;
        odd = of[which] != NULL || PyUnicode_CompareWithASCIIString(name, known[which]) != 0;
        of[which] = args[count + i];
    }
    if (!odd && of[0] != NULL)
        return 0;
    PyErr_SetString(PyExc_TypeError, "process_nested() takes data and path");
    return -1;
}

static PyObject *Engine_process_nested(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *of[2] = {NULL, NULL};
    if (nested_arguments(args, count, names, of) < 0)
        return NULL;
    const char *instead = "revive_nested";
    if (!(self->retired | piigo_forked())) {
        PyObject *done = piigo_nested(self, of[0]);
        if (done != Py_None)
            return done;
        Py_DECREF(done);
        instead = "walk";
    }
    return PyObject_CallMethod(self->source, instead, "(O)", of[0]); // a path has no effect
}

static PyObject *Engine_mask(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "mask() takes text and detections");
        return NULL;
    }
    return piigo_mask(self, args[0], args[1]);
}

static PyObject *many(piigo_engine *self, PyObject *const *args, Py_ssize_t count, int masked) {
    Py_ssize_t threads = 0;
    if (count == 2 && args[1] != Py_None) {
        threads = PyNumber_AsSsize_t(args[1], NULL); // a larger number is the largest
        if (threads < 1) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "threads must be at least 1, or None");
            return NULL;
        }
    } else if (count != 1 && count != 2) {
        PyErr_SetString(PyExc_TypeError, "texts and threads are expected");
        return NULL;
    }
    return piigo_many(self, args[0], masked, threads);
}

static PyObject *Engine_detect_many(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    return many(self, args, count, 0);
}

static PyObject *Engine_redact_many(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    return many(self, args, count, 1);
}

static PyObject *Engine_retire(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    self->retired = 1;
    Py_RETURN_NONE;
}

// A pickled method of an engine becomes that of a detector.
static PyObject *Engine_reduce(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    return PyObject_CallMethod(self->source, "reduce", NULL);
}

static PyObject *Engine_noop(piigo_engine *self, PyObject *arg) {
    (void)self;
    (void)arg;
    Py_RETURN_NONE;
}

static PyMethodDef Engine_methods[] = {
    {"detect", (PyCFunction)(void (*)(void))piigo_scan_detect, METH_FASTCALL | METH_KEYWORDS,
     "detect(text)\n--\n\nReturn the detections in text, as Detector.detect does."},
    {"redact", (PyCFunction)(void (*)(void))piigo_scan_redact, METH_FASTCALL | METH_KEYWORDS,
     "redact(text)\n--\n\nReturn text with every detection masked; text itself if there is none."},
    {"process", (PyCFunction)(void (*)(void))piigo_scan_process, METH_FASTCALL | METH_KEYWORDS,
     "process(text)\n--\n\nReturn the masked text and the detections in text."},
    {"matches", (PyCFunction)(void (*)(void))piigo_scan_matches, METH_FASTCALL,
     "matches(text, unlisted, /)\n--\n\nReturn the (start, end) of all matches, a list for each of slots(); with unlisted, "
     "less those that a whitelist pattern matches."},
    {"unlisted", (PyCFunction)(void (*)(void))piigo_scan_unlisted, METH_FASTCALL,
     "unlisted(text, spans, /)\n--\n\nReturn those of a list of (start, end) that no whitelist pattern matches."},
    {"reasons", (PyCFunction)Engine_reasons, METH_NOARGS,
     "reasons()\n--\n\nReturn for each of patterns, then of whitelist, why Python's re must run it, or None."},
    {"slots", (PyCFunction)Engine_slots, METH_NOARGS,
     "slots()\n--\n\nReturn for each pattern that is reported on the index of the built-in one, or -1 less that in patterns."},
    {"process_nested", (PyCFunction)(void (*)(void))Engine_process_nested, METH_FASTCALL | METH_KEYWORDS,
     "process_nested(data, path='')\n--\n\nReturn what Detector.process_nested does."},
    {"mask", (PyCFunction)(void (*)(void))Engine_mask, METH_FASTCALL,
     "mask(text, detections, /)\n--\n\nReturn text with the detections masked, or None: Python must do it."},
    {"detect_many", (PyCFunction)(void (*)(void))Engine_detect_many, METH_FASTCALL,
     "detect_many(texts, threads=None, /)\n--\n\nReturn the detections in each text of a sequence."},
    {"redact_many", (PyCFunction)(void (*)(void))Engine_redact_many, METH_FASTCALL,
     "redact_many(texts, threads=None, /)\n--\n\nReturn the masked form of each text of a sequence, or None: Python must do it."},
    {"retire", (PyCFunction)Engine_retire, METH_NOARGS,
     "retire()\n--\n\nLet revive answer from now on: the detector has changed."},
    {"__reduce__", (PyCFunction)Engine_reduce, METH_NOARGS, NULL},
    {"noop", (PyCFunction)Engine_noop, METH_O,
     "noop(object, /)\n--\n\nDo nothing: what a call costs that does not cross the border."},
    {"quiet", (PyCFunction)(void (*)(void))piigo_hook_quiet, METH_FASTCALL,
     "quiet(text, form, /)\n--\n\nReturn up to where an ASCII text needs no scan, as one form of the look says, for tests."},
    {"json_form", (PyCFunction)piigo_hook_json_form, METH_O,
     "json_form(form, /)\n--\n\nChoose a form of what reads and writes JSON, and return the one before, for tests."},
    {"around", (PyCFunction)piigo_hook_around, METH_O,
     "around(text, /)\n--\n\nReturn the (told, class bytes) of a text and of what is around escapes in it, if these tell of "
     "all JSON in it; None if they do not. For tests."},
    {"skimmed", (PyCFunction)piigo_hook_skimmed, METH_O,
     "skimmed(text, /)\n--\n\nReturn what the look at JSON says of a text, and the (told, class bytes) of all texts that it "
     "gathers from escapes, for tests."},
    {"panic", (PyCFunction)piigo_hook_panic, METH_NOARGS,
     "panic()\n--\n\nPanic on the Go side, to test what becomes of it. Raises InternalError."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject piigo_engine_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "piigo._native.Engine",
    .tp_doc = "Engine(handle, config, source, max_text_length, max_depth, patterns, whitelist)\n--\n\n"
              "The hot methods of the gopy Detector with this handle, which is given these "
              "patterns, each with its type and strategy, and this whitelist.",
    .tp_basicsize = sizeof(piigo_engine),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = Engine_new,
    .tp_dealloc = (destructor)Engine_dealloc,
    .tp_traverse = (traverseproc)Engine_traverse,
    .tp_clear = (inquiry)Engine_clear,
    .tp_methods = Engine_methods,
};
