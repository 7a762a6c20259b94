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

// Mapped is a text, or several, in the bytes in which an engine looks for custom
// patterns: once for each alphabet that these need.
type Mapped [][]byte

// NewMapped returns room for a text of this length.
func (e *Engine) NewMapped(length int) Mapped {
	m := make(Mapped, len(e.custom.programs))
	for i := range m {
		m[i] = make([]byte, length)
	}
	return m
}

// Slice returns a part of m.
func (m Mapped) Slice(from, to int) Mapped {
	part := make(Mapped, len(m))
	for i := range m {
		part[i] = m[i][from:to]
	}
	return part
}

// Map puts a text with these class bytes into m. The characters may be nil unless
// e.NeedsText.
func Map[T Char](e *Engine, classes []byte, text []T, m Mapped) {
	for i := range e.custom.programs {
		p := &e.custom.programs[i]
		for k, c := range classes {
			m[i][k] = p.table[c]
		}
		if p.special != nil {
			mapSpecial(p.special, text, m[i])
		}
	}
}

// mapSpecial leaves alone what is no code point: what stands for bytes that are not
// valid UTF-8.
func mapSpecial[T Char](special *specials, text []T, out []byte) {
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
