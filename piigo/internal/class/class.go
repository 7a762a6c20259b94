// Package class defines the alphabet that texts are scanned in: one byte per
// code point.
//
// An ASCII code point is its own class byte. Every other code point becomes one
// of the codes below, chosen by what Python's regular expressions can tell
// apart in the built-in patterns: decimal digits (\d), other word characters
// (\w), white space (\s), and the four code points that equal an ASCII letter
// when case is ignored.
package class

// Class bytes of non-ASCII code points.
const (
	Digit    = 0x80 // a decimal digit: \d and \w
	Word     = 0x81 // any other word character
	Space    = 0x82 // white space: \s
	Other    = 0x83 // none of these
	DottedI  = 0x84 // U+0130, equals "i" when case is ignored
	DotlessI = 0x85 // U+0131, equals "i" when case is ignored
	LongS    = 0x86 // U+017F, equals "s" when case is ignored
	Kelvin   = 0x87 // U+212A, equals "k" when case is ignored
	// Break separates texts that are scanned together. No pattern matches it
	// and it is not a word character, so it ends every match and \b sees it as
	// the edge of a text.
	Break = 0xFF
)

// Attr is a set of properties of a class byte.
type Attr uint16

// The properties that patterns ask for.
const (
	W      Attr = 1 << iota // \w
	D                       // \d
	S                       // \s
	L                       // [A-Z]
	A                       // [0-9]
	X                       // [A-F0-9]
	Base64                  // [A-Za-z0-9/+=]
	Local                   // [A-Za-z0-9._%+-]
	Domain                  // [A-Za-z0-9.-]
	TLD                     // [A-Z|a-z]
	Secret                  // [A-Za-z0-9\-_]
	Anchor                  // @ + (: a match can turn on it outside of words
)

// Attrs holds the properties of each class byte. All letter sets ignore case.
var Attrs = attrs()

// Fold maps each class byte that equals an ASCII letter when case is ignored to
// that letter in lower case, and every other byte to itself.
var Fold = fold()

func fold() (f [256]byte) {
	for c := range f {
		f[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			f[c] = byte(c) + 'a' - 'A'
		}
	}
	f[DottedI], f[DotlessI], f[LongS], f[Kelvin] = 'i', 'i', 's', 'k'
	return f
}

func attrs() (a [256]Attr) {
	set := func(chars string, bits Attr) {
		for _, c := range []byte(chars) {
			a[c] |= bits
		}
	}
	for c, folded := range fold() {
		if 'a' <= folded && folded <= 'z' {
			a[c] |= W | L | Base64 | Local | Domain | TLD | Secret
		}
		if 'a' <= folded && folded <= 'f' {
			a[c] |= X
		}
	}
	set("0123456789", W|D|A|X|Base64|Local|Domain|Secret)
	// Python counts U+001C to U+001F as white space.
	set(" \t\n\r\v\f\x1c\x1d\x1e\x1f\x82", S)
	set("\x80", W|D)
	set("\x81", W)
	set("_", W|Local|Secret)
	set("-", Local|Domain|Secret)
	set(".", Local|Domain)
	set("+", Base64|Local|Anchor)
	set("/=", Base64)
	set("%", Local)
	set("|", TLD)
	set("@(", Anchor)
	return a
}
