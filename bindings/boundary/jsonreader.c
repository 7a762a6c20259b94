#include "jsonreader.h"

const uint8_t piigo_blanks[256] = {['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

static int hex_digit(uint8_t c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// unicode_escape reads the four digits of \uXXXX at i, or returns -1.
static long unicode_escape(const piigo_reader *r, Py_ssize_t i) {
    long value = 0;
    if (i + 4 > r->end)
        return -1;
    for (Py_ssize_t k = i; k < i + 4; k++) {
        int digit = hex_digit(piigo_peek(r, k));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

long piigo_unescape(piigo_reader *r) {
    if (r->at + 1 >= r->end)
        return -1;
    uint8_t c = piigo_peek(r, r->at + 1);
    r->at += 2;
    if (c == '"' || c == '\\' || c == '/')
        return c;
    if (c != 'u')
        return piigo_blanks[c] ? piigo_blanks[c] : -1;
    long high = unicode_escape(r, r->at);
    if (high < 0)
        return -1;
    r->at += 4;
    if (high >= 0xD800 && high <= 0xDBFF && r->at + 6 <= r->end && piigo_peek(r, r->at) == '\\' &&
        piigo_peek(r, r->at + 1) == 'u') {
        long low = unicode_escape(r, r->at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            r->at += 6;
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return high;
}
