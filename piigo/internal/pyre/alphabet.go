package pyre

import "sort"

// ByteRange gives the byte of the code points Lo to Hi, both included.
type ByteRange struct {
	Lo, Hi rune
	Byte   byte
}

// Alphabet says which byte stands for a code point in the text that a Program
// scans. It tells apart just what the program's patterns tell apart, so that
// it does not keep the ASCII characters as they are. It is plain data, to be
// copied into whatever maps the text.
type Alphabet struct {
	// ASCII has the bytes of the code points below 128.
	ASCII [0x80]byte
	// Special has those of other code points that the patterns single out,
	// sorted and without overlap.
	Special []ByteRange
	// Kinds has those of all other code points, by Kind.
	Kinds [kindCount]byte
}

// Byte returns the byte of a code point of kind k.
func (a *Alphabet) Byte(r rune, k Kind) byte {
	if r < 0x80 {
		return a.ASCII[r]
	}
	i := sort.Search(len(a.Special), func(i int) bool { return a.Special[i].Hi >= r })
	if i < len(a.Special) && a.Special[i].Lo <= r {
		return a.Special[i].Byte
	}
	return a.Kinds[k]
}
