// Many texts in one call.

#include "_cgo_export.h"
#include "building.h"
#include "custom.h"
#include "gil.h"
#include "question.h"

// So many texts and characters are scanned in a turn. By one goroutine: few enough for
// their answers, which use the memory of the turn before, to stay in the cache. By
// several: enough to be worth waking them.
#define TURN_TEXTS 4096
#define TURN_LENGTH (256 << 10)
#define SHARED_TURN_LENGTH (4 << 20)

// Memory for the answers of a turn, which ends when it is full.
#define ROOM (2 << 20)

// The questions of a turn.
typedef struct {
    piigo_question questions[TURN_TEXTS];
    piigo_request *asks[TURN_TEXTS];
    Py_ssize_t count;
    int64_t answered; // the number of the first ones that are
    char room[ROOM];
} turn;

// all_exact reports whether no text is an instance of a subclass, which Python masks by the
// subclass's methods.
static int all_exact(PyObject *texts) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(texts); i++)
        if (!PyUnicode_CheckExact(PyTuple_GET_ITEM(texts, i)))
            return 0;
    return 1;
}

static int check_all(const piigo_engine *self, PyObject *texts) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(texts); i++) {
        PyObject *text = PyTuple_GET_ITEM(texts, i);
        if (!PyUnicode_Check(text)) {
            PyErr_Format(PyExc_TypeError, "texts[%zd] must be str, not %.100s", i, Py_TYPE(text)->tp_name);
            return -1;
        }
        if (piigo_ready(text) < 0)
            return -1;
        if (self->max_text >= 0 && PyUnicode_GET_LENGTH(text) > self->max_text) {
            PyErr_Format(piigo.limit_error, "texts[%zd] is longer than max_text_length (%zd); split it or raise the limit",
                         i, self->max_text);
            return -1;
        }
        if (piigo_check_scannable(self, PyUnicode_GET_LENGTH(text)) < 0)
            return -1;
    }
    return 0;
}

// ask has texts from first on answered, as many as make up a turn. Returns 0, or -1 with
// an exception set.
static int ask(turn *t, const piigo_engine *self, PyObject *texts, Py_ssize_t first, PyObject *redaction,
               int64_t threads) {
    int64_t length = 0, most = threads == 1 ? TURN_LENGTH : SHARED_TURN_LENGTH;
    t->count = 0;
    t->answered = 0;
    for (Py_ssize_t i = first; i < PyTuple_GET_SIZE(texts) && t->count < TURN_TEXTS && length < most; i++) {
        PyObject *text = PyTuple_GET_ITEM(texts, i);
        piigo_question *q = &t->questions[t->count];
        piigo_question_open(q, self, redaction == NULL ? PIIGO_SPANS : PIIGO_MASKED, text, redaction);
        t->asks[t->count++] = &q->ask;
        length += PyUnicode_GET_LENGTH(text);
    }
    PyThreadState *state = piigo_gil_release();
    int status = piigo_ask_many(t->asks, t->count, length, threads, t->room, ROOM,
                                &t->answered);
    piigo_gil_take(state);
    return piigo_check_status(status);
}

// build puts the detections or the masked texts of a turn into results, from first on.
static int build(turn *t, const piigo_engine *self, PyObject *results, Py_ssize_t first) {
    for (Py_ssize_t i = 0; i < t->answered; i++) {
        piigo_question *q = &t->questions[i];
        PyObject *result;
        if (q->redaction == NULL)
            result = piigo_build_detections(self, q->text, &q->ask, 0);
        else if (q->ask.total == 0)
            result = Py_NewRef(q->text);
        else
            result = piigo_build_masked(&q->ask, q->text, q->redaction);
        if (result == NULL)
            return -1;
        PyList_SET_ITEM(results, first + i, result);
    }
    return 0;
}

static int64_t detections_of(const turn *t) {
    int64_t detections = 0;
    for (Py_ssize_t i = 0; i < t->answered; i++)
        detections += t->questions[i].redaction == NULL ? t->questions[i].ask.total : 0;
    return detections;
}

static PyObject *answer_all(const piigo_engine *self, PyObject *texts, PyObject *redaction, int64_t threads) {
    PyObject *results = PyList_New(PyTuple_GET_SIZE(texts));
    // Until it is full, no other thread may find it, as by gc.get_objects().
    if (results != NULL)
        PyObject_GC_UnTrack(results);
    turn *t = PyMem_Malloc(sizeof *t);
    if (results != NULL && t == NULL)
        PyErr_NoMemory();
    int error = results == NULL || t == NULL;
    for (Py_ssize_t first = 0; !error && first < PyTuple_GET_SIZE(texts); first += t->answered) {
        error = ask(t, self, texts, first, redaction, threads) < 0;
        if (!error) {
            int gc = piigo_building_begin(detections_of(t));
            error = build(t, self, results, first) < 0;
            piigo_building_end(gc);
        }
        for (Py_ssize_t i = 0; i < t->count; i++)
            piigo_question_close(&t->questions[i]);
    }
    PyMem_Free(t);
    if (error)
        Py_CLEAR(results);
    else
        PyObject_GC_Track(results);
    return results;
}

PyObject *piigo_many(piigo_engine *self, PyObject *texts, int masked, int64_t threads) {
    PyObject *redaction = NULL, *results = NULL;
    step s = masked ? piigo_redaction_of(self, &redaction) : DONE;
    if (s == ASK_PYTHON)
        Py_RETURN_NONE;
    // A tuple cannot be changed by others while the GIL is released.
    PyObject *all = s == FAILED ? NULL : PySequence_Tuple(texts);
    if (all != NULL && check_all(self, all) == 0)
        results = masked && !all_exact(all) ? Py_NewRef(Py_None)
                                            : answer_all(self, all, redaction, threads == 0 ? piigo_processors() : threads);
    Py_XDECREF(redaction);
    Py_XDECREF(all);
    return results;
}
