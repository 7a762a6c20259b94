#include "engine.h"

#include "_cgo_export.h"
#include "classes.h"
#include "fork.h"
#include "own.h"
#include "texts.h"

piigo_shared piigo;

// Answers of up to this size need no memory from malloc.
#define ROOM_SPANS 128
#define ROOM_BYTES 4096

static PyObject *Engine_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"handle", "config", "source", "max_text_length", "patterns", "whitelist", NULL};
    long long handle;
    PyObject *config, *source, *max_text, *patterns, *whitelist;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "LOOOO!O!", names, &handle, &config, &source, &max_text,
                                     &PyList_Type, &patterns, &PyList_Type, &whitelist))
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
    self->id = piigo_engine_open(handle);
    if (self->id < 0) {
        Py_DECREF(self);
        PyErr_SetString(piigo.internal_error, "piigo: the detector could not be opened");
        return NULL;
    }
    self->patterns = piigo.patterns;
    self->pattern_count = piigo.pattern_count;
    if (PyList_GET_SIZE(patterns) + PyList_GET_SIZE(whitelist) > 0 &&
        piigo_own_open(self, patterns, whitelist) < 0) {
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
    piigo_own_close(self);
    if (self->id >= 0 && !piigo_forked())
        piigo_engine_close(self->id);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

// cannot_answer reports whether a call must go to what replaces this engine.
static int cannot_answer(piigo_engine *self) { return self->retired | piigo_forked(); }

static PyObject *revived(piigo_engine *self, const char *method, PyObject *text) {
    return PyObject_CallMethod(self->source, "revive", "sO", method, text);
}

// text_of returns the one argument of a method, text, which may be named; or NULL
// with a TypeError set. The reference is borrowed.
static PyObject *text_of(const char *method, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    Py_ssize_t named = names == NULL ? 0 : PyTuple_GET_SIZE(names);
    if (count + named == 1 &&
        (named == 0 || PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, 0), "text") == 0))
        return args[0];
    PyErr_Format(PyExc_TypeError, "%s() takes exactly one argument, text", method);
    return NULL;
}

static int check_text(piigo_engine *self, PyObject *text) {
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "text must be str, not %.100s", Py_TYPE(text)->tp_name);
        return -1;
    }
    if (self->max_text >= 0 && PyUnicode_GET_LENGTH(text) > self->max_text) {
        PyErr_Format(piigo.limit_error, "text is longer than max_text_length (%zd)",
                     self->max_text);
        return -1;
    }
    return piigo_own_check(self, PyUnicode_GET_LENGTH(text));
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

// Memory for a request and its answer.
typedef struct {
    piigo_request ask;
    piigo_classes classes;
    piigo_chars text, redaction;
    piigo_span spans[ROOM_SPANS];
    char masked[ROOM_BYTES];
} question;

// The parts of q that are not memory are set; a question must be closed.
static void question_open(question *q, piigo_engine *self, int64_t want) {
    q->ask.engine = self->id;
    q->ask.segments = NULL;
    q->ask.want = want;
    q->ask.spans = q->spans;
    q->ask.spans_room = ROOM_SPANS;
    q->ask.counts = NULL;
    q->ask.masked_memory = q->masked;
    q->ask.masked_room = ROOM_BYTES;
    q->classes.owned = NULL;
    q->text.owned = q->redaction.owned = NULL;
}

static void question_close(question *q) {
    if (q->classes.owned != NULL)
        piigo_classes_close(&q->classes);
    if (q->text.owned != NULL)
        piigo_chars_close(&q->text);
    if (q->redaction.owned != NULL)
        piigo_chars_close(&q->redaction);
    piigo_free_answer(&q->ask, q->spans, q->masked);
}

void piigo_free_answer(piigo_request *ask, const void *spans, const void *masked_memory) {
    if (ask->spans != spans)
        free(ask->spans);
    if (ask->counts != NULL && ask->counts != ask->counts_room)
        free(ask->counts);
    if (ask->masked_memory != masked_memory)
        free(ask->masked_memory);
}

// prepare_and_ask needs no GIL, as strings do not change. Returns a status.
static int prepare_and_ask(question *q, PyObject *text, PyObject *redaction) {
    piigo_request *ask = &q->ask;
    if (piigo_classes_open(text, &q->classes) < 0)
        return PIIGO_NO_MEMORY;
    ask->classes = q->classes.bytes;
    ask->length = q->classes.length;
    ask->chars = PyUnicode_DATA(text);
    ask->chars_width = PyUnicode_KIND(text);
    if (redaction != NULL) {
        ask->width = Py_MAX(PyUnicode_KIND(text), PyUnicode_KIND(redaction));
        if (piigo_chars_open(text, ask->width, &q->text) < 0 ||
            piigo_chars_open(redaction, ask->width, &q->redaction) < 0)
            return PIIGO_NO_MEMORY;
        ask->text = q->text.data;
        ask->redaction = q->redaction.data;
        ask->redaction_length = PyUnicode_GET_LENGTH(redaction);
    }
    return piigo_ask(ask);
}

