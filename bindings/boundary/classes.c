#include "classes.h"

#include <stdatomic.h>

#include "boundary.h"

// The codes of package class (piigo/internal/class), which its tests compare
// with these.
enum {
    CLASS_DIGIT = PIIGO_DIGIT,
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

static const uint8_t *make_page(Py_UCS4 c) {
    uint8_t *page = malloc(PAGE);
    if (page == NULL)
        return NULL;
    for (Py_UCS4 i = 0; i < PAGE; i++)
        page[i] = piigo_class_of(c / PAGE * PAGE + i);
    uint8_t *other = NULL;
    if (!atomic_compare_exchange_strong(&pages[c / PAGE], &other, page)) {
        free(page);
        return other;
    }
    return page;
}

static inline const uint8_t *page_of(Py_UCS4 c) {
    uint8_t *page = atomic_load_explicit(&pages[c / PAGE], memory_order_acquire);
    return page != NULL ? page : make_page(c);
}

// Text is read a block at a time: in one that is all ASCII, the characters are their
// own classes. Vectors, an extension of gcc and clang, make that a few instructions.
#define BLOCK 32
typedef uint8_t byte_block __attribute__((vector_size(BLOCK)));

// `OTHER` holds the bits of eight bytes of characters that ASCII never sets.
#define MAP(NAME, TYPE, OTHER)                                                \
    typedef TYPE NAME##_block __attribute__((vector_size(BLOCK * sizeof(TYPE)))); \
                                                                              \
    static int NAME(const TYPE *restrict in, Py_ssize_t length,               \
                    uint8_t *restrict out) {                                  \
        const uint8_t *page = page_of(0);                                     \
        for (Py_ssize_t i = 0; i < length;) {                                 \
            Py_ssize_t end = length;                                          \
            if (i + BLOCK <= length) {                                        \
                NAME##_block block;                                           \
                memcpy(&block, in + i, sizeof block);                         \
                end = i + BLOCK;                                              \
                if ((bits(&block, sizeof block) & (OTHER)) == 0) {            \
                    byte_block ascii = __builtin_convertvector(block, byte_block); \
                    memcpy(out + i, &ascii, BLOCK);                           \
                    i = end;                                                  \
                    continue;                                                 \
                }                                                             \
            }                                                                 \
            for (; i < end; i++) {                                            \
                Py_UCS4 c = in[i];                                            \
                if (sizeof(TYPE) > 1)                                         \
                    page = page_of(c);                                        \
                if (page == NULL)                                             \
                    return -1;                                                \
                out[i] = page[c % PAGE];                                      \
            }                                                                 \
        }                                                                     \
        return 0;                                                             \
    }

// Returns all eight-byte words of a block, joined by "or".
static inline uint64_t bits(const void *block, size_t size) {
    const char *bytes = block;
    uint64_t all = 0;
    for (size_t i = 0; i < size; i += sizeof all) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        all |= word;
    }
    return all;
}

MAP(map1, Py_UCS1, 0x8080808080808080)
MAP(map2, Py_UCS2, 0xFF80FF80FF80FF80)
MAP(map4, Py_UCS4, 0xFFFFFF80FFFFFF80)

static int map(const void *data, int kind, Py_ssize_t length, uint8_t *out) {
    switch (kind) {
    case PyUnicode_1BYTE_KIND: return map1(data, length, out);
    case PyUnicode_2BYTE_KIND: return map2(data, length, out);
    default: return map4(data, length, out);
    }
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
