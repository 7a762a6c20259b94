package piigo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/piigo/piigo/piigo/rules"
)

// ParseConfig reads options from a JSON object; those left out are as in
// DefaultConfig. An unknown option or one of the wrong type, null too, is an error
// that names it and what it must be.
func ParseConfig(data []byte) (Config, error) {
	c := DefaultConfig()
	// The items of lists are read one by one, as errors name their index.
	read := struct {
		*Config
		CustomPatterns    []json.RawMessage `json:"custom_patterns"`
		WhitelistPatterns []json.RawMessage `json:"whitelist_patterns"`
	}{Config: &c}
	if err := readObject(data, &read, reflect.TypeFor[Config](), "the configuration", ""); err != nil {
		return Config{}, err
	}
	for i, item := range read.CustomPatterns {
		var p CustomPattern
		where := customName(i)
		if err := p.read(item, where, where+"."); err != nil {
			return Config{}, err
		}
		c.CustomPatterns = append(c.CustomPatterns, p)
	}
	for i, item := range read.WhitelistPatterns {
		pattern, err := readString(item, whitelistName(i))
		if err != nil {
			return Config{}, err
		}
		c.WhitelistPatterns = append(c.WhitelistPatterns, pattern)
	}
	return c, c.validate()
}

func customName(i int) string    { return fmt.Sprintf("custom_patterns[%d]", i) }
func whitelistName(i int) string { return fmt.Sprintf("whitelist_patterns[%d]", i) }

func readString(data []byte, name string) (string, error) {
	var read *string
	var wrong *json.UnmarshalTypeError
	switch err := json.Unmarshal(data, &read); {
	case errors.As(err, &wrong):
		return "", mustBe(name, "a string", kindOf(wrong.Value))
	case read == nil:
		return "", mustBe(name, "a string", "null")
	}
	return *read, nil
}

// readObject reads a JSON object of the fields of a type into a value. An error
// calls the object by its name, and its fields by theirs behind the prefix.
// encoding/json leaves a field as it is for null, so that is looked for here.
func readObject(data []byte, into any, of reflect.Type, name, prefix string) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	_, behind := decoder.Token()
	var object map[string]json.RawMessage
	var invalid *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch plain := json.Unmarshal(data, &object); {
	case errors.As(plain, &invalid):
		return fmt.Errorf("piigo: %s is not valid JSON at byte %d: %w; correct it", name, invalid.Offset, invalid)
	case errors.As(plain, &wrong):
		return mustBe(name, "a JSON object", kindOf(wrong.Value))
	case object == nil:
		return mustBe(name, "a JSON object", "null")
	}
	if unknown := checkNames(object, of, prefix); unknown != nil {
		return unknown
	}
	if err == nil && behind == io.EOF {
		return checkNulls(object, of, prefix)
	}
	if !errors.As(err, &wrong) {
		return fmt.Errorf("piigo: %s cannot be read: %w", name, err)
	}
	field := prefix + wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
	if number, ok := strings.CutPrefix(wrong.Value, "number "); ok {
		return mustBe(field, fmt.Sprintf("an integer from 1 to %d", math.MaxInt), cut(number))
	}
	return mustBe(field, wanted(wrong.Type), kindOf(wrong.Value))
}

func mustBe(name, wanted, given string) error {
	advice := ""
	if wanted == list {
		advice = "; leave it out or []"
	}
	return fmt.Errorf("piigo: %s must be %s, not %s%s", name, wanted, given, advice)
}

// checkNames refuses an object with a name that is not one of a type's fields.
func checkNames(object map[string]json.RawMessage, of reflect.Type, prefix string) error {
	var known []string
	for i := range of.NumField() {
		known = append(known, nameOf(of.Field(i)))
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		// encoding/json does not look at the case.
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, name) }) {
			return fmt.Errorf("piigo: %s%s is not an option; use %s", prefix, shown(name), strings.Join(known, ", "))
		}
	}
	return nil
}

// checkNulls refuses an object that gives null for one of a type's fields.
func checkNulls(object map[string]json.RawMessage, of reflect.Type, prefix string) error {
	for i := range of.NumField() {
		name := nameOf(of.Field(i))
		for given, value := range object {
			if strings.EqualFold(given, name) && string(value) == "null" {
				return mustBe(prefix+name, wanted(of.Field(i).Type), "null")
			}
		}
	}
	return nil
}

// nameOf returns what JSON calls a field.
func nameOf(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

const list = "a list"

// wanted returns what a field of a type must be, in the words of JSON.
func wanted(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[PIIType]():
		return "one of " + types()
	case t == reflect.TypeFor[MaskingStrategy]():
		return "one of " + strategies
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "an integer"
	case t.Kind() == reflect.Slice:
		return list
	}
	return "a string"
}

// kindOf returns, with its article, what encoding/json calls a kind of value.
func kindOf(value string) string {
	switch value {
	case "object", "array":
		return "an " + value
	case "bool":
		return "a boolean"
	}
	return "a " + value
}

func checkStrategy(name string, s MaskingStrategy) error {
	if s.Valid() {
		return nil
	}
	return notOneOf(name, string(s), strategies)
}

func checkType(name string, t PIIType) error {
	if t == Custom || rules.Of(t) != nil {
		return nil
	}
	return notOneOf(name, string(t), types())
}

func notOneOf(name, value, allowed string) error {
	if value == "" {
		return fmt.Errorf("piigo: %s is missing; use one of %s", name, allowed)
	}
	return fmt.Errorf("piigo: %s %s is unknown; use one of %s", name, shown(value), allowed)
}

// shown returns a piece of the configuration, short and printable.
func shown(piece string) string { return cut(strconv.QuoteToASCII(piece)) }

func cut(piece string) string {
	if len(piece) <= 40 {
		return piece
	}
	return piece[:37] + "..."
}

// strategies names all masking strategies for error messages, types all types of PII.
const strategies = "redact, partial, hash, tokenize, remove"

func types() string {
	var all strings.Builder
	for i := range rules.Registry {
		all.WriteString(string(rules.Registry[i].Type) + ", ")
	}
	return all.String() + string(Custom)
}
