// Memory for answers of common size, which need none from malloc then.

#ifndef PIIGO_ROOM_H
#define PIIGO_ROOM_H

#include "boundary.h"

#define PIIGO_ROOM_SPANS 128
#define PIIGO_ROOM_BYTES 4096

typedef struct {
    piigo_span spans[PIIGO_ROOM_SPANS];
    int64_t counts[PIIGO_MAX_PATTERNS];
    char masked[PIIGO_ROOM_BYTES];
} piigo_room;

// piigo_room_lend gives the room to the answer of ask.
static inline void piigo_room_lend(piigo_room *room, piigo_request *ask) {
    ask->spans = room->spans;
    ask->spans_room = PIIGO_ROOM_SPANS;
    ask->counts = room->counts;
    ask->counts_room = PIIGO_MAX_PATTERNS;
    ask->masked_memory = room->masked;
    ask->masked_room = PIIGO_ROOM_BYTES;
}

#endif
