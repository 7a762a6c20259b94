#include "scan.h"

#include "_cgo_export.h"
#include "building.h"
#include "classes.h"
#include "fork.h"
#include "own.h"
#include "texts.h"

// Answers of up to this size need no memory from malloc.
#define ROOM_SPANS 128
#define ROOM_BYTES 4096

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

static PyObject *detect(piigo_engine *self, PyObject *text) {
    if (PyUnicode_GET_LENGTH(text) == 0 && !self->own)
        return PyDict_New();
    question q;
    question_open(&q, self, PIIGO_SPANS);
    PyObject *detections = NULL;
    if (ask(&q, text, NULL) == 0) {
        int gc = piigo_building_begin(q.ask.total);
        detections = piigo_build_detections(self, text, &q.ask, 0);
        piigo_building_end(gc);
    }
    question_close(&q);
    return detections;
}

static PyObject *redact(piigo_engine *self, PyObject *text) {
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

static PyObject *process(piigo_engine *self, PyObject *text) {
    PyObject *redaction = piigo_redaction_of(self);
    if (redaction == NULL)
        return NULL;
    question q;
    question_open(&q, self, PIIGO_SPANS | PIIGO_MASKED);
    PyObject *masked = NULL, *detections = NULL, *both = NULL;
    if (ask(&q, text, redaction) == 0) {
        masked = q.ask.total == 0 ? Py_NewRef(text) : piigo_build_masked(&q.ask, text, redaction);
        int gc = piigo_building_begin(q.ask.total);
        detections = piigo_build_detections(self, text, &q.ask, 1);
        piigo_building_end(gc);
    }
    if (masked != NULL && detections != NULL)
        both = PyTuple_Pack(2, masked, detections);
    Py_XDECREF(masked);
    Py_XDECREF(detections);
    question_close(&q);
    Py_DECREF(redaction);
    return both;
}

// answer has a method answer for its text, or what replaces this engine.
static inline PyObject *answer(piigo_engine *self, const char *name, PyObject *(*method)(piigo_engine *, PyObject *),
                               PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *text = text_of(name, args, count, names);
    if (text == NULL)
        return NULL;
    // The engine is of another process, or the detector has changed.
    if (self->retired | piigo_forked())
        return PyObject_CallMethod(self->source, "revive", "sO", name, text);
    return check_text(self, text) < 0 ? NULL : method(self, text);
}

PyObject *piigo_scan_detect(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    return answer(self, "detect", detect, args, count, names);
}

PyObject *piigo_scan_redact(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    return answer(self, "redact", redact, args, count, names);
}

PyObject *piigo_scan_process(piigo_engine *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    return answer(self, "process", process, args, count, names);
}

PyObject *piigo_scan_matches(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "matches() takes text and unlisted");
        return NULL;
    }
    int unlisted = PyObject_IsTrue(args[1]);
    if (unlisted < 0 || piigo_check_process() < 0 || check_text(self, args[0]) < 0)
        return NULL;
    question q;
    question_open(&q, self, PIIGO_SPANS | PIIGO_ALL_MATCHES | (unlisted ? PIIGO_UNLISTED : 0));
    PyObject *lists = NULL;
    if (ask(&q, args[0], NULL) == 0)
        lists = piigo_build_matches(self, &q.ask);
    question_close(&q);
    return lists;
}

PyObject *piigo_scan_unlisted(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "unlisted() takes text and spans");
        return NULL;
    }
    if (piigo_check_process() < 0 || check_text(self, args[0]) < 0)
        return NULL;
    return piigo_own_unlisted(self, args[0], args[1]);
}
