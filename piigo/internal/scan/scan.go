// Package scan finds all matches of the built-in patterns in one pass over class
// bytes, without a regular-expression engine.
//
// The text is looked at in blocks of 64. Of each block a few sets of bits are made
// (package-private type block), and from these, with a handful of operations on
// 64-bit words, the places where a pattern can begin or turn: numbers, digits
// behind one or two letters, the first letters of labels, "@", ":", "+" and "("
// behind words, and runs of 40 base64 characters. Most blocks have none. Tables
// then say which patterns to try at such a place, by the length of a number and
// what follows it, or by the first two letters of a word.
package scan

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/rules"
)

// MaxText is the number of class bytes that can be scanned at once.
const MaxText = math.MaxUint32

// Span is a match: the class bytes from Start up to, not including, End. Its numbers are
// small because a dense text takes as long to write its matches as to find them.
type Span struct {
	Start, End uint32
}

// NewSpan returns the span of two numbers, neither of which is over MaxText.
func NewSpan(start, end int) Span { return Span{uint32(start), uint32(end)} }

// NumPatterns is the number of built-in patterns. They are numbered in registry
// order, all patterns of a rule in a row.
var NumPatterns = len(builtin.patterns)

// Matches holds, for each built-in pattern, its matches from left to right, as
// Python's finditer would give them.
type Matches struct {
	Of [][]Span
	// Found has a bit for each pattern with matches.
	Found Set
	// end is where the last match of each pattern ended.
	end [MaxPatterns]int
	// blocks and tail are the scan's working memory.
	blocks [16]block
	tail   [2*blockSize + 2]byte
}

// NewMatches returns an empty set of matches.
func NewMatches() *Matches {
	return &Matches{Of: make([][]Span, NumPatterns)}
}

// Reset empties m, keeping its memory.
func (m *Matches) Reset() {
	for ; m.Found != 0; m.Found &= m.Found - 1 {
		pattern := bits.TrailingZeros32(uint32(m.Found))
		m.Of[pattern] = m.Of[pattern][:0]
		m.end[pattern] = 0
	}
}

func (m *Matches) add(pattern, start, end int) {
	m.Found |= 1 << pattern
	m.end[pattern] = end
	m.Of[pattern] = append(m.Of[pattern], NewSpan(start, end))
}

// widen makes room in long lists that the next blocks may fill: for two to four times as
// many, where Go's own step, a quarter more, would copy each match five times. The room
// is a power of two, of which core keeps as much as it allows.
func (m *Matches) widen() {
	for found := m.Found; found != 0; found &= found - 1 {
		pattern := bits.TrailingZeros32(uint32(found))
		if of := m.Of[pattern]; len(of) >= longList && cap(of)-len(of) < len(m.blocks)*blockSize/2 {
			m.Of[pattern] = append(make([]Span, 0, 2<<bits.Len(uint(cap(of)))), of...)
		}
	}
}

// longList is a number of matches from which on a list is worth it.
const longList = 16 << 10

// Find adds the matches in t of the enabled patterns to the empty m. In the blocks before
// that of from, there may be no place to look at. It panics if t is longer than MaxText.
func Find(t []byte, from int, enabled Set, m *Matches) {
	if len(t) > MaxText {
		panic(fmt.Sprintf("piigo: text over %d characters; split it", MaxText))
	}
	s := scanner{t: t, enabled: enabled, m: m}
	// The last blocks are read from a copy: there is nothing behind the text.
	whole := max(len(t)-2, 0) / blockSize
	// What there is to look at in a block may depend on all of the one before.
	first := min(max(from/blockSize-1, 0), whole)
	if first > 0 && class.Attrs[t[first*blockSize-1]]&class.W != 0 {
		s.word = 1
	}
	for done := first; done < whole; {
		blocks := m.blocks[:min(whole-done, len(m.blocks))]
		classify(t[done*blockSize:], blocks)
		for i := range blocks {
			s.block(&blocks[i], (done+i)*blockSize)
		}
		done += len(blocks)
		if m.Found != 0 {
			m.widen()
		}
	}
	rest := t[whole*blockSize:]
	blocks := m.blocks[:(len(rest)+blockSize-1)/blockSize]
	clear(m.tail[copy(m.tail[:], rest) : len(blocks)*blockSize+2])
	if len(blocks) > 0 {
		classify(m.tail[:], blocks)
		for i := range blocks {
			s.block(&blocks[i], (whole+i)*blockSize)
		}
	}
	// A run may end with the last block.
	s.endBlock(&block{}, 0, (whole+len(blocks))*blockSize)
}

