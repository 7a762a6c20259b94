// Package core is the detector on class bytes: what the Go library and bindings
// for other languages share. It knows nothing of how a language stores strings.
//
// A text is a slice of class bytes, one per code point: an ASCII code point
// stands for itself, every other one is one of the Class constants. All offsets
// and lengths count code points.
//
// Go programs use package piigo instead.
package core

import (
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/overlap"
	"github.com/piigo/piigo/piigo/internal/scan"
	"github.com/piigo/piigo/piigo/rules"
)

// Class bytes of non-ASCII code points.
const (
	ClassDigit    = class.Digit    // a decimal digit
	ClassWord     = class.Word     // a letter, or any other alphanumeric
	ClassSpace    = class.Space    // white space
	ClassOther    = class.Other    // anything else
	ClassDottedI  = class.DottedI  // U+0130
	ClassDotlessI = class.DotlessI // U+0131
	ClassLongS    = class.LongS    // U+017F
	ClassKelvin   = class.Kelvin   // U+212A
)

// Span is a range of code points: from Start up to, not including, End.
type Span = scan.Span

// Hit is a detection.
type Hit struct {
	Span
	// Rule is the number of the type's rule in rules.Registry.
	Rule int
	// Pattern is the number of the pattern among those of its rule.
	Pattern int
}

// Strategy returns the masking strategy of the pattern that found the hit.
func (h Hit) Strategy() rules.MaskingStrategy {
	return rules.Registry[h.Rule].Patterns[h.Pattern].Strategy
}

// Engine finds PII by a set of built-in rules. It is immutable and may be used by
// many goroutines at once.
type Engine struct {
	enabled scan.Set
	// first holds the number of the first pattern of each rule.
	first []int
}

// New returns an engine for the rules whose Flag enabled reports as true.
func New(enabled func(flag string) bool) *Engine {
	e := &Engine{}
	n := 0
	for _, rule := range rules.Registry {
		e.first = append(e.first, n)
		if enabled(rule.Flag) {
			e.enabled |= (1<<len(rule.Patterns) - 1) << n
		}
		n += len(rule.Patterns)
	}
	return e
}

// Result holds the hits in one text and the memory that finding them takes. It
// can be used again; its content is valid until then.
type Result struct {
	// Hits are grouped by type in registry order; within a type they stand in the
	// order of the patterns, then of the text.
	Hits    []Hit
	matches *scan.Matches
	kept    []overlap.Hit
	sorted  []Hit
	plan    Plan
}

// NewResult returns an empty result.
func NewResult() *Result {
	return &Result{matches: scan.NewMatches()}
}

// keepHits is the number of hits whose memory a result keeps between uses.
const keepHits = 4096

// Release empties r and gives back the memory that only large results need.
func (r *Result) Release() {
	if cap(r.Hits) > keepHits {
		*r = *NewResult()
	}
}

// Matches returns, for each built-in pattern in registry order, the matches in t
// as Python's finditer would give them, before overlaps are resolved. The answer
// is valid until r is used again.
func (e *Engine) Matches(t []byte, r *Result) [][]Span {
	r.matches.Reset()
	scan.Find(t, e.enabled, r.matches)
	return r.matches.Of
}

// Detect puts the hits in t into r.
func (e *Engine) Detect(t []byte, r *Result) {
	lists := e.Matches(t, r)
	r.Hits = r.Hits[:0]
	for rule, first := range e.first {
		last := len(lists)
		if rule+1 < len(e.first) {
			last = e.first[rule+1]
		}
		r.kept = overlap.Resolve(lists[first:last], r.kept[:0])
		for _, h := range r.kept {
			r.Hits = append(r.Hits, Hit{h.Span, rule, h.List})
		}
	}
}
