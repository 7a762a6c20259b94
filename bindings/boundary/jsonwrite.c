// Writing JSON anew that piigo_json_read has read.

#include "jsonskim.h"
#include "texts.h"
#include "walk.h"

// The text being read, and what is written of it.
typedef struct {
    piigo_reader r;
    Py_ssize_t unwritten; // what is before r.at is to be written as it is from here on
    const piigo_segment *text;
    char *out;
    int kind; // of the characters in out
    Py_ssize_t length, room;
} writer;

static int make_room(writer *o, Py_ssize_t count) {
    if (o->length + count <= o->room)
        return 0;
    Py_ssize_t room = o->room + o->room / 2 + count + 64;
    char *out = PyMem_Realloc(o->out, (size_t)room * o->kind);
    if (out == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    o->out = out;
    o->room = room;
    return 0;
}

static int put(writer *o, const char *characters, int kind, Py_ssize_t from, Py_ssize_t count) {
    if (make_room(o, count) < 0)
        return -1;
    piigo_chars_copy(o->out + o->length * o->kind, o->kind, characters + from * kind, kind, count);
    o->length += count;
    return 0;
}

static int put_ascii(writer *o, const char *ascii) { return put(o, ascii, 1, 0, (Py_ssize_t)strlen(ascii)); }

// put_in_string puts a character as it stands in a JSON string.
static int put_in_string(writer *o, Py_UCS4 c) {
    switch (c) {
    case '"': return put_ascii(o, "\\\"");
    case '\\': return put_ascii(o, "\\\\");
    case '\b': return put_ascii(o, "\\b");
    case '\f': return put_ascii(o, "\\f");
    case '\n': return put_ascii(o, "\\n");
    case '\r': return put_ascii(o, "\\r");
    case '\t': return put_ascii(o, "\\t");
    }
    if (c < ' ') {
        char escape[7];
        snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c);
        return put_ascii(o, escape);
    }
    if (make_room(o, 1) < 0)
        return -1;
    PyUnicode_WRITE(o->kind, o->out, o->length, c);
    o->length++;
    return 0;
}

// plain_from returns how many characters from i on stand in a JSON string as they are.
static Py_ssize_t plain_from(const char *characters, int kind, Py_ssize_t i, Py_ssize_t length) {
    Py_ssize_t start = i;
    if (kind == 1)
        for (; i + PIIGO_BLOCK <= length; i += PIIGO_BLOCK) {
            piigo_block block;
            memcpy(&block, characters + i, PIIGO_BLOCK);
            int plain = piigo_plain_in(block, 1);
            if (plain < PIIGO_BLOCK)
                return i + plain - start;
        }
    for (; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, i);
        if (c < ' ' || c == '"' || c == '\\')
            break;
    }
    return i - start;
}

// put_string puts a string of these characters between quotes.
static int put_string(writer *o, const char *characters, int kind, Py_ssize_t length) {
    if (put_ascii(o, "\"") < 0)
        return -1;
    for (Py_ssize_t i = 0;; i++) {
        if (kind == 1 && o->kind == 1 && piigo_json_used()->pack_string != NULL) {
            if (make_room(o, 2 * (length - i) + PIIGO_SKIMMED_AT_ONCE) < 0)
                return -1;
            uint8_t *out = (uint8_t *)o->out + o->length;
            piigo_packing p = {(const uint8_t *)characters + i, (const uint8_t *)characters + length, out};
            piigo_json_used()->pack_string(&p);
            i = p.in - (const uint8_t *)characters;
            o->length += p.out - out;
        }
        Py_ssize_t plain = plain_from(characters, kind, i, length);
        if (put(o, characters, kind, i, plain) < 0)
            return -1;
        i += plain;
        if (i == length)
            return put_ascii(o, "\"");
        if (put_in_string(o, PyUnicode_READ(kind, characters, i)) < 0)
            return -1;
    }
}

// catch_up writes what is unwritten, and passes the next count characters.
static int catch_up(writer *o, Py_ssize_t count) {
    Py_ssize_t from = o->unwritten - o->text->base, before = o->r.at - o->unwritten;
    o->r.at += count;
    o->unwritten = o->r.at;
    // Mostly these are few characters: what stands between two spaces.
    if (o->kind == 1 && from + before + PIIGO_BLOCK <= o->text->length) {
        if (make_room(o, before + PIIGO_BLOCK) < 0)
            return -1;
        piigo_copy_blocks((uint8_t *)o->out + o->length, (const uint8_t *)o->text->text + from, before);
        o->length += before;
        return 0;
    }
    return before == 0 ? 0 : put(o, o->text->text, (int)o->text->width, from, before);
}

// write_rest writes the rest of a JSON string.
static int write_rest(writer *o) {
    for (;;) {
        piigo_pass_plain(&o->r, NULL, 0);
        if (piigo_peek(&o->r, o->r.at) == '"') {
            o->r.at++;
            return 0;
        }
        piigo_reader ahead = o->r;
        Py_UCS4 c = (Py_UCS4)piigo_unescape(&ahead);
        if (catch_up(o, ahead.at - o->r.at) < 0 || put_in_string(o, c) < 0)
            return -1;
    }
}

// write_literal writes the JSON string whose quote is next.
static int write_literal(writer *o) {
    o->r.at++;
    return write_rest(o);
}

