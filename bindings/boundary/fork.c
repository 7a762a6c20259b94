#include "fork.h"

int piigo_in_child;

#ifdef _WIN32

int piigo_watch_forks(void) { return 0; }

#else

#include <pthread.h>

static void in_child(void) { piigo_in_child = 1; }

int piigo_watch_forks(void) { return pthread_atfork(0, 0, in_child) == 0 ? 0 : -1; }

#endif
