// The hand-written border between Python and Go: types that the C side (engine.c
// and its neighbours) and the Go side (boundary.go) share.

#ifndef PIIGO_BOUNDARY_H
#define PIIGO_BOUNDARY_H

#include <stdint.h>
#include <stdlib.h>

// The longest text, in code points; the Go side checks. And that for custom patterns.
#define PIIGO_MAX_TEXT UINT32_MAX
#define PIIGO_MAX_CUSTOM_TEXT (1 << 28)

// The layout of core.Span, in code points.
typedef struct {
    uint32_t start, end;
} piigo_span;

// At least as many as there are built-in patterns; the Go side checks. An engine with
// custom patterns may have more.
#define PIIGO_MAX_PATTERNS 32

// Of the rules, for piigo_quiet_up_to: the shortest run that a pattern looks for, and how many
// colons. The Go side checks.
#define PIIGO_RUN_LENGTH 40
#define PIIGO_COLONS 7

// How many class bytes a set has a bit for, here and in Go's scan.
#define PIIGO_SET 64

// Tables of where built-in patterns may begin; the layout of core.Beginnings.
typedef struct {
    // The fingerprints of labels, and the sets that a character is in, by its lower and upper
    // half; each table is there twice.
    uint8_t print_low[3][32], print_high[3][32];
    uint8_t low[32], high[32];
    uint8_t words[32], digits[32]; // which of these sets are \w and \d
    // The lengths of numbers with which one may begin, as bits, by the class byte behind; that
    // of 0 for the end of a text, too.
    uint32_t numbers[256];
    uint32_t fast; // how many forms with vectors the processor can run: 1 has AVX2, 2 AVX-512, too
    // And of those for JSON: 1 has AVX2, PCLMULQDQ, POPCNT and BMI1, 2 AVX-512 VBMI, VBMI2 and
    // BMI2, too.
    uint32_t json;
} piigo_beginnings;

// What to do with a text; a set.
enum {
    PIIGO_SPANS = 1,       // give the detections
    PIIGO_MASKED = 2,      // give the masked text
    PIIGO_ALL_MATCHES = 4, // give all matches instead, before overlaps are resolved
    PIIGO_UNLISTED = 8,    // with PIIGO_ALL_MATCHES: less those that the whitelist matches
    PIIGO_LENGTH = 16,     // with PIIGO_MASKED: its length first, where piigo_write can give it then
};

// One of several texts whose class bytes stand in a row, with PIIGO_BREAK behind each.
typedef struct {
    int64_t base, length; // where its class bytes are
    const void *text;     // its characters, of 1, 2 or 4 bytes each; or NULL
    int64_t width;
    int64_t mask; // whether it is masked
    // The answer:
    int64_t found; // the number of spans
    void *masked;  // the masked text, if found > 0 and it was to be masked
    int64_t masked_length, masked_width;
} piigo_segment;

// Two of the codes of package class (piigo/internal/class).
#define PIIGO_DIGIT 0x80
#define PIIGO_BREAK 0xFF

// A question to the Go side, and the answer.
typedef struct {
    int64_t engine;
    int64_t want;
    const uint8_t *classes; // the class bytes of the text
    int64_t length;         // of the text, in code points
    int64_t from;           // there is nothing to look at in the sets (of PIIGO_SET) before that of this one
    // The text's own characters, for an engine that needs them.
    const void *chars;
    int64_t chars_width;
    // For PIIGO_MASKED: the characters of the text and of the redaction text, of 1, 2
    // or 4 bytes each.
    const void *text, *redaction;
    int64_t redaction_length, width;
    // Several texts in place of one: then text is not used, and width is that of the
    // redaction text.
    piigo_segment *segments;
    int64_t segment_count;

    // The spans found, and how many of each pattern: first all of pattern 0, and so on. The
    // caller gives memory for spans_room and counts_room of them; where that is too small,
    // Go takes some from malloc.
    piigo_span *spans;
    int64_t spans_room;
    int64_t *counts;
    int64_t counts_room;
    int64_t total;
    // The masked text (or texts) if total > 0, somewhere in masked_memory. The caller
    // gives memory for masked_room bytes; again, Go may take some in its place.
    void *masked_memory;
    int64_t masked_room;
    void *masked;
    int64_t masked_length; // in characters
    // With PIIGO_LENGTH, not 0: masked_length is given, and piigo_write is to be called.
    uintptr_t unwritten;
    // What Go took from malloc, for the caller to free.
    void *spans_taken, *counts_taken, *masked_taken;
} piigo_request;

// A span to be replaced.
typedef struct {
    int64_t start, end; // code points
    int64_t rule;       // the number of its type's rule, or -1
    int64_t how;
} piigo_replacement;

// How a span is replaced.
enum {
    PIIGO_REDACT,
    PIIGO_PARTIAL,
    PIIGO_REMOVE,
    PIIGO_HASH, // no lone surrogate may be in it
    PIIGO_TOKENIZE,
};

// A custom pattern, or one of the whitelist, where rule and how do not count.
typedef struct {
    const uint32_t *code; // its code points
    int64_t length;
    int64_t rule; // the number of its type's rule; that of rules for the type of none
    int64_t how;
} piigo_custom;

// What code points beyond ASCII are: 0 a decimal digit, 1 another word character,
// 2 white space. Those of no range are none of these.
typedef struct {
    uint32_t first, last;
    int64_t kind;
} piigo_kind_range;

// What a code point becomes in the other case. The upper case may have more than one
// code point; then upper is the first one.
typedef struct {
    uint32_t code, lower, upper, expands;
} piigo_case;

// malloc as Go may call it: cgo ends the process where its own C.malloc fails.
static inline void *piigo_alloc(size_t size) { return malloc(size); }

// What a call into Go came to.
enum {
    PIIGO_OK = 0,
    PIIGO_NEEDS_FACTS = 1,
    PIIGO_PANIC = -1,
    PIIGO_NO_MEMORY = -2,
};

#endif
