package scan

import (
	"slices"

	"github.com/piigo/piigo/piigo/internal/class"
)

// prints are the fingerprints of labels: sets of what their first three letters
// can be. The labels are spread over eight buckets. For each of the three places,
// a character is in a bucket if its lower and upper halves both are; a label can
// begin where some bucket has all three characters. Other words may pass, too.
//
// This is the form that vector instructions look up 32 characters at a time.
type prints struct {
	// low and high are indexed by place, then by half of a character. Each table is
	// there twice, as the instructions work on two lanes.
	low, high [3][32]uint8
}

func newPrints(labels []string) (p prints) {
	slices.Sort(labels)
	for n, label := range labels {
		bucket := uint8(1) << (n * 8 / len(labels))
		for place := range 3 {
			for c := range 256 {
				if place >= len(label) || class.Fold[c] == label[place] {
					p.add(place, byte(c), bucket)
				}
			}
		}
	}
	return p
}

func (p *prints) add(place int, c byte, bucket uint8) {
	for lane := 0; lane < 32; lane += 16 {
		p.low[place][lane+int(c&15)] |= bucket
		p.high[place][lane+int(c>>4)] |= bucket
	}
}

// buckets returns the buckets that c is in at a place.
func (p *prints) buckets(place int, c byte) uint8 {
	return p.low[place][c&15] & p.high[place][c>>4]
}

func (p *prints) first(c byte) bool { return p.buckets(0, c) != 0 }

func (p *prints) match(a, b, c byte) bool {
	return p.buckets(0, a)&p.buckets(1, b)&p.buckets(2, c) != 0
}
