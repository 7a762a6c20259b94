// Package scan finds all matches of the built-in patterns in one pass over class
// bytes, without a regular-expression engine.
//
// The pass goes word by word (a word is a run of \w) and asks of each word only
// what tables can answer: its length, whether it holds digits, its first two
// letters, what follows it. The answer is the set of patterns that can begin
// there, nearly always empty. "@", and "+" or "(" behind a word, and runs of 40
// base64 characters are the remaining places.
package scan

import (
	"math/bits"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/rules"
)

// Span is a match: the class bytes from Start up to, not including, End.
type Span struct {
	Start, End int
}

// NumPatterns is the number of built-in patterns. They are numbered in registry
// order, all patterns of a rule in a row.
var NumPatterns = len(builtin.patterns)

// Matches holds, for each built-in pattern, its matches from left to right, as
// Python's finditer would give them.
type Matches struct {
	Of [][]Span
}

// NewMatches returns an empty set of matches.
func NewMatches() *Matches {
	return &Matches{Of: make([][]Span, NumPatterns)}
}

// Reset empties m, keeping its memory.
func (m *Matches) Reset() {
	for i := range m.Of {
		m.Of[i] = m.Of[i][:0]
	}
}

// from is the least position at which the next match of a pattern can begin.
func (m *Matches) from(pattern int) int {
	if of := m.Of[pattern]; len(of) > 0 {
		return of[len(of)-1].End
	}
	return 0
}

// Find adds the matches in t of the enabled patterns to the empty m.
func Find(t []byte, enabled Set, m *Matches) {
	s := scanner{t: t, enabled: enabled, m: m}
	s.scan()
}

type scanner struct {
	t       []byte
	enabled Set
	m       *Matches
	// runStart is the beginning of the current run of base64 characters.
	runStart int
}

func (s *scanner) scan() {
	t := s.t
	for i := 0; i < len(t); {
		a := class.Attrs[t[i]]
		if a&class.W == 0 {
			if a&(class.Base64|class.Anchor) != class.Base64 {
				s.between(i, a)
			}
			i++
			continue
		}
		start, seen, kept := i, a, a
		for i++; i < len(t); i++ {
			a := class.Attrs[t[i]]
			if a&class.W == 0 {
				break
			}
			seen |= a
			kept &= a
		}
		if kept&class.Base64 == 0 {
			s.breakRuns(start, i)
		}
		s.word(start, i, seen)
	}
	s.endRun(len(t))
}

// between looks at the non-word character at i.
func (s *scanner) between(i int, a class.Attr) {
	if a&class.Anchor != 0 {
		if c := s.t[i]; c == '@' {
			s.around(builtin.at, i, 0)
		} else if i > 0 && class.Attrs[s.t[i-1]]&class.W != 0 {
			s.begin(builtin.afterWord[c], i)
		}
	}
	if a&class.Base64 == 0 {
		s.endRun(i)
		s.runStart = i + 1
	}
}

// word looks at the word from start to end, whose characters together have the
// properties in seen.
func (s *scanner) word(start, end int, seen class.Attr) {
	t := s.t
	first := class.Attrs[t[start]]
	follow := next[0]
	if end < len(t) {
		follow = next[t[end]]
	}
	length := min(end-start, maxLength)
	var try Set
	switch {
	case first&class.D != 0 && seen&class.L == 0:
		try = builtin.numbers[length][follow]
	case seen&class.D != 0, follow == colon:
		try = builtin.words[length][follow]
	}
	if first&class.L != 0 && length > 1 {
		try |= builtin.labels[class.Fold[t[start]]&31][class.Fold[t[start+1]]&31]
	}
	s.begin(try, start)
}

var colon = next[':']

// begin tries the patterns of the set at position i.
func (s *scanner) begin(try Set, i int) {
	for try &= s.enabled; try != 0; try &= try - 1 {
		p := bits.TrailingZeros32(uint32(try))
		if i < s.m.from(p) {
			continue
		}
		if end := builtin.patterns[p].End(s.t, i); end >= 0 {
			s.m.Of[p] = append(s.m.Of[p], Span{i, end})
		}
	}
}

// around tries the patterns of the set that turn on position at, for matches
// that begin at low or later, until there are no more.
func (s *scanner) around(try Set, at, low int) {
	for try &= s.enabled; try != 0; try &= try - 1 {
		p := bits.TrailingZeros32(uint32(try))
		for {
			start, end := builtin.patterns[p].Around(s.t, at, max(low, s.m.from(p)))
			if start < 0 {
				break
			}
			s.m.Of[p] = append(s.m.Of[p], Span{start, end})
		}
	}
}

// endRun looks at the run of base64 characters that ends at i.
func (s *scanner) endRun(i int) {
	if i-s.runStart >= rules.RunLength {
		s.around(builtin.run, i, s.runStart)
	}
}

// breakRuns ends the run of base64 characters at each character of the word
// that is none.
func (s *scanner) breakRuns(start, end int) {
	for i := start; i < end; i++ {
		if class.Attrs[s.t[i]]&class.Base64 == 0 {
			s.endRun(i)
			s.runStart = i + 1
		}
	}
}
