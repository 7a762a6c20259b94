package scan

import (
	"math/bits"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/rules"
)

// Set is a set of built-in patterns, a bit each in registry order.
type Set uint32

// maxLength stands for itself and all greater word lengths.
const maxLength = 31

// tables say which patterns to try where. They are made once from the rules.
type tables struct {
	patterns []rules.Pattern
	// numbers and words are indexed by the length of a word, then by the number
	// of the bit of rules.Next that follows it.
	numbers, words [maxLength + 1][8]Set
	// labels is indexed by the first two letters of a word.
	labels [32][32]Set
	// afterWord is indexed by character.
	afterWord [128]Set
	at, run   Set
}

var builtin = build(rules.Registry)

// next gives the number of the bit of rules.Next for each class byte.
var next = nextBits()

func nextBits() (n [256]uint8) {
	bit := func(b rules.Next) uint8 { return uint8(bits.TrailingZeros8(uint8(b))) }
	for c := range n {
		n[c] = bit(rules.Elsewhere)
		if class.Attrs[c]&class.S != 0 {
			n[c] = bit(rules.White)
		}
	}
	n['-'], n['.'], n['/'] = bit(rules.Dash), bit(rules.Dot), bit(rules.Slash)
	n[':'], n['('], n[')'] = bit(rules.Colon), bit(rules.Open), bit(rules.Close)
	return n
}

func build(registry []rules.Rule) *tables {
	t := &tables{}
	for _, rule := range registry {
		for _, p := range rule.Patterns {
			t.add(p, 1<<len(t.patterns))
			t.patterns = append(t.patterns, p)
		}
	}
	return t
}

func (t *tables) add(p rules.Pattern, bit Set) {
	addShapes(&t.numbers, p.Start.Numbers, bit)
	addShapes(&t.words, p.Start.Words, bit)
	for _, label := range p.Start.Labels {
		t.labels[label[0]&31][label[1]&31] |= bit
	}
	for _, c := range []byte(p.Start.AfterWord) {
		t.afterWord[c] |= bit
	}
	if p.Start.At {
		t.at |= bit
	}
	if p.Start.Run {
		t.run |= bit
	}
}

func addShapes(table *[maxLength + 1][8]Set, shapes []rules.Shape, bit Set) {
	for _, shape := range shapes {
		for length := range table {
			for b := range table[length] {
				if shape.Lengths>>length&1 != 0 && shape.Next>>b&1 != 0 {
					table[length][b] |= bit
				}
			}
		}
	}
}
