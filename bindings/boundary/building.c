#include "building.h"

#include "arenas.h"

int piigo_building_begin(int64_t detections) {
    piigo_arenas_begin(detections);
    return PyGC_Disable();
}

void piigo_building_end(int gc_was_enabled) {
    piigo_arenas_end();
    if (gc_was_enabled)
        PyGC_Enable();
}
