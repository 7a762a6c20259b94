#include "gil.h"

int64_t piigo_gil_patience;

static inline void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb");
#endif
}

PyThreadState *piigo_gil_release(void) {
    PyThreadState *state = PyEval_SaveThread();
    piigo_gil_set_patience(0);
    return state;
}

void piigo_gil_take(PyThreadState *state) {
    for (int64_t i = 0; i < __atomic_load_n(&piigo_gil_patience, __ATOMIC_RELAXED); i++)
        relax();
    PyEval_RestoreThread(state);
    piigo_gil_set_patience(PIIGO_UNTIL_NEXT_SCAN);
}
