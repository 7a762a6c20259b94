package core

import (
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/rules"
)

// What the meaning of a pattern takes from the interpreter; see package pyre.
type (
	Regexp      = pyre.Pattern
	Interpreter = pyre.Interpreter
	Facts       = pyre.Facts
	KindRange   = pyre.KindRange
	Case        = pyre.Case
	Kind        = pyre.Kind
)

// MaxCustomText is the length, in code points, of the longest text that an engine with
// custom patterns takes.
const MaxCustomText = pyre.MaxText

// ParseRegexp reads a regular expression as Python's re does with IGNORECASE.
func ParseRegexp(code []rune) (*Regexp, error) { return pyre.ParseRunes(code) }

// NewFacts makes Facts of what an interpreter knows of Unicode; see pyre.NewFacts.
func NewFacts(kinds []KindRange, cases []Case, asciiHigh bool) *Facts {
	return pyre.NewFacts(kinds, cases, asciiHigh)
}

// Custom is what an engine is told of a custom pattern. A nil Regexp is looked for elsewhere.
type Custom struct {
	Regexp   *Regexp
	Type     rules.PIIType
	Strategy rules.MaskingStrategy
}

// custom is the part of an engine for custom patterns and the whitelist.
type custom struct {
	programs []program
	// reasons tells of each of these patterns, the whitelist's behind the others, why
	// RE2 cannot run it.
	reasons  []string
	slots    []slot
	patterns []Pattern // of the slots
}

// program has some of the patterns, and the alphabet that they are looked for in.
type program struct {
	*pyre.Program
	whitelist *pyre.Union // those of them that are of the whitelist, or nil
	table     [0x100]byte
	special   *specials // nil where table tells all; see pyre.Alphabet.FromClass
}

// place is where a pattern is: in which program, and its index there. A program of -1
// means that it is looked for elsewhere.
type place struct{ program, index int }

// slot is one of the patterns that an engine reports on: a built-in or a custom one.
type slot struct {
	builtin int // its index in Patterns; -1: a custom one
	custom  int // its index among the custom ones; -1: a built-in one
	place   place
	last    bool // of its type
}

// WithCustom returns an engine that has custom patterns besides the built-in ones of e,
// and drops what the whitelist matches. Reason tells which of them RE2 cannot run; the
// engine leaves those out.
//
// The patterns it reports on are in the order of the oracle: types by their first
// enabled pattern, in each the built-in patterns before the others.
func (e *Engine) WithCustom(patterns []Custom, whitelist []*Regexp, python Interpreter) *Engine {
	c := &custom{}
	places := c.compile(patterns, whitelist, python)
	var types []rules.PIIType
	byType := map[rules.PIIType][]slot{}
	add := func(t rules.PIIType, s slot) {
		if len(byType[t]) == 0 {
			types = append(types, t)
		}
		byType[t] = append(byType[t], s)
	}
	for i := range Patterns {
		if e.enabled>>i&1 != 0 {
			add(Patterns[i].Rule.Type, slot{builtin: i, custom: -1, place: place{-1, -1}})
		}
	}
	for i, p := range patterns {
		add(p.Type, slot{builtin: -1, custom: i, place: places[i]})
	}
	for _, t := range types {
		rule := rules.Of(t)
		if rule == nil {
			rule = &rules.Rule{Type: t}
		}
		for _, s := range byType[t] {
			p := Pattern{Rule: rule}
			if s.builtin >= 0 {
				p = Patterns[s.builtin]
			} else {
				p.Strategy = patterns[s.custom].Strategy
			}
			c.patterns = append(c.patterns, p)
			c.slots = append(c.slots, s)
		}
		c.slots[len(c.slots)-1].last = true
	}
	return &Engine{enabled: e.enabled, custom: c}
}

// compile makes as many programs as the patterns need, and returns the places of those
// that are not of the whitelist.
func (c *custom) compile(patterns []Custom, whitelist []*Regexp, python Interpreter) []place {
	all := make([]*Regexp, 0, len(patterns)+len(whitelist))
	for _, p := range patterns {
		all = append(all, p.Regexp)
	}
	all = append(all, whitelist...)
	c.reasons = make([]string, len(all))
	places := make([]place, len(all))
	var left []int // of all
	for i, p := range all {
		places[i] = place{-1, -1}
		if p == nil {
			c.reasons[i] = "it is over a limit of the translation to RE2"
			continue
		}
		left = append(left, i)
	}
	for len(left) > 0 {
		left = c.add(all, left, places, len(patterns), python)
	}
	return places[:len(patterns)]
}

// add makes a program of the patterns with these indices, those from firstWhitelist on
// being of the whitelist, and returns those that it has no room for.
func (c *custom) add(all []*Regexp, indices []int, places []place, firstWhitelist int, python Interpreter) (left []int) {
	given := make([]*Regexp, len(indices))
	for k, i := range indices {
		given[k] = all[i]
	}
	p := program{Program: pyre.Compile(given, python)}
	var whitelist []int
	for k, i := range indices {
		switch reason := p.Reason(k); {
		case reason == pyre.Crowded:
			left = append(left, i)
		case reason != "":
			c.reasons[i] = reason
		case i >= firstWhitelist:
			whitelist = append(whitelist, k)
		default:
			places[i] = place{len(c.programs), k}
		}
	}
	if len(whitelist) > 0 {
		p.whitelist = p.Union(whitelist)
	}
	alphabet := p.Alphabet()
	var fromClass bool
	if p.table, fromClass = alphabet.FromClass(); !fromClass {
		p.special = newSpecials(alphabet.Special)
	}
	c.programs = append(c.programs, p)
	return left
}

func (c *custom) needsText() bool {
	for i := range c.programs {
		if c.programs[i].special != nil {
			return true
		}
	}
	return false
}

// Reason returns why RE2 cannot run the pattern with this index, those of the
// whitelist behind the others, or "".
func (e *Engine) Reason(i int) string { return e.custom.reasons[i] }

// HasCustom reports whether e comes from WithCustom. Then DetectIn and MatchesIn take the
// places of Detect and Matches.
func (e *Engine) HasCustom() bool { return e.custom != nil }

// Patterns are the patterns that e reports on. Those of a type stand in a row.
func (e *Engine) Patterns() []Pattern {
	if e.custom == nil {
		return Patterns
	}
	return e.custom.patterns
}

// Origin returns the index among Patterns, the package's, of e's pattern i; or that
// among the patterns given to WithCustom, and false.
func (e *Engine) Origin(i int) (index int, builtin bool) {
	switch {
	case e.custom == nil:
		return i, true
	case e.custom.slots[i].builtin >= 0:
		return e.custom.slots[i].builtin, true
	}
	return e.custom.slots[i].custom, false
}

// NeedsText reports whether class bytes tell too little for the patterns of e.
func (e *Engine) NeedsText() bool { return e.custom != nil && e.custom.needsText() }
