#include "jsontext.h"

#include "classes.h"
#include "jsonreader.h"
#include "jsonskim.h"

// read_literal puts what the JSON string at r->at says into out, as class bytes, and moves
// behind its closing quote. It returns their number, or -1 if the string is none of JSON's. It
// sets *changed if that is not just the text less the backslashes before quotes and backslashes.
static Py_ssize_t read_literal(piigo_reader *r, uint8_t *out, int *changed) {
    Py_ssize_t length = 0;
    int known = 0;
    for (;;) {
        if (known >= piigo_json_used()->literal_from)
            length += piigo_json_used()->literal(r, out + length, changed);
        Py_ssize_t start = r->at;
        piigo_pass_plain(r, out + length, 0);
        length += r->at - start;
        if (r->at == r->end)
            return -1;
        if (piigo_peek(r, r->at) == '"') {
            r->at++;
            return length;
        }
        Py_ssize_t escape = r->at;
        long c = piigo_unescape(r);
        if (c < 0)
            return -1;
        int same = piigo_ends_plain(piigo_peek(r, escape + 1), 0);
        known = same ? known + 1 : 0;
        *changed |= !same;
        out[length++] = piigo_class_of((Py_UCS4)c);
    }
}

// How JSON is looked at: 64 characters at a time, or one by one.
typedef enum {
    QUICKLY,
    CLOSELY,
} manner;

static piigo_json gather_json(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t at, Py_ssize_t end, Py_ssize_t depth, manner how);

// The characters that count between the strings of JSON.
static const uint8_t meaning[256] = {
    ['"'] = 1, ['{'] = 1, ['}'] = 1, ['['] = 1, [']'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1,
    ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
};

// gather_literal looks at the JSON string behind the quote at r->at and moves behind
// its end. Without an escape in it there is nothing to gather, but it may be JSON, too.
static piigo_json gather_literal(piigo_gathered *g, const piigo_gathered *of, piigo_reader *r, Py_ssize_t depth, manner how) {
    Py_ssize_t start = ++r->at;
    if (how == CLOSELY) { // the skim stops at strings with an escape only
        piigo_pass_plain(r, NULL, 0);
        if (r->at < r->end && piigo_peek(r, r->at) == '"') {
            r->at++;
            piigo_json found = gather_json(g, of, start, r->at - 1, depth, how);
            return found == PIIGO_JSON ? PIIGO_PLAIN : found;
        }
    }
    uint8_t *out = piigo_gather_room(g, r->end - start + PIIGO_SKIMMED_AT_ONCE);
    if (out == NULL)
        return PIIGO_FAILED;
    r->classes = of->classes;
    r->at = start;
    int changed = 0;
    Py_ssize_t length = read_literal(r, out, &changed);
    if (length < 0) {
        r->at = r->end;
        return PIIGO_PLAIN;
    }
    Py_ssize_t base = g->length;
    if (piigo_gathered_here(g, length, !changed) < 0)
        return PIIGO_FAILED;
    // It may be JSON in its turn.
    piigo_json found = gather_json(g, g, base, base + length, depth, how);
    r->classes = of->classes;
    return found == PIIGO_JSON ? PIIGO_PLAIN : found;
}

// look looks at JSON closely.
static __attribute__((noinline)) piigo_json look(piigo_gathered *g, const piigo_gathered *of, piigo_reader r, Py_ssize_t depth) {
    Py_ssize_t open = 0;
    for (;;) {
        while (r.at < r.end && !meaning[piigo_peek(&r, r.at)])
            r.at++;
        if (r.at == r.end)
            return PIIGO_JSON;
        uint8_t c = piigo_peek(&r, r.at);
        if (c == '"') {
            piigo_json inside = gather_literal(g, of, &r, depth - open, CLOSELY);
            if (inside != PIIGO_PLAIN)
                return inside;
        } else if (piigo_is_digit(c)) {
            if (piigo_pass_digits(&r) >= PIIGO_SAFE_DIGITS)
                return PIIGO_ASK_PYTHON;
        } else {
            open += c == '{' || c == '[' ? 1 : -1;
            if (open > depth)
                return PIIGO_ASK_PYTHON;
            r.at++;
        }
    }
}

// skim looks at JSON quickly. The head of gather_json is in line with what calls it only if
// this is not.
static __attribute__((noinline)) piigo_json skim(piigo_gathered *g, const piigo_gathered *of, piigo_reader r, Py_ssize_t depth) {
    piigo_nesting nesting = {0};
    for (;;) {
        piigo_json inside = PIIGO_PLAIN;
        switch (piigo_json_used()->skim(&r, depth, &nesting)) {
        case PIIGO_SKIMMED: return PIIGO_JSON;
        case PIIGO_ESCAPE: inside = gather_literal(g, of, &r, depth - nesting.open, QUICKLY); break;
        case PIIGO_NO_JSON: return PIIGO_PLAIN;
        case PIIGO_LOOK: return PIIGO_UNSURE;
        }
        if (inside != PIIGO_PLAIN)
            return inside;
    }
}

// begins_json is piigo_begins_json for what is at r->at. It moves to its first character.
static inline piigo_json begins_json(piigo_reader *r) {
    uint8_t first = piigo_first_of(r);
    if (first == '{' || first == '[' || first == '"')
        return PIIGO_JSON;
    r->at += first == '-';
    return piigo_pass_digits(r) >= PIIGO_SAFE_DIGITS ? PIIGO_ASK_PYTHON : PIIGO_PLAIN;
}

static piigo_json gather_json(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t at, Py_ssize_t end, Py_ssize_t depth, manner how) {
    piigo_reader r = {of->classes, at, end};
    piigo_json begins = begins_json(&r);
    if (begins != PIIGO_JSON)
        return begins;
    return how == QUICKLY ? skim(g, of, r, depth) : look(g, of, r, depth);
}

piigo_json piigo_begins_json(const piigo_gathered *g, Py_ssize_t i) {
    const piigo_segment *segment = &g->segments[i];
    piigo_reader r = {g->classes, segment->base, segment->base + segment->length};
    return begins_json(&r);
}

piigo_json piigo_gather_json(piigo_gathered *g, const piigo_gathered *of, Py_ssize_t i, Py_ssize_t depth) {
    Py_ssize_t count = g->count, base = of->segments[i].base, end = base + of->segments[i].length;
    depth = Py_MIN(depth, PIIGO_SAFE_JSON_DEPTH);
    piigo_json found = gather_json(g, of, base, end, depth, QUICKLY);
    if (found != PIIGO_UNSURE)
        return found;
    // All is looked at again, not just the JSON inside where it turned out: that would be
    // read 2^k times where it is k levels down.
    piigo_gather_cut(g, count);
    return gather_json(g, of, base, end, depth, CLOSELY);
}
