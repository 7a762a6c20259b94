// A question about one text of Python's, and the memory that asking it takes.

#ifndef PIIGO_QUESTION_H
#define PIIGO_QUESTION_H

#include "classes.h"
#include "engine.h"
#include "texts.h"

typedef struct {
    piigo_request ask; // the first member: Go hands it to piigo_question_prepare
    PyObject *text, *redaction;
    piigo_classes classes;
    piigo_chars text_chars, redaction_chars;
} piigo_question;

// piigo_question_open makes a question about text, which must live as long as it;
// redaction is NULL where nothing is masked. The answer has no memory yet: the caller may
// give some in ask. A question must be closed.
static inline void piigo_question_open(piigo_question *q, const piigo_engine *self, int64_t want, PyObject *text,
                                       PyObject *redaction) {
    q->text = text;
    q->redaction = redaction;
    q->classes.owned = NULL;
    q->text_chars.owned = q->redaction_chars.owned = NULL;
    q->ask.engine = self->id;
    q->ask.want = want;
    q->ask.classes = NULL;
    q->ask.from = 0;
    q->ask.segments = NULL;
    q->ask.spans = NULL;
    q->ask.spans_room = 0;
    q->ask.counts = NULL;
    q->ask.counts_room = 0;
    q->ask.total = 0;
    q->ask.masked_memory = NULL;
    q->ask.masked_room = 0;
    q->ask.unwritten = 0;
    q->ask.spans_taken = q->ask.counts_taken = q->ask.masked_taken = NULL;
}

// piigo_question_prepare gives the question its class bytes and characters. It needs no
// GIL, as strings do not change. Returns a status.
int piigo_question_prepare(piigo_request *ask);

// piigo_question_close frees all that was taken from malloc.
void piigo_question_close(piigo_question *q);

#endif
