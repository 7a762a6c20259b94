// The dictionaries of all objects of one class share a table of keys, and hold their
// values alone. Items made in this way take half the time and half the memory of others.
// There is no public way to make them; this file alone looks into CPython's
// dictionaries, for the versions that it was tested with, and checks each template
// before it relies on what it knows. Elsewhere items are filled key by key.

#include <patchlevel.h>

#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030F0000 && !defined(Py_GIL_DISABLED) && !defined(Py_REF_DEBUG)
#define VALUES_KNOWN 1
#define Py_BUILD_CORE 1
#include <Python.h>

#include "internal/pycore_dict.h"
#endif

#include "engine.h"
#include "items.h"

// Each object that is made of a class leaves less room for keys that may come: after
// this many, room for one is left.
#define OBJECTS 40

// new_shared returns a dictionary with these keys, shared as those of a class's objects.
static PyObject *new_shared(PyObject *const *keys, int count) {
    PyObject *shared = NULL;
    PyObject *class = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Item");
    for (int n = 0; class != NULL && n < OBJECTS; n++) {
        PyObject *object = PyObject_CallNoArgs(class);
        int error = object == NULL;
        for (int k = 0; k < count && !error; k++)
            error = PyObject_SetAttr(object, keys[k], Py_None) < 0;
        Py_XDECREF(shared);
        shared = error ? NULL : PyObject_GetAttrString(object, "__dict__");
        Py_XDECREF(object);
        if (shared == NULL)
            Py_CLEAR(class);
    }
    Py_XDECREF(class);
    return shared;
}

#ifdef VALUES_KNOWN

// find_values sets where the template's item has its values, if they are as expected.
static void find_values(piigo_template *template) {
    PyDictObject *dict = (PyDictObject *)template->item;
    PyDictValues *values = dict->ma_values;
    if (values == NULL || dict->ma_keys->dk_kind != DICT_KEYS_SPLIT || dict->ma_keys->dk_nentries != dict->ma_used)
        return;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(dict->ma_keys);
    if (entries[0].me_key != piigo.value || entries[1].me_key != piigo.start || entries[2].me_key != piigo.end)
        return;
    size_t room = (size_t)(dict->ma_keys->dk_nentries + dict->ma_keys->dk_usable);
#if PY_VERSION_HEX < 0x030D0000
    // The order of the keys stands before the values.
    size_t before = ((uint8_t *)values)[-1];
    template->values = (char *)values - before;
    template->size = before + room * sizeof(PyObject *);
#else
    if (values->embedded || !values->valid || values->capacity != room)
        return;
    template->values = (char *)values;
    template->size = (room + 1) * sizeof(PyObject *) + (room + 7) / 8 * 8;
#endif
}

// new_known returns a copy of the template whose first three values are NULL.
static PyDictObject *new_known(const piigo_template *template, PyObject ***places) {
    PyDictObject *from = (PyDictObject *)template->item;
    char *memory = PyMem_Malloc(template->size);
    PyDictObject *dict = memory == NULL ? NULL : (PyDictObject *)PyDict_New();
    if (dict == NULL) {
        PyMem_Free(memory);
        return NULL;
    }
    // The sizes of untyped and typed items in most versions; a copy of fixed size takes no call.
    switch (template->size / sizeof(PyObject *)) {
    case 6: memcpy(memory, template->values, 6 * sizeof(PyObject *)); break;
    case 7: memcpy(memory, template->values, 7 * sizeof(PyObject *)); break;
    default: memcpy(memory, template->values, template->size);
    }
#if PY_VERSION_HEX < 0x030C0000
    dict->ma_keys->dk_refcnt--; // those of empty dictionaries, which live for ever
#endif
    from->ma_keys->dk_refcnt++;
    dict->ma_keys = from->ma_keys;
    dict->ma_values = (PyDictValues *)(memory + ((char *)from->ma_values - template->values));
    dict->ma_used = from->ma_used;
    *places = dict->ma_values->values;
    for (Py_ssize_t n = 3; n < dict->ma_used; n++)
        Py_INCREF((*places)[n]);
    return dict;
}

#endif

int piigo_template_open(piigo_template *template, PyObject *strategy, PyObject *type) {
    static PyObject *shared, *shared_typed;
    PyObject *keys[] = {piigo.value, piigo.start, piigo.end, piigo.mask_strategy, piigo.type};
    PyObject **of = type == NULL ? &shared : &shared_typed;
    if (*of == NULL && (*of = new_shared(keys, type == NULL ? 4 : 5)) == NULL)
        return -1;
    template->item = PyDict_Copy(*of);
    template->values = NULL;
    if (template->item == NULL || PyDict_SetItem(template->item, piigo.mask_strategy, strategy) < 0 ||
        (type != NULL && PyDict_SetItem(template->item, piigo.type, type) < 0)) {
        Py_CLEAR(template->item);
        return -1;
    }
#ifdef VALUES_KNOWN
    find_values(template);
#endif
    return 0;
}

void piigo_template_close(piigo_template *template) { Py_CLEAR(template->item); }

PyObject *piigo_new_item(const piigo_template *template, PyObject *value, PyObject *start, PyObject *end) {
    PyObject *item = NULL;
    if (value == NULL || start == NULL || end == NULL)
        goto failed;
#ifdef VALUES_KNOWN
    if (template->values != NULL) {
        PyObject **places;
        item = (PyObject *)new_known(template, &places);
        if (item == NULL) {
            PyErr_NoMemory();
            goto failed;
        }
        places[0] = value;
        places[1] = start;
        places[2] = end;
        return item;
    }
#endif
    item = PyDict_Copy(template->item);
    if (item == NULL || PyDict_SetItem(item, piigo.value, value) < 0 || PyDict_SetItem(item, piigo.start, start) < 0 ||
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
