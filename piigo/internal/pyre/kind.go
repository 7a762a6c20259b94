package pyre

// Kind says what Python's re takes a code point for: the classes \d, \w and \s
// are unions of kinds.
type Kind uint8

// The kinds. Every code point has exactly one.
const (
	Digit Kind = iota // a decimal digit: \d and \w
	Word              // any other \w
	Space             // \s
	Other             // the rest
	kindCount
)

// kindSet is a set of kinds, one bit each.
type kindSet uint8

const (
	setDigit kindSet = 1 << Digit
	setSpace kindSet = 1 << Space
	setWord  kindSet = 1<<Digit | 1<<Word
	allKinds kindSet = 1<<kindCount - 1
)

func (s kindSet) has(k Kind) bool { return s>>k&1 != 0 }

// asciiKind is the kind of a code point below 128, which is the same in every
// version of Unicode.
func asciiKind(r rune) Kind {
	switch {
	case r >= '0' && r <= '9':
		return Digit
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_':
		return Word
	case r == ' ', r >= '\t' && r <= '\r', r >= 0x1C && r <= 0x1F:
		return Space
	}
	return Other
}
