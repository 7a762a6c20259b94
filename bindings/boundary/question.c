#include "question.h"

int piigo_question_prepare(piigo_request *ask) {
    piigo_question *q = (piigo_question *)ask;
    if (piigo_classes_open(q->text, &q->classes) < 0)
        return PIIGO_NO_MEMORY;
    ask->classes = q->classes.bytes;
    ask->length = q->classes.length;
    ask->chars = PyUnicode_DATA(q->text);
    ask->chars_width = PyUnicode_KIND(q->text);
    if (q->redaction == NULL)
        return PIIGO_OK;
    ask->width = Py_MAX(PyUnicode_KIND(q->text), PyUnicode_KIND(q->redaction));
    if (piigo_chars_open(q->text, ask->width, &q->text_chars) < 0 ||
        piigo_chars_open(q->redaction, ask->width, &q->redaction_chars) < 0)
        return PIIGO_NO_MEMORY;
    ask->text = q->text_chars.data;
    ask->redaction = q->redaction_chars.data;
    ask->redaction_length = PyUnicode_GET_LENGTH(q->redaction);
    return PIIGO_OK;
}

void piigo_question_close(piigo_question *q) {
    if (q->classes.owned != NULL)
        piigo_classes_close(&q->classes);
    if (q->text_chars.owned != NULL)
        piigo_chars_close(&q->text_chars);
    if (q->redaction_chars.owned != NULL)
        piigo_chars_close(&q->redaction_chars);
    piigo_free_answer(&q->ask);
}
