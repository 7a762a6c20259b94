#include "recent.h"

#include "engine.h"

// With fewer detections there is little to find again.
#define WORTH 64

// So many strings in a row are not found before the search is given up, more where some
// were: it takes a few per cent of the time, and finding one saves far more.
#define PATIENCE 100
#define REWARD 4

// Shorter strings are not looked for.
#define SHORTEST 4

void piigo_recent_open(piigo_recent *recent, int64_t detections) {
    recent->patience = 0;
    if (detections < WORTH)
        return;
    recent->patience = PATIENCE;
    memset(recent->of, 0, sizeof recent->of);
}

// place_of returns where a string is, if it is there, by its first, middle and last
// characters.
static PyObject **place_of(piigo_recent *recent, const Py_UCS1 *characters, int64_t length) {
    uint64_t first = 0, middle = 0, last = 0;
    if (length >= 8) {
        memcpy(&first, characters, 8);
        memcpy(&middle, characters + length / 2 - 4, 8);
        memcpy(&last, characters + length - 8, 8);
    } else {
        memcpy(&first, characters, SHORTEST);
        memcpy(&last, characters + length - SHORTEST, SHORTEST);
    }
    uint64_t mixed = (first ^ (middle << 13 | middle >> 51) ^ (last << 29 | last >> 35)) * 0x9E3779B97F4A7C15u; // Fibonacci hashing
    return &recent->of[mixed >> (64 - PIIGO_RECENT_BITS)];
}

PyObject *piigo_recent_string(piigo_recent *recent, const Py_UCS1 *characters, int64_t length) {
    if (recent->patience == 0 || length < SHORTEST)
        return piigo_string(characters, length, 1, 1);
    PyObject **place = place_of(recent, characters, length);
    if (*place != NULL && PyUnicode_GET_LENGTH(*place) == length &&
        memcmp(PyUnicode_1BYTE_DATA(*place), characters, (size_t)length) == 0) {
        recent->patience += REWARD;
        return Py_NewRef(*place);
    }
    recent->patience--;
    return *place = piigo_string(characters, length, 1, 1);
}
