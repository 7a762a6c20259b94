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

// MaxText is the length, in code points, of the longest text that an engine with
// patterns of the user's own takes.
const MaxText = pyre.MaxText

// ParseRegexp reads a regular expression as Python's re does with IGNORECASE.
func ParseRegexp(code []rune) (*Regexp, error) { return pyre.ParseRunes(code) }

// NewFacts makes Facts of what an interpreter knows of Unicode.
func NewFacts(kinds []KindRange, cases []Case) *Facts { return pyre.NewFacts(kinds, cases) }

// Own is a pattern of the user's own. A nil Regexp is looked for elsewhere.
type Own struct {
	Regexp   *Regexp
	Type     rules.PIIType
	Strategy rules.MaskingStrategy
}

// own is the part of an engine for patterns of the user's own and the whitelist.
type own struct {
	program *pyre.Program
	// reasons tells of each of these patterns, the whitelist's behind the others, why
	// RE2 cannot run it.
	reasons   []string
	whitelist *pyre.Union // nil if there is none
	slots     []slot
	patterns  []Pattern // of the slots
	table     [0x100]byte
	fromClass bool // table tells all; see pyre.Alphabet.FromClass
	special   *specials
}

// slot is one of the patterns that an engine reports on: a built-in one, or one of
// the user's own.
type slot struct {
	builtin int  // its index in Patterns; -1: one of the user's own
	own     int  // its index among those; -1: a built-in one
	program int  // its index in the program; -1: it is looked for elsewhere
	last    bool // of its type
}

// WithOwn returns an engine that has patterns of the user's own besides the built-in
// ones of e, and drops what the whitelist matches. Reason tells which of them RE2
// cannot run; the engine leaves those out.
//
// The patterns it reports on are in the order of the oracle: types by their first
// enabled pattern, in each the built-in patterns before the others.
func (e *Engine) WithOwn(patterns []Own, whitelist []*Regexp, python Interpreter) *Engine {
	o := &own{}
	index := o.compile(patterns, whitelist, python)
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
			add(Patterns[i].Rule.Type, slot{builtin: i, own: -1, program: -1})
		}
	}
	for i, p := range patterns {
		add(p.Type, slot{builtin: -1, own: i, program: index[i]})
	}
	for _, t := range types {
		for _, s := range byType[t] {
			p := Pattern{Rule: ruleOf(t)}
			if s.builtin >= 0 {
				p = Patterns[s.builtin]
			} else {
				p.Strategy = patterns[s.own].Strategy
			}
			o.patterns = append(o.patterns, p)
			o.slots = append(o.slots, s)
		}
		o.slots[len(o.slots)-1].last = true
	}
	return &Engine{enabled: e.enabled, own: o}
}

// compile returns the index in the program of each pattern that is not of the
// whitelist, -1 for those that RE2 cannot run.
func (o *own) compile(patterns []Own, whitelist []*Regexp, python Interpreter) []int {
	all := make([]*Regexp, 0, len(patterns)+len(whitelist))
	for _, p := range patterns {
		all = append(all, p.Regexp)
	}
	all = append(all, whitelist...)
	index := make([]int, len(all))
	var given []*Regexp
	for i, p := range all {
		index[i] = -1
		if p != nil {
			index[i] = len(given)
			given = append(given, p)
		}
	}
	o.program = pyre.Compile(given, python)
	o.reasons = make([]string, len(all))
	var listed []int
	for i, at := range index {
		if at < 0 {
			o.reasons[i] = "it is over a limit of the translation to RE2"
			continue
		}
		if o.reasons[i] = o.program.Reason(at); o.reasons[i] != "" {
			index[i] = -1
		} else if i >= len(patterns) {
			listed = append(listed, at)
		}
	}
	if len(listed) > 0 {
		o.whitelist = o.program.Union(listed)
	}
	alphabet := o.program.Alphabet()
	o.table, o.fromClass = alphabet.FromClass()
	if !o.fromClass {
		o.special = newSpecials(alphabet.Special)
	}
	return index[:len(patterns)]
}

func ruleOf(t rules.PIIType) *rules.Rule {
	for i := range rules.Registry {
		if rules.Registry[i].Type == t {
			return &rules.Registry[i]
		}
	}
	return &rules.Rule{Type: t}
}

// Reason returns why RE2 cannot run the pattern with this index, those of the
// whitelist behind the others, or "".
func (e *Engine) Reason(i int) string { return e.own.reasons[i] }

// HasOwn reports whether e comes from WithOwn. Then DetectIn and MatchesIn take the
// places of Detect and Matches.
func (e *Engine) HasOwn() bool { return e.own != nil }

// Patterns are the patterns that e reports on. Those of a type stand in a row.
func (e *Engine) Patterns() []Pattern {
	if e.own == nil {
		return Patterns
	}
	return e.own.patterns
}

// Origin returns the index among Patterns, the package's, of e's pattern i; or that
// among the patterns given to WithOwn, and false.
func (e *Engine) Origin(i int) (index int, builtin bool) {
	switch {
	case e.own == nil:
		return i, true
	case e.own.slots[i].builtin >= 0:
		return e.own.slots[i].builtin, true
	}
	return e.own.slots[i].own, false
}

// NeedsText reports whether class bytes tell too little for the patterns of e.
func (e *Engine) NeedsText() bool { return e.own != nil && !e.own.fromClass }
