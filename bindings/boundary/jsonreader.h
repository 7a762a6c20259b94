// Reading the class bytes of JSON.

#ifndef PIIGO_JSONREADER_H
#define PIIGO_JSONREADER_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "blocks.h"

// A part of what was gathered, being read. The characters that JSON gives a meaning are
// ASCII, so their class bytes are all that is needed.
typedef struct {
    const uint8_t *classes; // of all that was gathered: they move when more is
    Py_ssize_t at, end;     // offsets in them
} piigo_reader;

// An integer of fewer digits is read by every interpreter, whatever its limit.
#define PIIGO_SAFE_DIGITS 640

// Deeper JSON is left to the interpreter, which has a limit of its own.
#define PIIGO_SAFE_JSON_DEPTH 200

static inline uint8_t piigo_peek(const piigo_reader *r, Py_ssize_t i) { return r->classes[i]; }

static inline int piigo_next_is(const piigo_reader *r, uint8_t c) { return r->at < r->end && piigo_peek(r, r->at) == c; }

static inline int piigo_is_space(uint8_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static inline int piigo_is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

// Which characters end what is plain in a JSON string: a quote, a backslash; strictly, a
// control character, too.
static inline int piigo_ends_plain(uint8_t c, int strict) {
    return c == '"' || c == '\\' || (strict && c < ' ');
}

// piigo_plain_in returns the index of the first byte of a block that ends what is plain,
// PIIGO_BLOCK if there is none.
static inline int piigo_plain_in(piigo_block block, int strict) {
    __typeof__(block == block) ends = (block == '"') | (block == '\\');
    if (strict)
        ends |= block < ' ';
    uint64_t words[PIIGO_BLOCK / 8];
    memcpy(words, &ends, sizeof words);
    for (int i = 0; i < PIIGO_BLOCK / 8; i++)
        if (words[i] != 0)
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return 8 * i + __builtin_ctzll(words[i]) / 8;
#else
            return 8 * i + __builtin_clzll(words[i]) / 8;
#endif
    return PIIGO_BLOCK;
}

// piigo_pass_plain moves to what ends what is plain, or to the end, and copies what it
// passes to out, if that is not NULL; it must have room for a block more.
static inline void piigo_pass_plain(piigo_reader *r, uint8_t *out, int strict) {
    const uint8_t *in = r->classes;
    for (; r->at + PIIGO_BLOCK <= r->end; r->at += PIIGO_BLOCK) {
        piigo_block block;
        memcpy(&block, in + r->at, PIIGO_BLOCK);
        if (out != NULL) {
            memcpy(out, &block, PIIGO_BLOCK);
            out += PIIGO_BLOCK;
        }
        int plain = piigo_plain_in(block, strict);
        if (plain < PIIGO_BLOCK) {
            r->at += plain;
            return;
        }
    }
    for (; r->at < r->end && !piigo_ends_plain(in[r->at], strict); r->at++)
        if (out != NULL)
            *out++ = in[r->at];
}

static inline void piigo_pass_space(piigo_reader *r) {
    while (r->at < r->end && piigo_is_space(piigo_peek(r, r->at)))
        r->at++;
}

// piigo_first_of passes white space, and returns the character after it; 0 where there is none.
static inline uint8_t piigo_first_of(piigo_reader *r) {
    piigo_pass_space(r);
    return r->at == r->end ? 0 : piigo_peek(r, r->at);
}

// piigo_pass_digits moves behind the digits at r->at and returns how many they are.
static inline Py_ssize_t piigo_pass_digits(piigo_reader *r) {
    Py_ssize_t start = r->at;
    while (r->at < r->end && piigo_is_digit(piigo_peek(r, r->at)))
        r->at++;
    return r->at - start;
}

// What the escapes by one letter say; 0 for all other characters. All end every word.
extern const uint8_t piigo_blanks[256];

// piigo_unescape reads the escape behind the backslash at r->at and moves behind it. It
// returns the code point, or -1 if it is no escape of JSON's.
long piigo_unescape(piigo_reader *r);

#endif
