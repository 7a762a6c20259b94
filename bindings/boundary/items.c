// Copying a dictionary whole and putting the values in their places takes half the
// time of filling one key by key. There is no public way to the places; this file
// alone looks into CPython's dictionaries, for the versions that it was tested with,
// and checks each template before it relies on them.

#include <patchlevel.h>

#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030E0000 && !defined(Py_GIL_DISABLED)
#define PLACES_KNOWN 1
#define Py_BUILD_CORE 1
#include <Python.h>

#include "internal/pycore_dict.h"
#endif

#include "engine.h"
#include "items.h"

PyObject *piigo_new_template(PyObject *strategy, PyObject *type) {
    PyObject *template = Py_BuildValue("{O:O,O:O,O:O,O:O}", piigo.value, Py_None, piigo.start, Py_None,
                                       piigo.end, Py_None, piigo.mask_strategy, strategy);
    if (template != NULL && type != NULL && PyDict_SetItem(template, piigo.type, type) < 0)
        Py_CLEAR(template);
    return template;
}

#ifdef PLACES_KNOWN

// places returns where an item's first three values are, or NULL if they are not
// where they are expected.
static PyDictUnicodeEntry *places(PyObject *item) {
    PyDictObject *dict = (PyDictObject *)item;
    if (dict->ma_values != NULL || dict->ma_keys->dk_kind != DICT_KEYS_UNICODE || dict->ma_keys->dk_nentries < 4)
        return NULL;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(dict->ma_keys);
    if (entries[0].me_key != piigo.value || entries[1].me_key != piigo.start || entries[2].me_key != piigo.end)
        return NULL;
    return entries;
}

// The template's values are None, which lives for ever in 3.12 and later; before
// that, the copy holds references to it.
static void put(PyDictUnicodeEntry *entry, PyObject *value) {
    PyObject *none = entry->me_value;
    entry->me_value = value;
    Py_DECREF(none);
}

#endif

PyObject *piigo_new_item(PyObject *template, PyObject *value, PyObject *start, PyObject *end) {
    PyObject *item = PyDict_Copy(template);
    if (item == NULL || value == NULL || start == NULL || end == NULL)
        goto failed;
#ifdef PLACES_KNOWN
    PyDictUnicodeEntry *entries = places(item);
    if (entries != NULL) {
        put(&entries[0], value);
        put(&entries[1], start);
        put(&entries[2], end);
        return item;
    }
#endif
    if (PyDict_SetItem(item, piigo.value, value) < 0 || PyDict_SetItem(item, piigo.start, start) < 0 ||
        PyDict_SetItem(item, piigo.end, end) < 0)
        goto failed;
    Py_DECREF(value);
    Py_DECREF(start);
    Py_DECREF(end);
    return item;
failed:
    Py_XDECREF(item);
    Py_XDECREF(value);
    Py_XDECREF(start);
    Py_XDECREF(end);
    return NULL;
}
