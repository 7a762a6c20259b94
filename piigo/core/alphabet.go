package core

import "github.com/piigo/piigo/piigo/internal/pyre"

// specials has the bytes of code points beyond ASCII that patterns single out, by
// page of 256 code points.
type specials struct {
	pages [0x110000 >> 8]*[0x100]int16
}

func newSpecials(ranges []pyre.ByteRange) *specials {
	s := &specials{}
	for _, r := range ranges {
		for c := r.Lo; c <= r.Hi; c++ {
			page := s.pages[c>>8]
			if page == nil {
				page = &[0x100]int16{}
				for i := range page {
					page[i] = -1
				}
				s.pages[c>>8] = page
			}
			page[c&0xFF] = int16(r.Byte)
		}
	}
	return s
}

// Map puts into out the bytes in which e looks for the patterns of the user's own
// in a text with these class bytes. The characters may be nil unless e.NeedsText;
// those out of the range of Unicode must be no special ones.
func Map[T Char](e *Engine, classes []byte, text []T, out []byte) {
	table := &e.own.table
	for i, c := range classes {
		out[i] = table[c]
	}
	special := e.own.special
	if special == nil {
		return
	}
	for i, c := range text {
		if uint32(c) < 0x80 || uint32(c) > 0x10FFFF {
			continue
		}
		if page := special.pages[uint32(c)>>8]; page != nil {
			if b := page[uint32(c)&0xFF]; b >= 0 {
				out[i] = byte(b)
			}
		}
	}
}