type scanner struct {
	t       []byte
	enabled Set
	m       *Matches
	// Of the block before: the word starts in it, whether its last character is a word
	// character and a digit (0 or 1), every \b in it, and its run.
	starts, word, digit, edges, run uint64
}

// block looks at the block b of the text, which begins at base.
func (s *scanner) block(b *block, base int) {
	behind := b.word<<1 | s.word
	starts := b.word &^ behind
	if b.digit|b.at|b.open|b.colon|b.label&starts == 0 {
		s.endBlock(b, starts, base)
		return
	}
	digits := b.digit &^ (b.digit<<1 | s.digit)
	numbers := digits & starts
	mixed := digits &^ starts & (starts<<1 | starts<<2 | s.starts>>63 | s.starts>>62) & (b.digit>>1 | 1<<63)
	labels := b.label & starts
	after := b.open & behind
	colons := b.colon & behind
	at := b.at
	if bits.OnesCount64(at) >= crowd && base+blockSize <= len(s.t) {
		at = beforeDots(at, s.t[base:])
	}
	others := mixed | labels | after | colons | at
	if after == 0 {
		// No pattern that begins at a number begins at any of the others.
		for ; numbers != 0; numbers &= numbers - 1 {
			i := bits.TrailingZeros64(numbers)
			s.number(b, i, base+i)
		}
	}
	for places := numbers | others; places != 0; places &= places - 1 {
		i := bits.TrailingZeros64(places)
		p := base + i
		switch bit := places & -places; {
		case numbers&bit != 0:
			s.number(b, i, p)
		case mixed&bit != 0:
			s.mixed(p)
		case labels&bit != 0:
			s.label(p)
		case after&bit != 0:
			s.begin(builtin.afterWord[s.t[p]], p)
		case colons&bit != 0:
			s.colon(b, i, p)
		default:
			s.around(builtin.at, p)
		}
	}
	s.endBlock(b, starts, base)
}

// endBlock looks at the runs that end in a block, and keeps what the next block needs of it.
func (s *scanner) endBlock(b *block, starts uint64, base int) {
	edges := b.word ^ (b.word<<1 | s.word)
	// A run inside of the block covers its middle; of one that began in the block before,
	// half is in one of the two.
	const (
		middle = 1<<rules.RunLength - 1<<(blockSize-rules.RunLength)
		half   = 1<<(rules.RunLength/2) - 1
	)
	if b.run&middle == middle || b.run&half == half || s.run>>(blockSize-rules.RunLength/2) == half {
		s.runs(edges&(edges<<rules.RunLength|s.edges>>(blockSize-rules.RunLength)), base)
	}
	s.starts, s.word, s.digit, s.edges, s.run = starts, b.word>>63, b.digit>>63, edges, b.run
}

// runs looks at runs that may end in the block at base; each of ends is a \b with another
// one RunLength characters before it.
func (s *scanner) runs(ends uint64, base int) {
	for try := builtin.run & s.enabled; try != 0; try &= try - 1 {
		p := bits.TrailingZeros32(uint32(try))
		low := s.m.end[p]
		for left := ends; left != 0; left &= left - 1 {
			start := base + bits.TrailingZeros64(left) - rules.RunLength
			if start < low {
				continue
			}
			if low = s.behindOthers(start); low > start {
				continue
			}
			if end := builtin.ends[p](s.t, start); end >= 0 {
				s.m.add(p, start, end)
				low = end
			}
		}
	}
}

