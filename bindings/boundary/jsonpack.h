// Writing JSON 64 characters at a time, where the processor can.

#ifndef PIIGO_JSONPACK_H
#define PIIGO_JSONPACK_H

#include "jsonskim.h"

// Characters being read, and where they are written to. There must be room for all that may be
// written, and PIIGO_SKIMMED_AT_ONCE more.
typedef struct {
    const uint8_t *in, *end;
    uint8_t *out;
} piigo_packing;

// Whether the functions below may be called.
static inline int piigo_packs(void) { return piigo_skim_form > 0; }

// piigo_pack writes valid JSON, of one byte a character and from outside of its strings, without
// the white space between its values. It stops before an escape, and then returns 1, as it is
// in a string; or before a number that may have to be written anew; or where it cannot go on.
int piigo_pack(piigo_packing *p);

// piigo_pack_string writes characters as they stand in a JSON string, up to one that is
// escaped otherwise than by a backslash before it, or to where it cannot go on. That takes
// twice the room at most.
void piigo_pack_string(piigo_packing *p);

#endif
