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
	"math/bits"

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
	ClassBreak    = class.Break    // between texts that are scanned together
)

// MaxText is the length, in code points, of the longest text that an engine takes.
// Longer ones make it panic.
const MaxText = scan.MaxText

// Span is a range of code points: from Start up to, not including, End.
type Span = scan.Span

// Pattern is a built-in pattern with the rule that it belongs to.
type Pattern struct {
	rules.Pattern
	Rule *rules.Rule
}

// Patterns are all built-in patterns, in registry order. Those of a rule stand in
// a row.
var Patterns = patterns()

func patterns() (all []Pattern) {
	for i := range rules.Registry {
		rule := &rules.Registry[i]
		for _, p := range rule.Patterns {
			all = append(all, Pattern{p, rule})
		}
	}
	return all
}

// Beginnings are tables of where a built-in pattern may begin.
type Beginnings = scan.Beginnings

// NewBeginnings makes them.
func NewBeginnings() Beginnings { return scan.NewBeginnings() }

// Engine finds PII by a set of built-in rules. It is immutable and may be used by
// many goroutines at once.
type Engine struct {
	enabled scan.Set
	custom  *custom // or nil
}

// New returns an engine for the rules whose Flag enabled reports as true.
func New(enabled func(flag string) bool) *Engine {
	e := &Engine{}
	for i, p := range Patterns {
		if enabled(p.Rule.Flag) {
			e.enabled |= 1 << i
		}
	}
	return e
}

// Result holds what was found in one text, and the memory that finding takes. It
// can be used again; what it holds is valid until then.
type Result struct {
	// Of holds the spans found by each of the engine's patterns, from left to right.
	Of      [][]Span
	engine  *Engine // that of the spans, if it has custom patterns
	matches *scan.Matches
	pairs   [][2]int
	parts   Parts
}

// NewResult returns an empty result.
func NewResult() *Result {
	m := scan.NewMatches()
	return &Result{Of: m.Of, matches: m}
}

// open makes r ready for the spans of an engine with custom patterns.
func (r *Result) open(e *Engine) {
	r.engine = e
	r.Of = make([][]Span, len(e.custom.slots))
}

// patterns are the engine's.
func (r *Result) patterns() []Pattern {
	if r.engine == nil {
		return Patterns
	}
	return r.engine.custom.patterns
}

// Count returns the number of spans.
func (r *Result) Count() (n int) {
	if r.engine != nil {
		for _, spans := range r.Of {
			n += len(spans)
		}
		return n
	}
	for found := r.matches.Found; found != 0; found &= found - 1 {
		n += len(r.Of[bits.TrailingZeros32(uint32(found))])
	}
	return n
}

// keepSpans is the number of spans whose memory a result keeps between uses, 528 KB of
// it: a list of 65,536, which are room for 2 MB of logs, and short ones. To grow long
// lists anew takes a tenth to a fifth of a call, and Go's collector comes after it.
const keepSpans = 66 << 10

// Release gives back the memory that only large results need.
func (r *Result) Release() {
	if len(r.parts.left) > 0 {
		r.parts.clear()
	}
	if r.engine != nil {
		r.engine, r.pairs, r.Of = nil, nil, r.matches.Of
	}
	longest := 0
	for found := r.matches.Found; found != 0; found &= found - 1 {
		longest = max(longest, cap(r.Of[bits.TrailingZeros32(uint32(found))]))
	}
	if longest*len(r.Of) <= keepSpans {
		return
	}
	left := keepSpans
	for i := range r.Of {
		if cap(r.Of[i]) > left {
			r.Of[i] = nil
		}
		left -= cap(r.Of[i])
	}
}

// Matches puts into r the matches in t as Python's finditer would give them,
// before overlaps are resolved.
func (e *Engine) Matches(t []byte, r *Result) { e.matchesFrom(t, 0, r) }

func (e *Engine) matchesFrom(t []byte, from int, r *Result) {
	r.matches.Reset()
	scan.Find(t, from, e.enabled, r.matches)
}

// Detect puts the detections in t into r.
func (e *Engine) Detect(t []byte, r *Result) { e.DetectFrom(t, 0, r) }

// DetectFrom does what Detect does for a text of which it is known that in the blocks, of
// 64 class bytes, before that of from no built-in pattern begins or turns.
func (e *Engine) DetectFrom(t []byte, from int, r *Result) {
	e.matchesFrom(t, from, r)
	for _, group := range patternGroups {
		// Matches of one pattern alone do not overlap.
		if found := r.matches.Found & group.set; found&(found-1) != 0 {
			overlap.Resolve(r.Of[group.first:group.next])
		}
	}
}

// patternGroup is the patterns of one rule: those of Patterns from first up to, not
// including, next, and the set of them.
type patternGroup struct {
	set         scan.Set
	first, next int
}

// patternGroups are those of the rules with more than one pattern: only the matches
// of these can overlap within their type.
var patternGroups = findPatternGroups()

func findPatternGroups() (all []patternGroup) {
	for first := 0; first < len(Patterns); {
		n := len(Patterns[first].Rule.Patterns)
		if n > 1 {
			all = append(all, patternGroup{(1<<n - 1) << first, first, first + n})
		}
		first += n
	}
	return all
}
