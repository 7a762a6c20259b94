// Where the objects of large answers live.

#ifndef PIIGO_ARENAS_H
#define PIIGO_ARENAS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// Python takes memory for objects from the system in arenas of 1 MB, and gives them back
// when they are empty. The system hands each out by pages of 4 KB, which for an answer of
// some megabytes takes as long as to fill them. Between piigo_arenas_begin and
// piigo_arenas_end, two new arenas share a page of 2 MB where there are such pages: on
// Linux, unless its transparent huge pages are switched off.

// piigo_arenas_begin prepares for an answer of this many detections; it does nothing where
// they do not fill a few arenas.
void piigo_arenas_begin(int64_t detections);
void piigo_arenas_end(void);

#endif
