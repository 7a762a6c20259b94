#include "texts.h"

#define WIDEN(FROM, TO)                                 \
    do {                                                \
        const FROM *in = PyUnicode_DATA(text);          \
        TO *out = chars->owned;                         \
        for (Py_ssize_t i = 0; i < length; i++)         \
            out[i] = in[i];                             \
    } while (0)

int piigo_chars_open(PyObject *text, int64_t width, piigo_chars *chars) {
    int kind = PyUnicode_KIND(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    chars->owned = NULL;
    chars->data = PyUnicode_DATA(text);
    if (kind == width)
        return 0;
    chars->data = chars->owned = malloc((size_t)(length * width + 1));
    if (chars->owned == NULL)
        return -1;
    if (kind == PyUnicode_1BYTE_KIND && width == 2)
        WIDEN(Py_UCS1, Py_UCS2);
    else if (kind == PyUnicode_1BYTE_KIND)
        WIDEN(Py_UCS1, Py_UCS4);
    else
        WIDEN(Py_UCS2, Py_UCS4);
    return 0;
}

void piigo_chars_close(piigo_chars *chars) {
    free(chars->owned);
    chars->owned = NULL;
}
