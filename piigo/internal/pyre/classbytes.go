package pyre

import "github.com/piigo/piigo/piigo/internal/class"

// foldingLetters are the letters beyond ASCII that equal an ASCII letter under
// IGNORECASE, and their class bytes.
var foldingLetters = []struct {
	code      rune
	classByte byte
}{
	{0x0130, class.DottedI},
	{0x0131, class.DotlessI},
	{0x017F, class.LongS},
	{0x212A, class.Kelvin},
}

// kindBytes are the class bytes of other code points beyond ASCII, by Kind.
var kindBytes = [kindCount]byte{class.Digit, class.Word, class.Space, class.Other}

// ClassByte returns the built-in scanner's byte for a code point of kind k.
func ClassByte(r rune, k Kind) byte {
	if r < 0x80 {
		return byte(r)
	}
	for _, l := range foldingLetters {
		if r == l.code {
			return l.classByte
		}
	}
	return kindBytes[k]
}

// representative returns a code point whose class byte is b.
func representative(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	for _, l := range foldingLetters {
		if b == l.classByte {
			return l.code
		}
	}
	switch b {
	case class.Digit:
		return 0x0660
	case class.Word:
		return 0x4E00
	case class.Space:
		return 0x2003
	}
	return 0x2014
}

// FromClass returns the alphabet's byte for every class byte of the built-in
// scanner. It reports false where class bytes tell too little, that is where
// the patterns single out code points beyond ASCII that class bytes do not.
func (a *Alphabet) FromClass() (table [0x100]byte, ok bool) {
	for b := range table {
		table[b] = a.Kinds[Other]
	}
	copy(table[:], a.ASCII[:])
	for k, b := range kindBytes {
		table[b] = a.Kinds[k]
	}
	ok = true
	for _, l := range foldingLetters {
		table[l.classByte] = a.Byte(l.code, Word)
	}
	for _, s := range a.Special {
		for r := s.Lo; r <= s.Hi && ok; r++ {
			ok = isFoldingLetter(r)
		}
	}
	return table, ok
}

func isFoldingLetter(r rune) bool {
	for _, l := range foldingLetters {
		if r == l.code {
			return true
		}
	}
	return false
}
