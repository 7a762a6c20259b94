#include "scan.h"

#include "_cgo_export.h"
#include "building.h"
#include "custom.h"
#include "fork.h"
#include "gil.h"
#include "question.h"
#include "quiet.h"
#include "room.h"

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
    if (piigo_ready(text) < 0)
        return -1;
    if (self->max_text >= 0 && PyUnicode_GET_LENGTH(text) > self->max_text) {
        PyErr_Format(piigo.limit_error, "text is longer than max_text_length (%zd); split it or raise the limit",
                     self->max_text);
        return -1;
    }
    return piigo_check_scannable(self, PyUnicode_GET_LENGTH(text));
}

// A question with memory for a short answer.
typedef struct {
    piigo_question of;
    piigo_room room;
} question;

static void question_open(question *q, piigo_engine *self, int64_t want, PyObject *text, PyObject *redaction) {
    piigo_question_open(&q->of, self, want, text, redaction);
    piigo_room_lend(&q->room, &q->of.ask);
}

// prepare_and_ask asks Go, unless it turns out that nothing is in a text that is not ASCII;
// of an ASCII text that is told before there is a question.
static int prepare_and_ask(const piigo_engine *self, question *q) {
    piigo_request *ask = &q->of.ask;
    int status = piigo_question_prepare(ask);
    if (status != PIIGO_OK)
        return status;
    int quiet = !PyUnicode_IS_ASCII(q->of.text) && piigo_nothing_in(self, ask->classes, ask->length, &ask->from);
    return quiet ? PIIGO_OK : piigo_ask(ask);
}

// ask has q answered. Returns 0, or -1 with an exception set. The caller owns the
// strings, so that they live while other threads run.
static int ask(const piigo_engine *self, question *q) {
    int status;
    if (PyUnicode_GET_LENGTH(q->of.text) < PIIGO_LONG_TEXT) {
        status = prepare_and_ask(self, q);
    } else {
        PyThreadState *state = piigo_gil_release();
        status = prepare_and_ask(self, q);
        piigo_gil_take(state);
    }
    return piigo_check_status(status);
}

static PyObject *build_detections(const piigo_engine *self, PyObject *text, const piigo_request *answer, int typed) {
    if (answer->total == 0)
        return PyDict_New();
    int gc = piigo_building_begin(answer->total);
    PyObject *detections = piigo_build_detections(self, text, answer, typed);
    piigo_building_end(gc);
    return detections;
}

// nothing_in is piigo_nothing_in for text.
static inline int nothing_in(const piigo_engine *self, PyObject *text, int64_t *from) {
    *from = 0;
    return PyUnicode_IS_ASCII(text) && piigo_nothing_in(self, PyUnicode_1BYTE_DATA(text), PyUnicode_GET_LENGTH(text), from);
}

static PyObject *detect(piigo_engine *self, PyObject *text) {
    int64_t from;
    if (nothing_in(self, text, &from))
        return PyDict_New();
    question q;
    question_open(&q, self, PIIGO_SPANS, text, NULL);
    q.of.ask.from = from;
    PyObject *detections = NULL;
    if (ask(self, &q) == 0)
        detections = build_detections(self, text, &q.of.ask, 0);
    piigo_question_close(&q.of);
    return detections;
}

// mask_in_python returns the masked text and the detections.
static PyObject *mask_in_python(const piigo_engine *self, PyObject *text) {
    return PyObject_CallMethod(self->source, "mask_in_python", "O", text);
}

// redaction_for is piigo_redaction_of for text. Slices of a subclass's instance, and what is
// added to them, are what its methods make of it.
static step redaction_for(const piigo_engine *self, PyObject *text, PyObject **redaction) {
    return PyUnicode_CheckExact(text) ? piigo_redaction_of(self, redaction) : ASK_PYTHON;
}

// From so many code points on, writing the masked text into its string pays for a second call.
#define WRITTEN_LATER (64 << 10)

// masked_of returns what to want for the masked form of text.
static int64_t masked_of(PyObject *text, PyObject *redaction) {
    int later = PyUnicode_GET_LENGTH(text) >= WRITTEN_LATER && PyUnicode_IS_ASCII(text) && PyUnicode_IS_ASCII(redaction);
    return later ? PIIGO_MASKED | PIIGO_LENGTH : PIIGO_MASKED;
}

static PyObject *redact(piigo_engine *self, PyObject *text) {
    int64_t from;
    if (nothing_in(self, text, &from))
        return Py_NewRef(text);
    PyObject *redaction;
    step s = redaction_for(self, text, &redaction);
    if (s == ASK_PYTHON) {
        PyObject *both = mask_in_python(self, text);
        PyObject *masked = both == NULL ? NULL : PySequence_GetItem(both, 0);
        Py_XDECREF(both);
        return masked;
    }
    if (s == FAILED)
        return NULL;
    question q;
    question_open(&q, self, masked_of(text, redaction), text, redaction);
    q.of.ask.from = from;
    PyObject *masked = NULL;
    if (ask(self, &q) == 0)
        masked = q.of.ask.total == 0 ? Py_NewRef(text) : piigo_build_masked(&q.of.ask, text, redaction);
    piigo_question_close(&q.of);
    Py_DECREF(redaction);
    return masked;
}

static PyObject *process(piigo_engine *self, PyObject *text) {
    PyObject *redaction;
    step s = redaction_for(self, text, &redaction);
    if (s != DONE)
        return s == ASK_PYTHON ? mask_in_python(self, text) : NULL;
    question q;
    question_open(&q, self, PIIGO_SPANS | masked_of(text, redaction), text, redaction);
    PyObject *masked = NULL, *detections = NULL, *both = NULL;
    if (nothing_in(self, text, &q.of.ask.from) || ask(self, &q) == 0) {
        masked = q.of.ask.total == 0 ? Py_NewRef(text) : piigo_build_masked(&q.of.ask, text, redaction);
        detections = build_detections(self, text, &q.of.ask, 1);
    }
    if (masked != NULL && detections != NULL)
        both = PyTuple_Pack(2, masked, detections);
    Py_XDECREF(masked);
    Py_XDECREF(detections);
    piigo_question_close(&q.of);
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
    question_open(&q, self, PIIGO_SPANS | PIIGO_ALL_MATCHES | (unlisted ? PIIGO_UNLISTED : 0), args[0], NULL);
    PyObject *lists = NULL;
    if (ask(self, &q) == 0)
        lists = piigo_build_matches(self, &q.of.ask);
    piigo_question_close(&q.of);
    return lists;
}

PyObject *piigo_scan_unlisted(piigo_engine *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "unlisted() takes text and spans");
        return NULL;
    }
    if (piigo_check_process() < 0 || check_text(self, args[0]) < 0)
        return NULL;
    return piigo_custom_unlisted(self, args[0], args[1]);
}
