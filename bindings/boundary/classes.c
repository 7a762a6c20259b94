#include "classes.h"

#include <stdatomic.h>

// The codes of package class (piigo/internal/class), which its tests compare
// with these.
enum {
    CLASS_DIGIT = 0x80,
    CLASS_WORD,
    CLASS_SPACE,
    CLASS_OTHER,
    CLASS_DOTTED_I,
    CLASS_DOTLESS_I,
    CLASS_LONG_S,
    CLASS_KELVIN,
};

// Which code points are letters, digits and spaces is what this interpreter says,
// as its re module does.
uint8_t piigo_class_of(Py_UCS4 c) {
    if (c < 0x80)
        return (uint8_t)c;
    switch (c) {
    case 0x0130: return CLASS_DOTTED_I;
    case 0x0131: return CLASS_DOTLESS_I;
    case 0x017F: return CLASS_LONG_S;
    case 0x212A: return CLASS_KELVIN;
    }
    if (Py_UNICODE_ISDECIMAL(c))
        return CLASS_DIGIT;
    if (Py_UNICODE_ISALNUM(c))
        return CLASS_WORD;
    if (Py_UNICODE_ISSPACE(c))
        return CLASS_SPACE;
    return CLASS_OTHER;
}

// Class bytes by page of 256 code points. A page is made when it is first needed
// and stays; two threads that make the same one at once agree on its content.
#define PAGE 256
static _Atomic(uint8_t *) pages[0x110000 / PAGE];

static const uint8_t *page_of(Py_UCS4 c) {
    _Atomic(uint8_t *) *slot = &pages[c / PAGE];
    uint8_t *page = atomic_load_explicit(slot, memory_order_acquire);
    if (page != NULL)
        return page;
    page = malloc(PAGE);
    if (page == NULL)
        return NULL;
    for (Py_UCS4 i = 0; i < PAGE; i++)
        page[i] = piigo_class_of(c / PAGE * PAGE + i);
    uint8_t *other = NULL;
    if (!atomic_compare_exchange_strong(slot, &other, page)) {
        free(page);
        return other;
    }
    return page;
}

// Neighbouring characters mostly share a page, so the last one is at hand.
#define MAP(TYPE)                                                             \
    do {                                                                      \
        const TYPE *in = data;                                                \
        const uint8_t *page = NULL;                                           \
        Py_UCS4 at = (Py_UCS4)-1;                                             \
        for (Py_ssize_t i = 0; i < length; i++) {                             \
            Py_UCS4 c = in[i];                                                \
            if (c < 0x80) {                                                   \
                out[i] = (uint8_t)c;                                          \
                continue;                                                     \
            }                                                                 \
            if (c / PAGE != at) {                                             \
                page = page_of(c);                                            \
                if (page == NULL)                                             \
                    return -1;                                                \
                at = c / PAGE;                                                \
            }                                                                 \
            out[i] = page[c % PAGE];                                          \
        }                                                                     \
    } while (0)

static int map_latin1(const uint8_t *in, Py_ssize_t length, uint8_t *out) {
    const uint8_t *page = page_of(0);
    if (page == NULL)
        return -1;
    for (Py_ssize_t i = 0; i < length; i++)
        out[i] = page[in[i]];
    return 0;
}

static int map(const void *data, int kind, Py_ssize_t length, uint8_t *out) {
    if (kind == PyUnicode_1BYTE_KIND)
        return map_latin1(data, length, out);
    if (kind == PyUnicode_2BYTE_KIND)
        MAP(Py_UCS2);
    else
        MAP(Py_UCS4);
    return 0;
}

int piigo_classes_fill(PyObject *text, uint8_t *out) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_IS_ASCII(text)) {
        memcpy(out, PyUnicode_1BYTE_DATA(text), (size_t)length);
        return 0;
    }
    return map(PyUnicode_DATA(text), PyUnicode_KIND(text), length, out);
}

int piigo_classes_open(PyObject *text, piigo_classes *classes) {
    classes->length = PyUnicode_GET_LENGTH(text);
    classes->owned = NULL;
    if (PyUnicode_IS_ASCII(text)) {
        classes->bytes = PyUnicode_1BYTE_DATA(text);
        return 0;
    }
    classes->owned = malloc((size_t)classes->length);
    if (classes->owned == NULL)
        return -1;
    classes->bytes = classes->owned;
    if (piigo_classes_fill(text, classes->owned) < 0) {
        piigo_classes_close(classes);
        return -1;
    }
    return 0;
}

void piigo_classes_close(piigo_classes *classes) {
    free(classes->owned);
    classes->owned = NULL;
}