// behindOthers returns the place behind the last of the RunLength characters at start that
// is none of base64; start, if all are.
func (s *scanner) behindOthers(start int) int {
	end := start + rules.RunLength
	for end > start && class.Attrs[s.t[end-1]]&class.Base64 != 0 {
		end--
	}
	return end
}

// number looks at the number that begins at p, place i of the block, with a word.
func (s *scanner) number(b *block, i, p int) {
	length := bits.TrailingZeros64(^b.digit >> i)
	if i+length >= blockSize {
		length = blockSize - i
		for length < maxNumber && p+length < len(s.t) && class.Attrs[s.t[p+length]]&class.D != 0 {
			length++
		}
	}
	length = min(length, maxNumber)
	follow := next[0]
	if p+length < len(s.t) {
		c := s.t[p+length]
		if class.Attrs[c]&class.W != 0 {
			return
		}
		follow = next[c]
	}
	sets := &builtin.numbers[length][follow]
	if whole := sets.whole & s.enabled; whole != 0 && '1' <= s.t[p] && s.t[p] <= '9' {
		for ; whole != 0; whole &= whole - 1 {
			if pattern := bits.TrailingZeros32(uint32(whole)); p >= s.m.end[pattern] {
				s.m.add(pattern, p, p+length)
			}
		}
	}
	try := sets.try & s.enabled
	if try == 0 {
		return
	}
	second := i + length + 1
	if digits := bits.TrailingZeros64(^(b.digit >> second)); second+digits < blockSize {
		if b.word>>(second+digits)&1 != 0 {
			try &= sets.second[noWord]
		} else {
			try &= sets.second[min(digits, maxSecond)]
		}
	}
	for ; try != 0; try &= try - 1 {
		pattern := bits.TrailingZeros32(uint32(try))
		if p < s.m.end[pattern] {
			continue
		}
		if end := builtin.numberEnds[pattern](s.t, p, length); end >= 0 {
			s.m.add(pattern, p, end)
		}
	}
}

// mixed looks at the word whose first digit, behind one or two other characters,
// is at p.
func (s *scanner) mixed(p int) {
	start := p - 1
	if start > 0 && class.Attrs[s.t[start-1]]&class.W != 0 {
		start--
	}
	s.begin(builtin.mixed, start)
}

// label looks at the word at p, which may begin a label.
func (s *scanner) label(p int) {
	if p+2 < len(s.t) {
		s.begin(builtin.labels[letter(s.t[p])][letter(s.t[p+1])]&builtin.thirds[letter(s.t[p+2])], p)
	}
}

// letter numbers the letters, all cases alike.
func letter(c byte) byte { return class.Fold[c] & 31 }

// colon looks at the word before the colon at p, if it is short enough to be a
// group of hexadecimal digits. The colon is at place i of the block.
func (s *scanner) colon(b *block, i, p int) {
	if i+rules.ColonsWithin <= blockSize && bits.OnesCount64(b.colon>>i) < rules.Colons {
		return
	}
	start := p - 1
	for start > 0 && class.Attrs[s.t[start-1]]&class.W != 0 {
		start--
		if p-start > rules.MaxGroup {
			return
		}
	}
	s.begin(builtin.colon, start)
}

// begin tries the patterns of the set at position i.
func (s *scanner) begin(try Set, i int) {
	for try &= s.enabled; try != 0; try &= try - 1 {
		p := bits.TrailingZeros32(uint32(try))
		if i < s.m.end[p] {
			continue
		}
		if end := builtin.ends[p](s.t, i); end >= 0 {
			s.m.add(p, i, end)
		}
	}
}

// around tries the patterns of the set that turn on position at until there are no more
// matches.
func (s *scanner) around(try Set, at int) {
	for try &= s.enabled; try != 0; try &= try - 1 {
		p := bits.TrailingZeros32(uint32(try))
		for {
			start, end := builtin.patterns[p].Around(s.t, at, s.m.end[p])
			if start < 0 {
				break
			}
			s.m.add(p, start, end)
		}
	}
}
