package piigo

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/overlap"
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/rules"
)

// CustomPattern is a pattern of the user's own, in the syntax of Python's re with
// IGNORECASE. Look-around, back-references and the like, which need time that can
// grow exponentially with the text, are an error in Go.
type CustomPattern struct {
	Type         PIIType         `json:"type"`
	Pattern      string          `json:"pattern"`
	Description  string          `json:"description"`
	MaskStrategy MaskingStrategy `json:"mask_strategy"`
	Enabled      bool            `json:"enabled"`
}

// UnmarshalJSON reads a pattern that is enabled and redacted unless it says
// otherwise.
func (p *CustomPattern) UnmarshalJSON(data []byte) error {
	type fields CustomPattern
	read := fields{MaskStrategy: StrategyRedact, Enabled: true}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&read)
	*p = CustomPattern(read)
	return err
}

// custom is the part of a detector that its own patterns and the whitelist need.
type custom struct {
	enabled []CustomPattern
	// program holds the enabled patterns, then the whitelist.
	program   *pyre.Program
	whitelist int // how many patterns are of the whitelist
	// types are all types that can be found, in the order in which they are reported.
	types []PIIType
}

// newCustom returns nil if c has neither patterns of its own nor a whitelist.
func newCustom(c Config) (*custom, error) {
	own := &custom{whitelist: len(c.WhitelistPatterns)}
	var all []*pyre.Pattern
	var names []string
	parse := func(name, pattern string) error {
		p, err := pyre.Parse(pattern)
		if err != nil {
			return fmt.Errorf("piigo: %s is not a valid regular expression: %w", name, err)
		}
		if reason := p.Undecided(); reason != "" {
			return fmt.Errorf("piigo: %s cannot be used in Go: %s", name, reason)
		}
		all, names = append(all, p), append(names, name)
		return nil
	}
	for i, p := range c.CustomPatterns {
		name := fmt.Sprintf("custom_patterns[%d]", i)
		if !knownType(p.Type) {
			return nil, fmt.Errorf("piigo: %s: type is unknown", name)
		}
		if !p.MaskStrategy.Valid() {
			return nil, fmt.Errorf("piigo: %s: mask_strategy must be %s", name, strategies)
		}
		if !p.Enabled {
			continue
		}
		if err := parse(name, p.Pattern); err != nil {
			return nil, err
		}
		own.enabled = append(own.enabled, p)
	}
	for i, pattern := range c.WhitelistPatterns {
		if err := parse(fmt.Sprintf("whitelist_patterns[%d]", i), pattern); err != nil {
			return nil, err
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	own.program = pyre.Compile(all, pyre.Interpreter{Facts: pyre.GoFacts})
	for i, name := range names {
		if reason := own.program.Reason(i); reason != "" {
			return nil, fmt.Errorf("piigo: %s cannot be used in Go: %s", name, reason)
		}
	}
	own.types = typesOf(c, own.enabled)
	return own, nil
}

func knownType(t PIIType) bool {
	for _, rule := range rules.Registry {
		if rule.Type == t {
			return true
		}
	}
	return t == Custom
}

// typesOf returns the types in the order in which they first get a pattern.
func typesOf(c Config, enabled []CustomPattern) (types []PIIType) {
	known := map[PIIType]bool{}
	add := func(t PIIType) {
		if !known[t] {
			known[t] = true
			types = append(types, t)
		}
	}
	for _, rule := range rules.Registry {
		if c.enabled(rule.Flag) {
			add(rule.Type)
		}
	}
	for _, p := range enabled {
		add(p.Type)
	}
	return types
}

// detect returns the detections of built-in and own patterns, less what the
// whitelist matches.
func (own *custom) detect(e *core.Engine, text string, r *core.Result) (found []Detection) {
	t := class.Of(text)
	e.Matches(t.Bytes, r)
	mapped := own.mapped(text)
	prepared := own.prepare(mapped)
	for _, pii := range own.types {
		var lists [][]core.Span
		var used []MaskingStrategy
		for i, p := range core.Patterns {
			if p.Rule.Type == pii {
				lists = append(lists, own.allowed(r.Of[i], mapped))
				used = append(used, p.Strategy)
			}
		}
		for i, p := range own.enabled {
			if p.Type == pii {
				lists = append(lists, own.allowed(spans(own.program.FindAll(nil, i, prepared)), mapped))
				used = append(used, p.MaskStrategy)
			}
		}
		overlap.Resolve(lists)
		for i, list := range lists {
			for _, span := range list {
				start, end := t.Offset(span.Start), t.Offset(span.End)
				found = append(found, Detection{pii, text[start:end], start, end, used[i]})
			}
		}
	}
	return found
}

func spans(pairs [][2]int) []core.Span {
	all := make([]core.Span, len(pairs))
	for i, p := range pairs {
		all[i] = core.Span{Start: p[0], End: p[1]}
	}
	return all
}

// allowed returns the spans that no whitelist pattern matches, seen alone.
func (own *custom) allowed(list []core.Span, mapped []byte) []core.Span {
	if own.whitelist == 0 {
		return list
	}
	kept := list[:0]
	for _, span := range list {
		if !own.isWhitelisted(mapped[span.Start:span.End]) {
			kept = append(kept, span)
		}
	}
	return kept
}

func (own *custom) isWhitelisted(value []byte) bool {
	t := own.prepare(value)
	for i := range own.whitelist {
		if own.program.Search(len(own.enabled)+i, t) {
			return true
		}
	}
	return false
}

func (own *custom) prepare(mapped []byte) pyre.Text {
	t, err := own.program.Prepare(mapped)
	if err != nil {
		panic(err)
	}
	return t
}

// mapped returns the text in the bytes that the program takes.
func (own *custom) mapped(text string) []byte {
	alphabet := own.program.Alphabet()
	runes := class.Runes(text)
	mapped := make([]byte, len(runes))
	for i, r := range runes {
		mapped[i] = alphabet.Byte(r, kind(r))
	}
	return mapped
}

func kind(r rune) pyre.Kind {
	switch class.Code(r) {
	case class.Digit:
		return pyre.Digit
	case class.Space:
		return pyre.Space
	case class.Other:
		return pyre.Other
	}
	return pyre.Word
}
