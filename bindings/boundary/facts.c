// What this interpreter knows of Unicode, for patterns beyond ASCII. It is asked once
// in a process, when the first such pattern comes.

#include "_cgo_export.h"
#include "custom.h"

#define GROW(ARRAY, COUNT, ROOM)                                            \
    do {                                                                    \
        if ((COUNT) == (ROOM)) {                                            \
            (ROOM) = 2 * (ROOM) + 1024;                                     \
            void *grown = PyMem_Realloc((ARRAY), (ROOM) * sizeof *(ARRAY)); \
            if (grown == NULL)                                              \
                return -1;                                                  \
            (ARRAY) = grown;                                                \
        }                                                                   \
    } while (0)

typedef struct {
    piigo_kind_range *ranges;
    size_t range_count, range_room;
    piigo_case *cases;
    size_t case_count, case_room;
} facts;

enum { OTHER = 3 };

static int kind_of(Py_UCS4 c) {
    if (Py_UNICODE_ISDECIMAL(c))
        return 0;
    if (Py_UNICODE_ISALNUM(c))
        return 1;
    return Py_UNICODE_ISSPACE(c) ? 2 : OTHER;
}

static int add_kind(facts *f, Py_UCS4 c, int kind) {
    if (f->range_count > 0) {
        piigo_kind_range *last = &f->ranges[f->range_count - 1];
        if (last->last == c - 1 && last->kind == kind) {
            last->last = c;
            return 0;
        }
    }
    GROW(f->ranges, f->range_count, f->range_room);
    f->ranges[f->range_count++] = (piigo_kind_range){c, c, kind};
    return 0;
}

// expands reports whether the upper case has more than one code point; -1 on failure.
static int expands(Py_UCS4 c) {
    PyObject *string = PyUnicode_FromOrdinal((int)c);
    PyObject *upper = string == NULL ? NULL : PyObject_CallMethod(string, "upper", NULL);
    int several = upper == NULL ? -1 : PyUnicode_GET_LENGTH(upper) > 1;
    Py_XDECREF(string);
    Py_XDECREF(upper);
    return several;
}

static int add_case(facts *f, Py_UCS4 c, Py_UCS4 lower, Py_UCS4 upper) {
    int several = expands(c);
    if (several < 0)
        return -1;
    GROW(f->cases, f->case_count, f->case_room);
    f->cases[f->case_count++] = (piigo_case){c, lower, upper, (uint32_t)several};
    return 0;
}

static int collect(facts *f) {
    for (Py_UCS4 c = 0; c <= 0x10FFFF; c++) {
        Py_UCS4 lower = Py_UNICODE_TOLOWER(c), upper = Py_UNICODE_TOUPPER(c);
        if ((lower != c || upper != c) && add_case(f, c, lower, upper) < 0)
            return -1;
        int kind = c < 0x80 ? OTHER : kind_of(c);
        if (kind != OTHER && add_kind(f, c, kind) < 0)
            return -1;
    }
    return 0;
}

// ascii_high reports whether re heeds the flag a in ranges beyond U+FFFF, which some
// patch release began with; -1 on failure. The range is U+10400 to U+10410, the text
// the lower case of the first.
static int ascii_high(void) {
    PyObject *re = PyImport_ImportModule("re");
    PyObject *found = re == NULL ? NULL : PyObject_CallMethod(re, "match", "ss",
        "(?ai)[\xf0\x90\x90\x80-\xf0\x90\x90\x90]", "\xf0\x90\x90\xa8");
    int none = found == NULL ? -1 : found == Py_None;
    Py_XDECREF(re);
    Py_XDECREF(found);
    return none;
}

int piigo_set_interpreter_facts(void) {
    facts f = {0};
    int status = -1, high = ascii_high();
    if (high < 0)
        return -1;
    if (collect(&f) == 0)
        status = piigo_check_status(
            piigo_set_facts(f.ranges, (int64_t)f.range_count, f.cases, (int64_t)f.case_count, high));
    else if (!PyErr_Occurred())
        PyErr_NoMemory();
    PyMem_Free(f.ranges);
    PyMem_Free(f.cases);
    return status;
}
