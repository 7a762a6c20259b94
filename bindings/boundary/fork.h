// Whether this process is a forked child of the one that loaded the module.

#ifndef PIIGO_FORK_H
#define PIIGO_FORK_H

// A Go runtime does not survive fork: its threads stay behind, and the next
// garbage collection waits for them for ever. So a child must not call it.

extern int piigo_in_child;

static inline int piigo_forked(void) { return piigo_in_child; }

// piigo_watch_forks must be called once, when the module is loaded. Returns 0 or
// -1.
int piigo_watch_forks(void);

#endif
