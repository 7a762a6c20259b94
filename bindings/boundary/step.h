// What comes of work that Python may have to do in place of C.

#ifndef PIIGO_STEP_H
#define PIIGO_STEP_H

typedef enum {
    DONE,
    ASK_PYTHON, // only Python gives the right answer
    FAILED,     // with an exception set
} step;

#endif
