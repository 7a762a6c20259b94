package pyre

import (
	"sort"

	re2 "github.com/wasilibs/go-re2"
	"github.com/wasilibs/go-re2/experimental"
)

// Interpreter is what the meaning of patterns takes from the Python that runs.
type Interpreter struct {
	// Facts is asked only where a pattern holds code points beyond ASCII.
	Facts func() *Facts
	// EmptyNonBoundary says that \B matches in an empty text, which it does
	// from Python 3.14 on.
	EmptyNonBoundary bool
}

// Program is a list of patterns, made ready to run on RE2 over one alphabet as
// far as RE2 can run them. It is immutable and safe for use by many goroutines.
type Program struct {
	alphabet *Alphabet
	letters  *letters
	patterns []compiled
	final    bool // a pattern needs the copy of the text that has $ right
	emptyB   bool
}

// compiled is a pattern of a Program; re is nil where reason says why.
type compiled struct {
	root     node
	re       *re2.Regexp
	reason   string
	final    bool
	nullable bool
	inLine   bool // a match holds a character, and no newline
	hint     hint
	least    uint64 // the length of the shortest match
	size     int    // parts once repeats are written out
}

// letters is what patterns are written in.
type letters struct {
	bytes  map[*charSet]*[0x100]bool // the members of each set
	single map[*charSet]byte         // of those with just one
	used   *[0x100]bool              // the bytes that can occur in a text
}

// Compile makes a Program of patterns. A pattern that RE2 cannot run with
// exactly re's results is no error; Reason tells.
func Compile(patterns []*Pattern, python Interpreter) *Program {
	facts := factsFor(patterns, python)
	program := &Program{
		patterns: make([]compiled, len(patterns)), emptyB: python.EmptyNonBoundary,
	}
	var fit []int
	for i, p := range patterns {
		size, reason := p.unfit(facts)
		program.patterns[i] = compiled{root: p.root, size: size, reason: reason}
		if program.patterns[i].reason == "" {
			fit = append(fit, i)
		}
	}
	program.build(patterns, fit, facts)
	return program
}

// factsFor returns the facts that matter to patterns.
func factsFor(patterns []*Pattern, python Interpreter) *Facts {
	for _, p := range patterns {
		if p.beyondASCII() {
			return python.Facts()
		}
	}
	return asciiFacts()
}

// build chooses the alphabet and compiles the patterns with the given indices.
func (p *Program) build(patterns []*Pattern, fit []int, f *Facts) {
	sets := newSetTable(f)
	for _, i := range fit {
		sets.addPattern(patterns[i])
	}
	parts, alphabet, ok := partitionOf(sets.list, f)
	if !ok {
		fit = p.shorten(patterns, fit, f)
		p.build(patterns, fit, f)
		return
	}
	p.alphabet = alphabet
	l := &letters{map[*charSet]*[0x100]bool{}, map[*charSet]byte{}, &parts.used}
	for c, index := range sets.index {
		l.bytes[c] = parts.members(index)
		if b, ok := only(l.bytes[c]); ok {
			l.single[c] = b
		}
	}
	p.letters = l
	for _, i := range fit {
		c := &p.patterns[i]
		l.compile(c)
		p.final = p.final || c.final
	}
}

// Crowded is the Reason of a pattern that those before it leave too few bytes for.
// Another Program may have room for it.
const Crowded = "the patterns before it tell too many characters apart"

// shorten leaves out the patterns that have no room in an alphabet.
func (p *Program) shorten(patterns []*Pattern, fit []int, f *Facts) []int {
	room := sort.Search(len(fit), func(n int) bool {
		sets := newSetTable(f)
		for _, i := range fit[:n+1] {
			sets.addPattern(patterns[i])
		}
		_, _, ok := partitionOf(sets.list, f)
		return !ok
	})
	if room == 0 {
		p.patterns[fit[0]].reason = "it tells too many characters apart"
		return fit[1:]
	}
	for _, i := range fit[room:] {
		p.patterns[i].reason = Crowded
	}
	return fit[:room]
}

// only returns the one byte of members, if there is just one.
func only(members *[0x100]bool) (byte, bool) {
	found, count := 0, 0
	for b, member := range members {
		if member {
			found = b
			count++
		}
	}
	return byte(found), count == 1
}

// compile makes c, of which root is known, ready to run, or gives it a reason.
func (l *letters) compile(c *compiled) {
	w := &writer{bytes: l.bytes, used: l.used}
	w.write(c.root)
	re, err := experimental.CompileLatin1(w.String())
	if err != nil {
		c.reason = "RE2 refuses it"
		return
	}
	c.re = re
	c.nullable = emptinessOf(c.root).nullable
	c.inLine = !c.nullable
	c.hint = l.hint(c.root)
	c.least = widthOf(c.root, nil).low
	walk(c.root, func(n node) {
		switch n := n.(type) {
		case *anchorNode:
			c.final = c.final || n.kind == endFinal
		case *charNode:
			c.inLine = c.inLine && !l.bytes[n.set][finalNewline]
		}
	})
}

// Alphabet returns the alphabet of the texts the program scans.
func (p *Program) Alphabet() *Alphabet { return p.alphabet }

// Reason returns why the pattern with index i must run on Python's re, or "".
func (p *Program) Reason(i int) string { return p.patterns[i].reason }
