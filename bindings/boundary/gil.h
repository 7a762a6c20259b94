// Giving up the GIL for a scan, and taking it again.

#ifndef PIIGO_GIL_H
#define PIIGO_GIL_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyThreadState *piigo_gil_release(void);

// piigo_gil_take takes the GIL again. A thread that sleeps for it wakes some 30 us after it
// was free, which is longer than most answers take to be built; so it is waited for awake
// while another thread builds one, and until that begins its next scan, if it does soon.
void piigo_gil_take(PyThreadState *state);

// For how many pauses the GIL is worth waiting for awake: 0 where no thread that scans has
// it. A pause takes some 25 ns; a detection some 70 ns to build, and 25 to free.
extern int64_t piigo_gil_patience;

#define PIIGO_PER_DETECTION 8
#define PIIGO_UNTIL_NEXT_SCAN 200
#define PIIGO_LONGEST_PATIENCE 4000

static inline void piigo_gil_set_patience(int64_t pauses) {
    __atomic_store_n(&piigo_gil_patience, Py_MIN(pauses, PIIGO_LONGEST_PATIENCE), __ATOMIC_RELAXED);
}

// To be called by who holds the GIL before an answer of so many detections is built, and
// after it.
static inline void piigo_gil_building(int64_t detections) {
    piigo_gil_set_patience(PIIGO_PER_DETECTION * detections + PIIGO_UNTIL_NEXT_SCAN);
}

static inline void piigo_gil_built(void) {
    piigo_gil_set_patience(__atomic_load_n(&piigo_gil_patience, __ATOMIC_RELAXED) / 2);
}

#endif
