// What holds while an answer is built.

#ifndef PIIGO_BUILDING_H
#define PIIGO_BUILDING_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// piigo_building_begin is called before an answer with so many detections is built, and
// piigo_building_end after it, with what the first returned. In between,
//
// - Python's garbage collector is paused: it would look at the new objects again and again,
//   and nothing of an answer can be garbage yet. The GIL is held, so nobody misses it;
// - for many detections, Python's memory for objects comes in pages of 2 MB (arenas.h).
int piigo_building_begin(int64_t detections);
void piigo_building_end(int gc_was_enabled);

#endif
