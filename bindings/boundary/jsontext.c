#include "jsontext.h"

#include "classes.h"

// An integer of fewer digits is read by every interpreter, whatever its limit.
#define SAFE_DIGITS 640

// Deeper JSON is left to the interpreter, which has a limit of its own.
#define SAFE_DEPTH 200

// A part of what was gathered, being read. The characters that JSON gives a meaning are
// ASCII, so their class bytes are all that is needed.
typedef struct {
    piigo_gathered *gathered;
    Py_ssize_t at, end; // offsets in its class bytes
} reader;

static uint8_t peek(const reader *r, Py_ssize_t i) { return r->gathered->classes[i]; }

// Bytes are looked at so many at a time, as a vector: an extension of gcc and clang.
#define BLOCK 16
typedef uint8_t byte_block __attribute__((vector_size(BLOCK)));

// ends_in returns the index of the first quote or backslash in a block, BLOCK if there
// is none.
static inline int ends_in(byte_block block) {
    __typeof__(block == block) ends = (block == '"') | (block == '\\');
    uint64_t words[BLOCK / 8];
    memcpy(words, &ends, sizeof words);
    for (int i = 0; i < BLOCK / 8; i++)
        if (words[i] != 0)
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return 8 * i + __builtin_ctzll(words[i]) / 8;
#else
            return 8 * i + __builtin_clzll(words[i]) / 8;
#endif
    return BLOCK;
}

// pass_plain moves to the next quote or backslash, or to the end, and copies what it passes
// to out, if that is not NULL; it must have room for a block more.
static inline void pass_plain(reader *r, uint8_t *out) {
    const uint8_t *in = r->gathered->classes;
    for (; r->at + BLOCK <= r->end; r->at += BLOCK) {
        byte_block block;
        memcpy(&block, in + r->at, BLOCK);
        if (out != NULL) {
            memcpy(out, &block, BLOCK);
            out += BLOCK;
        }
        int plain = ends_in(block);
        if (plain < BLOCK) {
            r->at += plain;
            return;
        }
    }
    for (; r->at < r->end && in[r->at] != '"' && in[r->at] != '\\'; r->at++)
        if (out != NULL)
            *out++ = in[r->at];
}

static int is_space(Py_UCS4 c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static int hex_digit(uint8_t c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
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
    uint8_t c = peek(r, r->at + 1);
    r->at += 2;
    switch (c) {
    case '"':
    case '\\':
    case '/': return c;
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

// read_literal puts what the JSON string at r->at says into out, as class bytes, and moves
// behind its closing quote. It returns their number, or -1 if the string is none of JSON's.
static Py_ssize_t read_literal(reader *r, uint8_t *out) {
    Py_ssize_t length = 0;
    for (;;) {
        Py_ssize_t start = r->at;
        pass_plain(r, out + length);
        length += r->at - start;
        if (r->at == r->end)
            return -1;
        if (peek(r, r->at) == '"') {
            r->at++;
            return length;
        }
        long c = unescape(r);
        if (c < 0)
            return -1;
        out[length++] = piigo_class_of((Py_UCS4)c);
    }
}

static piigo_json gather_json(reader r, Py_ssize_t depth);

// gather_literal looks at the JSON string behind the quote at r->at and moves behind
// its end. Without an escape in it there is nothing to gather.
static piigo_json gather_literal(reader *r, Py_ssize_t depth) {
    Py_ssize_t start = ++r->at;
    pass_plain(r, NULL);
    if (r->at < r->end && peek(r, r->at) == '"') {
        r->at++;
        return PIIGO_PLAIN;
    }
    piigo_gathered *g = r->gathered;
    uint8_t *out = piigo_gather_room(g, r->end - start + BLOCK);
    if (out == NULL)
        return PIIGO_FAILED;
    r->at = start;
    Py_ssize_t length = read_literal(r, out);
    if (length < 0)
        // What is no JSON may be so to a more lenient reader: Python decides.
        return PIIGO_ASK_PYTHON;
    reader inside = {g, g->length, g->length + length};
    if (piigo_gathered_here(g, length) < 0)
        return PIIGO_FAILED;
    // It may be JSON in its turn.
    piigo_json found = gather_json(inside, depth);
    return found == PIIGO_JSON ? PIIGO_PLAIN : found;
}

static piigo_json gather_json(reader r, Py_ssize_t depth) {
    while (r.at < r.end && is_space(peek(&r, r.at)))
        r.at++;
    if (r.at == r.end)
        return PIIGO_PLAIN;
    uint8_t first = peek(&r, r.at);
    if (first != '{' && first != '[' && first != '"') {
        int number = first == '-' || (first >= '0' && first <= '9');
        return number && r.end - r.at >= SAFE_DIGITS ? PIIGO_ASK_PYTHON : PIIGO_PLAIN;
    }
    Py_ssize_t digits = 0, open = 0;
    while (r.at < r.end) {
        uint8_t c = peek(&r, r.at);
        if (c == '"') {
            piigo_json inside = gather_literal(&r, depth - open);
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

piigo_json piigo_gather_json(piigo_gathered *g, Py_ssize_t depth) {
    const piigo_segment *last = &g->segments[g->count - 1];
    reader r = {g, last->base, last->base + last->length};
    return gather_json(r, Py_MIN(depth, SAFE_DEPTH));
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
