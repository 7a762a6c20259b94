// The strings in JSON.

#include "jsonreader.h"
#include "jsonskim.h"
#include "texts.h"
#include "walk.h"

// The text being read.
typedef struct {
    walk *w;
    const piigo_gathered *texts;
    Py_ssize_t here;  // its number in them
    Py_ssize_t base;  // where its class bytes are
    const char *text; // its characters
    int text_kind;
    int ascii; // whether all its characters are, which then are their class bytes
    piigo_reader r;
    Py_ssize_t max_depth;
    int odd_keys;
    char *characters; // room for an unescaped string; NULL until one is met
    int kind;         // of these
    piigo_paths keys; // the paths of the members of the objects being read
} document;

static piigo_json read_value(document *d, place p);

// unescaped_as reads the literal at d->r.at into d->characters. It returns their number, -1 if
// it is none, or -2 if one does not fit into d->kind, which it then sets anew.
static Py_ssize_t unescaped_as(document *d) {
    Py_ssize_t length = 0;
    int known = 0, changed = 0;
    for (;;) {
        if (d->ascii && d->kind == 1 && known >= piigo_json_used()->literal_from)
            length += piigo_json_used()->literal(&d->r, (uint8_t *)d->characters + length, &changed);
        Py_ssize_t start = d->r.at;
        piigo_pass_plain(&d->r, NULL, 1);
        Py_ssize_t count = d->r.at - start;
        piigo_chars_copy(d->characters + length * d->kind, d->kind, d->text + (start - d->base) * d->text_kind,
                         d->text_kind, count);
        length += count;
        if (piigo_next_is(&d->r, '"'))
            return length;
        long c = piigo_next_is(&d->r, '\\') ? piigo_unescape(&d->r) : -1;
        if (c < 0)
            return -1;
        known = c == '"' || c == '\\' ? known + 1 : 0;
        if (c > 0xFF && d->kind < (c > 0xFFFF ? 4 : 2)) {
            d->kind = c > 0xFFFF ? 4 : 2;
            return -2;
        }
        PyUnicode_WRITE(d->kind, d->characters, length, (Py_UCS4)c);
        length++;
    }
}

// unescaped puts the string that the literal at d->r.at says into *string, and moves to
// its closing quote.
static piigo_json unescaped(document *d, PyObject **string) {
    Py_ssize_t start = d->r.at, length = -2;
    while (length == -2) {
        int kind = d->kind;
        if (d->characters == NULL && (d->characters = PyMem_Malloc((size_t)(d->r.end - start) * kind + PIIGO_SKIMMED_AT_ONCE)) == NULL) {
            PyErr_NoMemory();
            return PIIGO_FAILED;
        }
        d->r.at = start;
        length = unescaped_as(d);
        if (d->kind != kind) {
            PyMem_Free(d->characters);
            d->characters = NULL;
        }
    }
    if (length < 0)
        return PIIGO_PLAIN;
    *string = piigo_string(d->characters, length, d->kind, 0);
    return *string == NULL ? PIIGO_FAILED : PIIGO_JSON;
}

// read_string reads the string behind the quote at d->r.at.
static piigo_json read_string(document *d, place p) {
    Py_ssize_t start = ++d->r.at;
    piigo_pass_plain(&d->r, NULL, 1);
    PyObject *string = NULL;
    if (!piigo_next_is(&d->r, '"')) {
        d->r.at = start;
        piigo_json json = unescaped(d, &string);
        if (json != PIIGO_JSON)
            return json;
    }
    d->r.at++;
    piigo_literal literal = {start - 1 - d->base, d->r.at - d->base};
    step s = string == NULL ? piigo_walk_part(d->w, d->texts, d->here, literal, p) : piigo_walk_text(d->w, string, literal, p);
    Py_XDECREF(string);
    d->r.classes = d->texts->classes;
    return s == DONE ? PIIGO_JSON : s == ASK_PYTHON ? PIIGO_ASK_PYTHON : PIIGO_FAILED;
}

// read_key reads the key behind the quote at d->r.at, and sets the path of its value.
static piigo_json read_key(document *d, uint64_t *path) {
    piigo_key key = piigo_key_in(*path);
    for (d->r.at++; d->r.at < d->r.end && !piigo_next_is(&d->r, '"');) {
        Py_UCS4 c = piigo_peek(&d->r, d->r.at);
        if (c < ' ')
            return PIIGO_PLAIN;
        if (c == '\\') {
            long escaped = piigo_unescape(&d->r);
            if (escaped < 0)
                return PIIGO_PLAIN;
            c = (Py_UCS4)escaped;
            d->w->widest_key = Py_MAX(d->w->widest_key, c);
        } else {
            c = PyUnicode_READ(d->text_kind, d->text, d->r.at - d->base);
            d->r.at++;
        }
        piigo_key_add(&key, c);
    }
    if (d->r.at == d->r.end)
        return PIIGO_PLAIN;
    d->r.at++;
    d->odd_keys |= key.json;
    d->w->marked_keys |= key.marked;
    *path = key.path;
    return PIIGO_JSON;
}

