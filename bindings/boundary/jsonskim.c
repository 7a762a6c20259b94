#include "jsonskim.h"

#include "jsonforms.h"

const piigo_json_form *const piigo_json_forms[] = {
    &piigo_json_plain,
#if PIIGO_VECTORS
    &piigo_json_avx2,
    &piigo_json_avx512,
#endif
};

int piigo_json_form_used;

void piigo_json_open(void) {
    const int last = sizeof piigo_json_forms / sizeof *piigo_json_forms - 1;
#if PIIGO_VECTORS
    piigo_json_avx2_open();
#endif
    piigo_json_form_used = Py_MIN((int)piigo_begins.json, last);
}
