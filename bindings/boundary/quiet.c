#include "quiet.h"

#include "_cgo_export.h"
#include "blocks.h"

// Which words may begin a label: sets for each of their first three characters, by its last
// five bits, that have something in common.
static uint8_t prints[3][32];

// The letters that a label may begin with, a block of each.
static piigo_block initials[26];
static int initial_count;

void piigo_quiet_open(void) {
    piigo_label_prints(&prints[0][0]);
    initial_count = 0;
    for (uint8_t c = 'a'; c <= 'z'; c++)
        if (prints[0][c & 31] != 0)
            initials[initial_count++] = (piigo_block){0} + c;
}

static inline piigo_block block_at(const uint8_t *characters) {
    piigo_block b;
    memcpy(&b, characters, PIIGO_BLOCK);
    return b;
}

static inline piigo_block loud_in(piigo_block b) {
    piigo_block not_ascii = (b & 0x80) & (piigo_block)(b != PIIGO_BREAK);
    return (piigo_block)(b - '0' < 10) | (piigo_block)(b == '@') | (piigo_block)(b == '+') | not_ascii;
}

// any_loud reports whether there is a digit, "@", "+" or what is not ASCII. Most texts that
// are not quiet have one.
static inline int any_loud(const uint8_t *classes, Py_ssize_t length) {
    piigo_block loud = loud_in(block_at(classes + length - PIIGO_BLOCK));
    for (Py_ssize_t at = 0; at + PIIGO_BLOCK < length; at += PIIGO_BLOCK)
        loud |= loud_in(block_at(classes + at));
    uint64_t words[2];
    memcpy(words, &loud, sizeof words);
    return (words[0] | words[1]) != 0;
}

// Sets of up to 64 characters in a row, with a bit for each.
typedef struct {
    uint64_t letters, initials, open, colons;
    uint64_t dark; // all but white space and other control characters
} marks;

// As signed numbers, characters that are not ASCII come before all others.
typedef int8_t signed_block __attribute__((vector_size(PIIGO_BLOCK)));

static inline marks marks_in(const uint8_t *characters, Py_ssize_t left) {
    marks m = {0};
    for (int i = 0; i < 64 && i < left; i += PIIGO_BLOCK) {
        // The last block begins before i, so that it ends with the text.
        int known = left - i < PIIGO_BLOCK ? PIIGO_BLOCK - (int)(left - i) : 0;
        piigo_block b = block_at(characters + i - known), lower = b | 0x20, initial = {0};
        for (int n = 0; n < initial_count; n++)
            initial |= (piigo_block)(lower == initials[n]);
        m.letters |= piigo_bits_of((piigo_block)(lower - 'a' < 26)) >> known << i;
        m.initials |= piigo_bits_of(initial) >> known << i;
        m.open |= piigo_bits_of((piigo_block)(b == '(')) >> known << i;
        m.colons |= piigo_bits_of((piigo_block)(b == ':')) >> known << i;
        m.dark |= piigo_bits_of((piigo_block)((signed_block)b > ' ')) >> known << i;
    }
    return m;
}

// begins_label reports whether a word may begin a label, of which left characters are left
// in the text.
static inline int begins_label(const uint8_t *word, Py_ssize_t left) {
    uint8_t second = left > 1 ? word[1] : ' ', third = left > 2 ? word[2] : ' ';
    return (prints[0][word[0] & 31] & prints[1][second & 31] & prints[2][third & 31]) != 0;
}

int piigo_quiet(const uint8_t *classes, Py_ssize_t length) {
    uint8_t block[PIIGO_BLOCK];
    if (length < PIIGO_BLOCK) {
        memset(block, ' ', PIIGO_BLOCK);
        classes = memcpy(block, classes, (size_t)length);
        length = PIIGO_BLOCK;
    }
    if (any_loud(classes, length))
        return 0;
    uint64_t letter_before = 0, dark_before = 0;
    int run = 0, colons = 0;
    for (Py_ssize_t at = 0; at < length; at += 64) {
        marks m = marks_in(classes + at, length - at);
        if ((m.open & (m.dark << 1 | dark_before)) != 0)
            return 0;
        // A run of 40 inside covers the middle.
        if ((m.dark >> 24 & 0xFFFF) == 0xFFFF || run + __builtin_ctzll(~m.dark) >= PIIGO_RUN_LENGTH)
            return 0;
        run = __builtin_clzll(~m.dark);
        for (uint64_t left = m.colons; left != 0; left &= left - 1)
            if (++colons == PIIGO_COLONS)
                return 0;
        uint64_t starts = m.initials & ~(m.letters << 1 | letter_before);
        for (; starts != 0; starts &= starts - 1) {
            Py_ssize_t i = at + __builtin_ctzll(starts);
            if (begins_label(classes + i, length - i))
                return 0;
        }
        letter_before = m.letters >> 63;
        dark_before = m.dark >> 63;
    }
    return 1;
}