// ask has q answered for text; redaction is NULL where nothing is masked. Returns 0,
// or -1 with an exception set. The caller owns the strings, so that they live while
// other threads run.
static int ask(question *q, PyObject *text, PyObject *redaction) {
    int status;
    if (PyUnicode_GET_LENGTH(text) < PIIGO_LONG_TEXT) {
        status = prepare_and_ask(q, text, redaction);
    } else {
        Py_BEGIN_ALLOW_THREADS
        status = prepare_and_ask(q, text, redaction);
        Py_END_ALLOW_THREADS
    }
    return piigo_check_status(status);
}

PyObject *piigo_redaction_of(piigo_engine *self) {
    PyObject *redaction = PyObject_GetAttr(self->config, piigo.redaction_text);
    if (redaction != NULL && !PyUnicode_Check(redaction)) {
        PyErr_Format(PyExc_TypeError, "redaction_text must be str, not %.100s", Py_TYPE(redaction)->tp_name);
        Py_CLEAR(redaction);
    }
    return redaction;
}

static PyObject *Engine_detect(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *text = text_of("detect", args, count, names);
    if (text == NULL)
        return NULL;
    if (cannot_answer(self))
        return revived(self, "detect", text);
    if (check_text(self, text) < 0)
        return NULL;
    if (PyUnicode_GET_LENGTH(text) == 0 && !self->own)
        return PyDict_New();
    question q;
    question_open(&q, self, PIIGO_SPANS);
    PyObject *detections = NULL;
    if (ask(&q, text, NULL) == 0) {
        int gc = piigo_gc_pause();
        detections = piigo_build_detections(self, text, &q.ask, 0);
        piigo_gc_resume(gc);
    }
    question_close(&q);
    return detections;
}

static PyObject *Engine_redact(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *text = text_of("redact", args, count, names);
    if (text == NULL)
        return NULL;
    if (cannot_answer(self))
        return revived(self, "redact", text);
    if (check_text(self, text) < 0)
        return NULL;
    if (PyUnicode_GET_LENGTH(text) == 0 && !self->own)
        return Py_NewRef(text);
    PyObject *redaction = piigo_redaction_of(self);
    if (redaction == NULL)
        return NULL;
    question q;
    question_open(&q, self, PIIGO_MASKED);
    PyObject *masked = NULL;
    if (ask(&q, text, redaction) == 0)
        masked = q.ask.total == 0 ? Py_NewRef(text) : piigo_build_masked(&q.ask, text, redaction);
    question_close(&q);
    Py_DECREF(redaction);
    return masked;
}

static PyObject *Engine_process(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *text = text_of("process", args, count, names);
    if (text == NULL)
        return NULL;
    if (cannot_answer(self))
        return revived(self, "process", text);
    if (check_text(self, text) < 0)
        return NULL;
    PyObject *redaction = piigo_redaction_of(self);
    if (redaction == NULL)
        return NULL;
    question q;
    question_open(&q, self, PIIGO_SPANS | PIIGO_MASKED);
    PyObject *masked = NULL, *detections = NULL, *both = NULL;
    if (ask(&q, text, redaction) == 0) {
        masked = q.ask.total == 0 ? Py_NewRef(text) : piigo_build_masked(&q.ask, text, redaction);
        int gc = piigo_gc_pause();
        detections = piigo_build_detections(self, text, &q.ask, 1);
        piigo_gc_resume(gc);
    }
    if (masked != NULL && detections != NULL)
        both = PyTuple_Pack(2, masked, detections);
    Py_XDECREF(masked);
    Py_XDECREF(detections);
    question_close(&q);
    Py_DECREF(redaction);
    return both;
}

// What only piigo's own Python code calls does not ask whether the detector has changed.
static int check_process(void) {
    if (!piigo_forked())
        return 0;
    PyErr_SetString(piigo.internal_error, "piigo: the engine is of another process");
    return -1;
}

static PyObject *Engine_matches(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "matches() takes text and unlisted");
        return NULL;
    }
    int unlisted = PyObject_IsTrue(args[1]);
    if (unlisted < 0 || check_process() < 0 || check_text(self, args[0]) < 0)
        return NULL;
    question q;
    question_open(&q, self, PIIGO_SPANS | PIIGO_ALL_MATCHES | (unlisted ? PIIGO_UNLISTED : 0));
    PyObject *lists = NULL;
    if (ask(&q, args[0], NULL) == 0)
        lists = piigo_build_matches(self, &q.ask);
    question_close(&q);
    return lists;
}

