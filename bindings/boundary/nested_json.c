// The pass of the walk that reads JSON in strings.

#include "walk.h"

// read_inside reads the JSON in a text that begins so, and gathers the strings in it: none
// where it is no JSON.
static step read_inside(walk *w, piigo_gathered *texts, Py_ssize_t here, place p) {
    Py_ssize_t before = w->inner.texts.count, paths = w->paths.count;
    switch (piigo_json_read(w, texts, here, p)) {
    case PIIGO_JSON: break;
    case PIIGO_PLAIN:
        piigo_gather_cut(&w->inner.texts, before);
        w->paths.count = paths;
        break;
    case PIIGO_ASK_PYTHON: return ASK_PYTHON;
    default: return FAILED;
    }
    texts->sources[here].strings = w->inner.texts.count - before;
    // ORACLE: JSON in JSON is searched, but only strings of the outer one are masked.
    if (texts == &w->inner.texts)
        for (Py_ssize_t i = before; i < texts->count; i++)
            texts->segments[i].mask = 0;
    return DONE;
}

// read_inner reads the JSON in the string in JSON that was gathered last.
static step read_inner(walk *w, piigo_literal literal, place p) {
    piigo_gathered *texts = &w->inner.texts;
    Py_ssize_t here = texts->count - 1;
    texts->sources[here].literal = literal;
    piigo_json begins = piigo_begins_json(texts, here);
    if (begins != PIIGO_JSON)
        return begins == PIIGO_PLAIN ? DONE : ASK_PYTHON;
    return read_inside(w, texts, here, p);
}

step piigo_walk_text(walk *w, PyObject *string, piigo_literal literal, place p) {
    step s = piigo_walk_check_length(w, PyUnicode_GET_LENGTH(string));
    if (s != DONE)
        return s;
    if (piigo_paths_add(&w->paths, p.path) < 0 || piigo_gather(&w->inner.texts, string) < 0)
        return FAILED;
    return read_inner(w, literal, p);
}

// found_beside reports whether something was found in these class bytes of outer.
//
// Where nothing was, nothing is in the string alone. No match of a built-in pattern
// reaches over a quote of JSON: only that of an API key can hold a quote, in front of the key or
// behind it, and there a letter, or a space or colon after one, must be on the quote's outer
// side. So a match in the string alone is one in the text around it, too, and if it is left
// out there, then for one that it overlaps, which is in that string, too.
static int found_beside(walk *w, Py_ssize_t from, Py_ssize_t to) {
    return w->engine->custom > 0 || piigo_next_touches(&w->hits, from, to);
}

step piigo_walk_part(walk *w, const piigo_gathered *texts, Py_ssize_t here, piigo_literal literal, place p) {
    Py_ssize_t begin = literal.begin + 1, length = literal.end - 1 - begin;
    step s = piigo_walk_check_length(w, length);
    if (s != DONE)
        return s;
    if (piigo_paths_add(&w->paths, p.path) < 0)
        return FAILED;
    Py_ssize_t from = texts->segments[here].base + begin;
    if (texts == &w->outer.texts && !found_beside(w, from, from + length))
        return DONE;
    return piigo_gather_part(&w->inner.texts, texts, here, begin, length) < 0 ? FAILED : read_inner(w, literal, p);
}

static step read_string(walk *w, PyObject *string, place p) {
    piigo_gathered *texts = &w->outer.texts;
    Py_ssize_t here = w->outer.next++;
    if (here >= texts->count || texts->sources[here].string != string)
        return piigo_walk_changed();
    if (piigo_paths_add(&w->paths, p.path) < 0)
        return FAILED;
    return texts->sources[here].to_read ? read_inside(w, texts, here, p) : DONE;
}

static step read_value(walk *w, PyObject *value, place p);

static step read_list(walk *w, PyObject *list, place p) {
    step s = DONE;
    for (Py_ssize_t i = 0; s == DONE && i < PyList_GET_SIZE(list); i++)
        s = read_value(w, PyList_GET_ITEM(list, i), (place){p.depth, piigo_path_of_item(p.path, i)});
    return s;
}

static void read_key(walk *w, PyObject *key, uint64_t *path) {
    if (!PyUnicode_CheckExact(key)) {
        w->odd_keys = 1;
        return;
    }
    piigo_key read = piigo_key_of(key, *path);
    w->odd_keys |= read.json;
    w->marked_keys |= read.marked;
    *path = read.path;
}

static step read_dict(walk *w, PyObject *dict, place p) {
    PyObject *key, *value;
    step s = DONE;
    for (Py_ssize_t at = 0; s == DONE && PyDict_Next(dict, &at, &key, &value);) {
        place inside = p;
        read_key(w, key, &inside.path);
        s = read_value(w, value, inside);
    }
    return s;
}

static step read_value(walk *w, PyObject *value, place p) {
    if (PyUnicode_CheckExact(value))
        return read_string(w, value, p);
    p.depth++;
    if (p.depth > w->max_depth)
        return DONE; // it was not so deep before: strings will be missed
    if (PyList_CheckExact(value))
        return read_list(w, value, p);
    return PyDict_CheckExact(value) ? read_dict(w, value, p) : DONE;
}

// check_keys is for strings in which something was found.
//
// ORACLE: it knows findings by the text of their path. Two paths can read the same if a key
// holds "." or "[", and a key with "(json)" in it looks like JSON in a string. The Python
// walk knows how to take that.
static step check_keys(walk *w) {
    return w->odd_keys || (w->marked_keys && piigo_paths_same(&w->paths, 0)) ? ASK_PYTHON : DONE;
}

// any_json reports whether JSON is to be read.
static int any_json(const walk *w) {
    for (Py_ssize_t i = 0; i < w->outer.texts.count; i++)
        if (w->outer.texts.sources[i].to_read)
            return 1;
    return 0;
}

step piigo_walk_read(walk *w, PyObject *data) {
    if (!any_json(w))
        return DONE;
    w->json_read = 1;
    piigo_gather_open(&w->inner.texts);
    step s = piigo_cursors_open(&w->hits, w->engine, &w->outer.ask) < 0 ? FAILED : read_value(w, data, (place){0});
    if (s == DONE && w->outer.next < w->outer.texts.count)
        s = piigo_walk_changed();
    w->outer.next = 0;
    if (s == DONE)
        s = piigo_walk_scan(w, &w->inner, PIIGO_SPANS | PIIGO_MASKED);
    return s == DONE && w->outer.ask.total + w->inner.ask.total > 0 ? check_keys(w) : s;
}
