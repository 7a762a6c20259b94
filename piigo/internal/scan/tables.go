package scan

import (
	"math/bits"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/rules"
)

// Set is a set of built-in patterns, a bit each in registry order.
type Set uint32

// MaxPatterns is the number of patterns that a Set has room for.
const MaxPatterns = 32

// maxNumber stands for itself and all greater lengths of numbers.
const maxNumber = 31

// tables say which patterns to try where. They are made once from the rules.
type tables struct {
	patterns []rules.Pattern
	// numberEnds and ends say how far a match reaches, by pattern.
	numberEnds [MaxPatterns]func(t []byte, i, n int) int
	ends       [MaxPatterns]func(t []byte, i int) int
	// numbers is indexed by the length of a number, then by the number of the bit
	// of rules.Next that follows it.
	numbers [maxNumber + 1][8]numberSets
	// labels is indexed by the first two letters of a word, thirds by the next character,
	// which is no letter where a label has but two.
	labels [32][32]Set
	thirds [32]Set
	prints prints
	// afterWord is indexed by character.
	afterWord             [128]Set
	mixed, colon, at, run Set
}

// numberSets are the patterns to try at a number, and those that need no trying (see
// rules.Shape).
type numberSets struct {
	try, whole Set
	// second is what is left of try, by the number of digits behind what follows.
	second [maxSecond + 2]Set
}

// maxSecond stands for itself and all greater numbers of digits, noWord for digits that
// are no word.
const (
	maxSecond = 14
	noWord    = maxSecond + 1
)

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
	var labels []string
	for _, rule := range registry {
		for _, p := range rule.Patterns {
			n := len(t.patterns)
			t.add(p, 1<<n)
			t.ends[n], t.numberEnds[n] = p.End, p.Number
			t.patterns = append(t.patterns, p)
			labels = append(labels, p.Start.Labels...)
		}
	}
	t.prints = newPrints(labels)
	return t
}

func (t *tables) add(p rules.Pattern, bit Set) {
	for _, shape := range p.Start.Numbers {
		for length := range t.numbers {
			for b := range t.numbers[length] {
				if shape.Lengths>>length&1 == 0 || shape.Next>>b&1 == 0 {
					continue
				}
				if sets := &t.numbers[length][b]; shape.Whole {
					sets.whole |= bit
				} else {
					sets.try |= bit
					for digits := range sets.second {
						if shape.Second == 0 || digits != noWord && shape.Second>>digits&1 != 0 {
							sets.second[digits] |= bit
						}
					}
				}
			}
		}
	}
	for _, label := range p.Start.Labels {
		t.labels[label[0]&31][label[1]&31] |= bit
		for third := range t.thirds {
			if len(label) == 2 || label[2]&31 == byte(third) {
				t.thirds[third] |= bit
			}
		}
	}
	for _, c := range []byte(p.Start.AfterWord) {
		t.afterWord[c] |= bit
	}
	for set, in := range map[*Set]bool{
		&t.mixed: p.Start.Mixed, &t.colon: p.Start.Colon, &t.at: p.Start.At, &t.run: p.Start.Run,
	} {
		if in {
			*set |= bit
		}
	}
}