static PyObject *Engine_unlisted(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "unlisted() takes text and spans");
        return NULL;
    }
    if (check_process() < 0 || check_text(self, args[0]) < 0)
        return NULL;
    return piigo_own_unlisted(self, args[0], args[1]);
}

static PyObject *Engine_reasons(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    return check_process() < 0 ? NULL : piigo_own_reasons(self);
}

static PyObject *Engine_slots(piigo_engine *self, PyObject *ignored) {
    (void)ignored;
    return piigo_own_slots(self);
}

static PyObject *Engine_nested(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t max_depth = count == 2 ? PyLong_AsSsize_t(args[1]) : -1;
    if (max_depth < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "nested() takes data and max_depth");
        return NULL;
    }
    return piigo_nested(self, args[0], max_depth);
}

static PyObject *Engine_mask(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "mask() takes text and detections");
        return NULL;
    }
    return piigo_mask(self, args[0], args[1]);
}

static PyObject *many(piigo_engine *self, PyObject *const *args, Py_ssize_t count, int masked) {
    long long threads = 0;
    if (count == 2 && args[1] != Py_None) {
        threads = PyLong_AsLongLong(args[1]);
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

static PyObject *Engine_panic(piigo_engine *self, PyObject *ignored) {
    (void)self;
    (void)ignored;
    piigo_check_status(piigo_panic());
    return NULL;
}

static PyMethodDef Engine_methods[] = {
    {"detect", (PyCFunction)(void (*)(void))Engine_detect, METH_FASTCALL | METH_KEYWORDS,
     "detect(text)\n--\n\nReturn the detections in text, as Detector.detect does."},
    {"redact", (PyCFunction)(void (*)(void))Engine_redact, METH_FASTCALL | METH_KEYWORDS,
     "redact(text)\n--\n\nReturn text with every detection masked; text itself if there is none."},
    {"process", (PyCFunction)(void (*)(void))Engine_process, METH_FASTCALL | METH_KEYWORDS,
     "process(text)\n--\n\nReturn the masked text and the detections in text."},
    {"matches", (PyCFunction)(void (*)(void))Engine_matches, METH_FASTCALL,
     "matches(text, unlisted, /)\n--\n\nReturn the (start, end) of all matches, a list for each of slots(); with unlisted, "
     "less those that a whitelist pattern matches."},
    {"unlisted", (PyCFunction)(void (*)(void))Engine_unlisted, METH_FASTCALL,
     "unlisted(text, spans, /)\n--\n\nReturn those of a list of (start, end) that no whitelist pattern matches."},
    {"reasons", (PyCFunction)Engine_reasons, METH_NOARGS,
     "reasons()\n--\n\nReturn for each of patterns, then of whitelist, why Python's re must run it, or None."},
    {"slots", (PyCFunction)Engine_slots, METH_NOARGS,
     "slots()\n--\n\nReturn for each pattern that is reported on the index of the built-in one, or -1 less that in patterns."},
    {"nested", (PyCFunction)(void (*)(void))Engine_nested, METH_FASTCALL,
     "nested(data, max_depth, /)\n--\n\nReturn what Detector.process_nested does, or None: Python's walk must do it."},
    {"mask", (PyCFunction)(void (*)(void))Engine_mask, METH_FASTCALL,
     "mask(text, detections, /)\n--\n\nReturn text with the detections masked, or None: Python must do it."},
    {"detect_many", (PyCFunction)(void (*)(void))Engine_detect_many, METH_FASTCALL,
     "detect_many(texts, threads=None, /)\n--\n\nReturn the detections in each text of a sequence."},
    {"redact_many", (PyCFunction)(void (*)(void))Engine_redact_many, METH_FASTCALL,
     "redact_many(texts, threads=None, /)\n--\n\nReturn the masked form of each text of a sequence."},
    {"retire", (PyCFunction)Engine_retire, METH_NOARGS,
     "retire()\n--\n\nLet revive answer from now on: the detector has changed."},
    {"__reduce__", (PyCFunction)Engine_reduce, METH_NOARGS, NULL},
    {"noop", (PyCFunction)Engine_noop, METH_O,
     "noop(object, /)\n--\n\nDo nothing: what a call costs that does not cross the border."},
    {"panic", (PyCFunction)Engine_panic, METH_NOARGS,
     "panic()\n--\n\nPanic on the Go side, to test what becomes of it. Raises InternalError."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject piigo_engine_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "piigo._native.Engine",
    .tp_doc = "Engine(handle, config, source, max_text_length, patterns, whitelist)\n--\n\n"
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
