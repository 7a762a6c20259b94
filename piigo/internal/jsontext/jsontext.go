// Package jsontext reads JSON into values that remember the order of keys and the
// spelling of numbers, and writes them again without white space.
package jsontext

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// Object is a JSON object. A key that the text had more than once stands where it
// came first, with the value that came last.
type Object struct {
	Keys   []string
	Values map[string]any
}

// MayHold reports whether s can be a JSON object, array or string, by its first
// and last character that is not white space.
func MayHold(s string) bool {
	s = strings.Trim(s, " \t\r\n")
	if len(s) < 2 {
		return false
	}
	last := s[len(s)-1]
	switch s[0] {
	case '{':
		return last == '}'
	case '[':
		return last == ']'
	case '"':
		return last == '"'
	}
	return false
}

var errMore = errors.New("more than one value")

// Parse reads one JSON value: nil, bool, string, json.Number, []any or *Object.
func Parse(s string) (any, error) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	v, err := parse(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errMore
	}
	return v, nil
}

func parse(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			item, err := parse(d)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := d.Token()
		return list, err
	case json.Delim('{'):
		return parseObject(d)
	}
	return token, nil
}

func parseObject(d *json.Decoder) (any, error) {
	o := &Object{Values: map[string]any{}}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key := token.(string)
		value, err := parse(d)
		if err != nil {
			return nil, err
		}
		if _, known := o.Values[key]; !known {
			o.Keys = append(o.Keys, key)
		}
		o.Values[key] = value
	}
	_, err := d.Token()
	return o, err
}

// Compact writes a value that Parse returned, without white space and with no
// character escaped that JSON lets stand.
func Compact(v any) string {
	var b strings.Builder
	write(&b, v)
	return b.String()
}

func write(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		if v {
			b.WriteString("true")
		} else {
			b.WriteString("false")
		}
	case json.Number:
		b.WriteString(v.String())
	case string:
		quote(b, v)
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, item)
		}
		b.WriteByte(']')
	case *Object:
		b.WriteByte('{')
		for i, key := range v.Keys {
			if i > 0 {
				b.WriteByte(',')
			}
			quote(b, key)
			b.WriteByte(':')
			write(b, v.Values[key])
		}
		b.WriteByte('}')
	}
}

var escapes = map[rune]string{
	'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`,
}

func quote(b *strings.Builder, s string) {
	const hex = "0123456789abcdef"
	b.WriteByte('"')
	for _, r := range s {
		switch escape, ok := escapes[r]; {
		case ok:
			b.WriteString(escape)
		case r < ' ':
			b.WriteString(`\u00`)
			b.WriteByte(hex[r>>4])
			b.WriteByte(hex[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
