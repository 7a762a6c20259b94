// The forms of what looks at JSON and writes it, one for each kind of processor.

#ifndef PIIGO_JSONFORMS_H
#define PIIGO_JSONFORMS_H

#include "jsonskim.h"
#include "sets.h"

extern const piigo_json_form piigo_json_plain;

#if PIIGO_VECTORS
extern const piigo_json_form piigo_json_avx2, piigo_json_avx512;

// To be called before piigo_json_avx2 is used.
void piigo_json_avx2_open(void);
#endif

#endif
