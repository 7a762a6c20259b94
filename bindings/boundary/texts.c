#include "texts.h"

#define WIDEN(FROM, TO)                         \
    do {                                        \
        const FROM *from = in;                  \
        TO *to = out;                           \
        for (Py_ssize_t i = 0; i < length; i++) \
            to[i] = from[i];                    \
    } while (0)

void piigo_chars_copy(void *out, int64_t out_width, const void *in, int64_t in_width, Py_ssize_t length) {
    if (in_width == out_width)
        memcpy(out, in, (size_t)(length * in_width));
    else if (in_width == 2)
        WIDEN(Py_UCS2, Py_UCS4);
    else if (out_width == 2)
        WIDEN(Py_UCS1, Py_UCS2);
    else
        WIDEN(Py_UCS1, Py_UCS4);
}

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
    piigo_chars_copy(chars->owned, width, PyUnicode_DATA(text), kind, length);
    return 0;
}

void piigo_chars_close(piigo_chars *chars) {
    free(chars->owned);
    chars->owned = NULL;
}
