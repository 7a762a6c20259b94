package piigo

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/piigo/piigo/piigo/internal/jsontext"
)

// ErrDepth is what ProcessNested wraps for data nested deeper than
// Config.MaxDepth.
var ErrDepth = errors.New("data is nested deeper than max_depth")

// Nested is what ProcessNested found.
type Nested struct {
	// Data is the masked data. Maps and slices without a finding are those of the
	// input.
	Data any
	// Paths names each string with detections in the order of the walk, such as
	// ".user[0].note(json).ssn".
	Paths []string
	// Found holds the detections of each path. Their offsets are in the string
	// there.
	Found map[string][]Detection
}

// Modified reports whether anything was found, and so masked.
func (n Nested) Modified() bool { return len(n.Paths) > 0 }

// ProcessNested masks the strings in decoded JSON: values of the types
// map[string]any, []any and string, however nested; other values stay as they
// are. A string that itself holds a JSON object, array or string is searched as
// such too, and written anew (compact, keys in their order) if something is found
// inside. Maps are walked in the order of their keys. The input is not changed.
//
// path begins the path of each finding. The error wraps ErrDepth.
func (d *Detector) ProcessNested(data any, path string) (Nested, error) {
	w := walk{d: d, found: map[string][]Detection{}}
	masked, err := w.value(data, path, 0)
	if err != nil {
		return Nested{}, err
	}
	if masked == nil {
		masked = data
	}
	return Nested{masked, w.paths, w.found}, nil
}

// walk is one walk through nested data.
type walk struct {
	d     *Detector
	paths []string
	found map[string][]Detection
}

func field(path, key string) string         { return path + "." + key }
func element(path string, index int) string { return path + "[" + strconv.Itoa(index) + "]" }

// value returns what takes the place of v, or nil if nothing is found in it.
func (w *walk) value(v any, path string, depth int) (any, error) {
	if depth > w.d.config.MaxDepth {
		return nil, fmt.Errorf("piigo: %w (%d)", ErrDepth, w.d.config.MaxDepth)
	}
	switch v := v.(type) {
	case string:
		return w.text(v, path, depth)
	case []any:
		return w.list(v, path, depth)
	case map[string]any:
		masked, err := w.fields(slices.Sorted(maps.Keys(v)), v, path, depth)
		if masked == nil {
			return nil, err
		}
		return masked, nil
	case *jsontext.Object:
		masked, err := w.fields(v.Keys, v.Values, path, depth)
		if masked == nil {
			return nil, err
		}
		return &jsontext.Object{Keys: v.Keys, Values: masked}, nil
	}
	return nil, nil
}

func (w *walk) list(list []any, path string, depth int) (any, error) {
	var masked []any
	for i, item := range list {
		m, err := w.value(item, element(path, i), depth+1)
		if err != nil {
			return nil, err
		}
		if m == nil {
			continue
		}
		if masked == nil {
			masked = slices.Clone(list)
		}
		masked[i] = m
	}
	if masked == nil {
		return nil, nil
	}
	return masked, nil
}

func (w *walk) fields(keys []string, values map[string]any, path string, depth int) (map[string]any, error) {
	var masked map[string]any
	for _, key := range keys {
		m, err := w.value(values[key], field(path, key), depth+1)
		if err != nil {
			return nil, err
		}
		if m == nil {
			continue
		}
		if masked == nil {
			masked = maps.Clone(values)
		}
		masked[key] = m
	}
	return masked, nil
}

// text masks s, as a text and as the JSON that it may hold.
//
// ORACLE: what is found inside of JSON is masked in the JSON as it stood, so what
// was masked in the string as a whole is given up; and only in strings right
// inside, not in JSON that those hold.
func (w *walk) text(s, path string, depth int) (any, error) {
	found := w.d.Detect(s)
	if len(found) > 0 {
		w.paths = append(w.paths, path)
		w.found[path] = found
	}
	if parsed, ok := parse(s); ok {
		inside, err := w.value(parsed, path+"(json)", depth+1)
		if err != nil {
			return nil, err
		}
		if inside != nil {
			return jsontext.Compact(w.redacted(parsed)), nil
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	return w.d.Mask(s, found), nil
}

// redacted returns parsed JSON with the strings in its containers masked.
//
// ORACLE: JSON that is a string alone stays as it is.
func (w *walk) redacted(v any) any {
	switch v := v.(type) {
	case []any:
		list := slices.Clone(v)
		for i, item := range list {
			list[i] = w.redactedItem(item)
		}
		return list
	case *jsontext.Object:
		values := maps.Clone(v.Values)
		for key, value := range values {
			values[key] = w.redactedItem(value)
		}
		return &jsontext.Object{Keys: v.Keys, Values: values}
	}
	return v
}

func (w *walk) redactedItem(v any) any {
	if s, ok := v.(string); ok {
		return w.d.Redact(s)
	}
	return w.redacted(v)
}

func parse(s string) (any, bool) {
	if !jsontext.MayHold(s) {
		return nil, false
	}
	v, err := jsontext.Parse(s)
	return v, err == nil
}
