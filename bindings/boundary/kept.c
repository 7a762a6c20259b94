#include "kept.h"

#include "engine.h"

// Numbers of two and three digits, and the years of two centuries: 94 KB. Most numbers
// in logs are one of these, and each is a phone number to the original.
#define THREE_DIGITS 100
#define YEARS (THREE_DIGITS + 1000)
#define FIRST_YEAR 1900
#define YEAR_COUNT 200

// An answer with so many detections probably holds most of the numbers.
#define MANY 1024

PyObject *piigo_offsets[PIIGO_OFFSETS];

static PyObject *numbers[YEARS + YEAR_COUNT];

// place_of returns the place of a number among those that are kept, or -1.
static int place_of(const Py_UCS1 *characters, int64_t length) {
    if (length < 2 || length > 4)
        return -1;
    unsigned value = 0;
    for (int64_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)characters[i] - '0';
        if (digit > 9)
            return -1;
        value = 10 * value + digit;
    }
    switch (length) {
    case 2: return (int)value;
    case 3: return THREE_DIGITS + (int)value;
    default: return value - FIRST_YEAR < YEAR_COUNT ? (int)(YEARS + value - FIRST_YEAR) : -1;
    }
}

PyObject *piigo_ascii(const Py_UCS1 *characters, int64_t length, piigo_recent *recent) {
    int at = place_of(characters, length);
    if (at < 0)
        return piigo_recent_string(recent, characters, length);
    if (numbers[at] == NULL && (numbers[at] = piigo_string(characters, length, 1, 1)) == NULL)
        return NULL;
    return Py_NewRef(numbers[at]);
}

void piigo_kept_fetch(int64_t detections) {
    if (detections < MANY)
        return;
    for (int at = 0; at < YEARS + YEAR_COUNT; at++)
        if (numbers[at] != NULL)
            __builtin_prefetch(numbers[at], 1);
}