static piigo_json read_member(document *d, place p) {
    piigo_pass_space(&d->r);
    if (!piigo_next_is(&d->r, '"'))
        return PIIGO_PLAIN;
    piigo_json s = read_key(d, &p.path);
    if (s != PIIGO_JSON)
        return s;
    if (piigo_paths_add(&d->keys, p.path) < 0)
        return PIIGO_FAILED;
    piigo_pass_space(&d->r);
    if (!piigo_next_is(&d->r, ':'))
        return PIIGO_PLAIN;
    d->r.at++;
    return read_value(d, p);
}

// read_container reads the object or array whose bracket is at d->r.at.
static piigo_json read_container(document *d, place p) {
    if (p.depth > d->max_depth)
        return PIIGO_ASK_PYTHON;
    int object = piigo_next_is(&d->r, '{');
    uint8_t close = object ? '}' : ']';
    Py_ssize_t first_key = d->keys.count;
    d->r.at++;
    piigo_pass_space(&d->r);
    if (!piigo_next_is(&d->r, close))
        for (Py_ssize_t i = 0;; i++) {
            piigo_json s = object ? read_member(d, p) : read_value(d, (place){p.depth, piigo_path_of_item(p.path, i)});
            if (s != PIIGO_JSON)
                return s;
            piigo_pass_space(&d->r);
            if (!piigo_next_is(&d->r, ','))
                break;
            d->r.at++;
        }
    if (!piigo_next_is(&d->r, close))
        return PIIGO_PLAIN;
    d->r.at++;
    d->odd_keys |= piigo_paths_same(&d->keys, first_key);
    d->keys.count = first_key;
    return PIIGO_JSON;
}

// read_number reads the number at d->r.at.
static piigo_json read_number(document *d) {
    if (piigo_next_is(&d->r, '-'))
        d->r.at++;
    int zero = piigo_next_is(&d->r, '0');
    Py_ssize_t digits = piigo_pass_digits(&d->r);
    if (digits >= PIIGO_SAFE_DIGITS)
        return PIIGO_ASK_PYTHON;
    if (digits == 0 || (zero && digits > 1))
        return PIIGO_PLAIN;
    if (piigo_next_is(&d->r, '.')) {
        d->r.at++;
        if (piigo_pass_digits(&d->r) == 0)
            return PIIGO_PLAIN;
    }
    if (piigo_next_is(&d->r, 'e') || piigo_next_is(&d->r, 'E')) {
        d->r.at++;
        if (piigo_next_is(&d->r, '+') || piigo_next_is(&d->r, '-'))
            d->r.at++;
        if (piigo_pass_digits(&d->r) == 0)
            return PIIGO_PLAIN;
    }
    return PIIGO_JSON;
}

// read_name reads this name at d->r.at.
static piigo_json read_name(document *d, const char *name) {
    for (; *name != 0; name++, d->r.at++)
        if (!piigo_next_is(&d->r, (uint8_t)*name))
            return PIIGO_PLAIN;
    return PIIGO_JSON;
}

// read_value reads a value at this place.
static piigo_json read_value(document *d, place p) {
    piigo_pass_space(&d->r);
    if (d->r.at == d->r.end)
        return PIIGO_PLAIN;
    switch (piigo_peek(&d->r, d->r.at)) {
    case '"': return read_string(d, p);
    case '{':
    case '[': return read_container(d, (place){p.depth + 1, p.path});
    case 't': return read_name(d, "true");
    case 'f': return read_name(d, "false");
    case 'n': return read_name(d, "null");
    case 'N': return read_name(d, "NaN");
    case 'I': return read_name(d, "Infinity");
    case '-':
        if (d->r.at + 1 < d->r.end && piigo_peek(&d->r, d->r.at + 1) == 'I')
            return read_name(d, "-Infinity");
        return read_number(d);
    default: return read_number(d);
    }
}

static piigo_json read_document(document *d, place p) {
    piigo_pass_space(&d->r);
    int container = piigo_next_is(&d->r, '{') || piigo_next_is(&d->r, '[');
    piigo_json s = container ? read_container(d, (place){p.depth + 1, piigo_path_of_json(p.path)}) : read_key(d, &p.path);
    if (s != PIIGO_JSON)
        return s;
    piigo_pass_space(&d->r);
    if (d->r.at < d->r.end)
        return PIIGO_PLAIN;
    d->w->odd_keys |= d->odd_keys;
    return container ? PIIGO_JSON : PIIGO_ASK_PYTHON;
}

piigo_json piigo_json_read(walk *w, const piigo_gathered *texts, Py_ssize_t here, place p) {
    const piigo_segment *segment = &texts->segments[here];
    document d = {
        .w = w,
        .texts = texts,
        .here = here,
        .base = segment->base,
        .text = segment->text,
        .text_kind = (int)segment->width,
        .ascii = PyUnicode_IS_ASCII(texts->sources[here].string),
        .r = {texts->classes, segment->base, segment->base + segment->length},
        .max_depth = Py_MIN(w->max_depth, p.depth + PIIGO_SAFE_JSON_DEPTH),
        .kind = (int)segment->width,
    };
    piigo_json s = read_document(&d, p);
    PyMem_Free(d.characters);
    piigo_paths_free(&d.keys);
    return s;
}
