#include "building.h"

#include "arenas.h"
#include "gil.h"
#include "kept.h"

int piigo_building_begin(int64_t detections) {
    piigo_gil_building(detections);
    piigo_arenas_begin(detections);
    piigo_kept_fetch(detections);
    return PyGC_Disable();
}

void piigo_building_end(int gc_was_enabled) {
    piigo_arenas_end();
    piigo_gil_built();
    if (gc_was_enabled)
        PyGC_Enable();
}
