#include "jsontext.h"

#include "classes.h"

// An integer of fewer digits is read by every interpreter, whatever its limit.
#define SAFE_DIGITS 640

// Deeper JSON is left to the interpreter, which has a limit of its own.
#define SAFE_DEPTH 200

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t at, end;
} reader;

static Py_UCS4 peek(const reader *r, Py_ssize_t i) { return PyUnicode_READ(r->kind, r->data, i); }

// skip_plain moves to the next quote or backslash, or to the end.
static void skip_plain(reader *r) {
    if (r->kind == PyUnicode_1BYTE_KIND) {
        const uint8_t *data = r->data;
        while (r->at < r->end && data[r->at] != '"' && data[r->at] != '\\')
            r->at++;
        return;
    }
    while (r->at < r->end && peek(r, r->at) != '"' && peek(r, r->at) != '\\')
        r->at++;
}

static int is_space(Py_UCS4 c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static int hex_digit(Py_UCS4 c) {
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)(c - 'a') + 10 : -1;
}

// unicode_escape reads the four digits of \uXXXX at i, or returns -1.
static long unicode_escape(const reader *r, Py_ssize_t i) {
    long value = 0;
    if (i + 4 > r->end)
        return -1;
    for (Py_ssize_t k = i; k < i + 4; k++) {
        int digit = hex_digit(peek(r, k));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

// unescape reads the escape behind the backslash at r->at and moves behind it. It
// returns the code point, or -1 if it is no escape of JSON's.
static long unescape(reader *r) {
    if (r->at + 1 >= r->end)
        return -1;
    Py_UCS4 c = peek(r, r->at + 1);
    r->at += 2;
    switch (c) {
    case '"':
    case '\\':
    case '/': return (long)c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': break;
    default: return -1;
    }
    long high = unicode_escape(r, r->at);
    if (high < 0)
        return -1;
    r->at += 4;
    if (high >= 0xD800 && high <= 0xDBFF && r->at + 6 <= r->end && peek(r, r->at) == '\\' &&
        peek(r, r->at + 1) == 'u') {
        long low = unicode_escape(r, r->at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            r->at += 6;
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return high;
}

static piigo_json gather_json(piigo_gathered *g, reader r, Py_ssize_t depth);

// read_literal puts what the JSON string behind the quote at r->at says into out, as
// code points, and moves behind its end. It returns their number, or -1 if the string
// is none of JSON's.
static Py_ssize_t read_literal(reader *r, Py_UCS4 *out) {
    Py_ssize_t length = 0;
    while (r->at < r->end) {
        long c = (long)peek(r, r->at);
        if (c == '"') {
            r->at++;
            return length;
        }
        if (c == '\\')
            c = unescape(r);
        else
            r->at++;
        if (c < 0)
            return -1;
        out[length++] = (Py_UCS4)c;
    }
    return -1;
}

static piigo_json gather_unescaped(piigo_gathered *g, const Py_UCS4 *text, Py_ssize_t length, Py_ssize_t depth) {
    uint8_t *out = piigo_gather_room(g, length);
    if (out == NULL)
        return PIIGO_FAILED;
    for (Py_ssize_t i = 0; i < length; i++)
        out[i] = text[i] < 0x80 ? (uint8_t)text[i] : piigo_class_of(text[i]);
    if (piigo_gathered_here(g, length) < 0)
        return PIIGO_FAILED;
    // It may be JSON in its turn.
    return gather_json(g, (reader){PyUnicode_4BYTE_KIND, text, 0, length}, depth);
}

// gather_literal looks at the JSON string behind the quote at r->at and moves behind
// its end. Without an escape in it there is nothing to gather.
static piigo_json gather_literal(piigo_gathered *g, reader *r, Py_ssize_t depth) {
    Py_ssize_t start = ++r->at;
    skip_plain(r);
    if (r->at < r->end && peek(r, r->at) == '"') {
        r->at++;
        return PIIGO_PLAIN;
    }
    // How far it can reach, so that all strings together take linear time.
    Py_ssize_t close = r->at;
    while (close < r->end && peek(r, close) != '"')
        close += peek(r, close) == '\\' ? 2 : 1;
    Py_UCS4 *text = PyMem_Malloc((size_t)(close - start + 1) * sizeof *text);
    if (text == NULL) {
        PyErr_NoMemory();
        return PIIGO_FAILED;
    }
    r->at = start;
    Py_ssize_t length = read_literal(r, text);
    // What is no JSON may be so to a more lenient reader: Python decides.
    piigo_json found = length < 0 ? PIIGO_ASK_PYTHON : gather_unescaped(g, text, length, depth);
    PyMem_Free(text);
    return found == PIIGO_JSON ? PIIGO_PLAIN : found;
}

static piigo_json gather_json(piigo_gathered *g, reader r, Py_ssize_t depth) {
    while (r.at < r.end && is_space(peek(&r, r.at)))
        r.at++;
    if (r.at == r.end)
        return PIIGO_PLAIN;
    Py_UCS4 first = peek(&r, r.at);
    if (first != '{' && first != '[' && first != '"') {
        int number = first == '-' || (first >= '0' && first <= '9');
        return number && r.end - r.at >= SAFE_DIGITS ? PIIGO_ASK_PYTHON : PIIGO_PLAIN;
    }
    Py_ssize_t digits = 0, open = 0;
    while (r.at < r.end) {
        Py_UCS4 c = peek(&r, r.at);
        if (c == '"') {
            piigo_json inside = gather_literal(g, &r, depth - open);
            if (inside != PIIGO_PLAIN)
                return inside;
            digits = 0;
            continue;
        }
        if (c == '{' || c == '[')
            open++;
        else if (c == '}' || c == ']')
            open--;
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits >= SAFE_DIGITS || open > SAFE_DEPTH || open > depth)
            return PIIGO_ASK_PYTHON;
        r.at++;
    }
    return PIIGO_JSON;
}

piigo_json piigo_gather_json(piigo_gathered *g, PyObject *text, Py_ssize_t depth) {
    reader r = {PyUnicode_KIND(text), PyUnicode_DATA(text), 0, PyUnicode_GET_LENGTH(text)};
    return gather_json(g, r, Py_MIN(depth, SAFE_DEPTH));
}

Py_ssize_t piigo_skip_space(PyObject *text, Py_ssize_t i) {
    while (i < PyUnicode_GET_LENGTH(text) && is_space(PyUnicode_READ_CHAR(text, i)))
        i++;
    return i;
}

piigo_json piigo_json_start(PyObject *text) {
    Py_ssize_t start = piigo_skip_space(text, 0), length = PyUnicode_GET_LENGTH(text);
    if (start == length)
        return PIIGO_PLAIN;
    Py_UCS4 c = PyUnicode_READ_CHAR(text, start);
    if (c == '{' || c == '[')
        return PIIGO_JSON;
    int number = c == '-' || (c >= '0' && c <= '9');
    return c == '"' || (number && length - start >= SAFE_DIGITS) ? PIIGO_ASK_PYTHON : PIIGO_PLAIN;
}
