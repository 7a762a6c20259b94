package pyre

import "sync"

// asciiFacts are all the facts that matter to patterns without a code point
// beyond ASCII; they are the same in every version of Unicode.
var asciiFacts = sync.OnceValue(func() *Facts {
	var kinds []KindRange
	for _, l := range foldingLetters {
		kinds = append(kinds, KindRange{l.code, l.code, Word})
	}
	cases := []Case{
		{Code: 0x0130, Lower: 'i', Upper: 0x0130},
		{Code: 0x0131, Lower: 0x0131, Upper: 'I'},
		{Code: 0x017F, Lower: 0x017F, Upper: 'S'},
		{Code: 0x212A, Lower: 'k', Upper: 0x212A},
	}
	for upper := 'A'; upper <= 'Z'; upper++ {
		lower := upper + 'a' - 'A'
		cases = append(cases, Case{Code: upper, Lower: lower, Upper: upper},
			Case{Code: lower, Lower: lower, Upper: upper})
	}
	return NewFacts(kinds, cases, false)
})

// beyondASCII reports whether what p matches depends on other facts than
// asciiFacts.
func (p *Pattern) beyondASCII() bool {
	found := false
	walk(p.root, func(n node) {
		if c, ok := n.(*charNode); ok {
			found = found || c.set.beyondASCII()
		}
	})
	return found
}

func (c *charSet) beyondASCII() bool {
	return !isASCII(c.literals) || reachesBeyond(c.ranges) || reachesBeyond(c.plain)
}

func reachesBeyond(spans []span) bool {
	for _, s := range spans {
		if s.hi >= 0x80 {
			return true
		}
	}
	return false
}