// write_float writes the number in the next count characters as float.__repr__ does.
static int write_float(writer *o, Py_ssize_t count) {
    char *ascii = PyMem_Malloc((size_t)count + 1);
    if (ascii == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(ascii, o->r.classes + o->r.at, (size_t)count);
    ascii[count] = 0;
    double number = PyOS_string_to_double(ascii, NULL, NULL);
    PyMem_Free(ascii);
    if ((number == -1 && PyErr_Occurred()) || catch_up(o, count) < 0)
        return -1;
    if (Py_IS_INFINITY(number))
        return number < 0 ? put_ascii(o, "-Infinity") : put_ascii(o, "Infinity");
    char *shown = PyOS_double_to_string(number, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    if (shown == NULL)
        return -1;
    int status = put_ascii(o, shown);
    PyMem_Free(shown);
    return status;
}

// write_number writes the number at o->r.at, or the minus before Infinity.
static int write_number(writer *o) {
    Py_ssize_t at = o->r.at, end = o->r.end;
    int negative = piigo_next_is(&o->r, '-'), is_float = 0;
    for (at += negative; at < end; at++) {
        uint8_t c = piigo_peek(&o->r, at);
        int more = c == '.' || c == 'e' || c == 'E';
        if (!more && !piigo_is_digit(c) && !(is_float && (c == '+' || c == '-')))
            break;
        is_float |= more;
    }
    Py_ssize_t count = at - o->r.at;
    if (is_float)
        return write_float(o, count);
    // -0 is an integer, and so has no sign.
    if (negative && count == 2 && piigo_peek(&o->r, at - 1) == '0' && catch_up(o, 1) < 0)
        return -1;
    o->r.at = at;
    return 0;
}

// write_masked writes a string of inner in place of its literal, which is next.
static int write_masked(writer *o, piigo_literal literal, const piigo_segment *string) {
    if (catch_up(o, literal.end - literal.begin) < 0)
        return -1;
    return put_string(o, string->masked, (int)string->masked_width, string->masked_length);
}

// write_quickly writes as much of the text anew as can be written quickly, up to here at most.
static int write_quickly(writer *o, Py_ssize_t end) {
    if (o->kind != 1 || piigo_json_used()->pack == NULL)
        return 0;
    if (catch_up(o, 0) < 0 || make_room(o, end - o->r.at + PIIGO_SKIMMED_AT_ONCE) < 0)
        return -1;
    const uint8_t *text = (const uint8_t *)o->text->text;
    uint8_t *out = (uint8_t *)o->out + o->length;
    piigo_packing p = {text + (o->r.at - o->text->base), text + (end - o->text->base), out};
    int inside = piigo_json_used()->pack(&p);
    o->r.at = o->unwritten = p.in - text + o->text->base;
    o->length += p.out - out;
    return inside ? write_rest(o) : 0;
}

// write_up_to writes the text anew to here.
static int write_up_to(writer *o, Py_ssize_t end) {
    int status = 0;
    while (status == 0 && o->r.at < end && (status = write_quickly(o, end)) == 0 && o->r.at < end) {
        uint8_t c = piigo_peek(&o->r, o->r.at);
        if (c == '"')
            status = write_literal(o);
        else if (c == '-' || piigo_is_digit(c))
            status = write_number(o);
        else if (piigo_is_space(c))
            status = catch_up(o, 1);
        else
            o->r.at++;
    }
    return status;
}

// write_text writes the text anew, with the strings number next to end of inner in it.
static int write_text(writer *o, const piigo_gathered *inner, Py_ssize_t next, Py_ssize_t end) {
    // Strings of JSON in JSON are not masked.
    for (; next < end; next += 1 + inner->sources[next].strings) {
        piigo_literal literal = inner->sources[next].literal;
        if (inner->segments[next].found > 0 && (write_up_to(o, o->text->base + literal.begin) < 0 ||
                                                write_masked(o, literal, &inner->segments[next]) < 0))
            return -1;
    }
    return write_up_to(o, o->r.end) < 0 ? -1 : catch_up(o, 0);
}

// kind_for returns the kind of string that holds all that will be written of the text with
// these strings in it.
static int kind_for(const walk *w, const piigo_segment *text, const piigo_segment *strings, Py_ssize_t count) {
    int key = w->widest_key > 0xFFFF ? 4 : w->widest_key > 0xFF ? 2 : 1;
    int kind = Py_MAX((int)text->width, key);
    for (const piigo_segment *s = strings; s < strings + count; s++)
        kind = Py_MAX(kind, (int)(s->found > 0 ? s->masked_width : s->width));
    return kind;
}

PyObject *piigo_json_write(const walk *w, Py_ssize_t here, Py_ssize_t inner) {
    const piigo_segment *text = &w->outer.texts.segments[here];
    Py_ssize_t strings = w->outer.texts.sources[here].strings;
    writer o = {
        .r = {w->outer.texts.classes, text->base, text->base + text->length},
        .unwritten = text->base,
        .text = text,
        .kind = kind_for(w, text, w->inner.texts.segments + inner, strings),
    };
    PyObject *written = NULL;
    if (make_room(&o, text->length + PIIGO_BLOCK) == 0 && write_text(&o, &w->inner.texts, inner, inner + strings) == 0)
        written = piigo_string(o.out, o.length, o.kind, 0);
    PyMem_Free(o.out);
    return written;
}
