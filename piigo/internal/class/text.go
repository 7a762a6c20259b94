package class

import (
	"slices"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Text is a string prepared for scanning.
type Text struct {
	// Bytes holds one class byte per code point; a byte that is not valid
	// UTF-8 counts as one code point. It may share the string's memory and
	// must not be changed.
	Bytes []byte
	ascii bool
	src   string
	marks []int
}

// Of prepares s. For ASCII text nothing is copied.
func Of(s string) Text {
	i := asciiPrefix(s)
	if i == len(s) {
		return Text{Bytes: unsafe.Slice(unsafe.StringData(s), len(s)), ascii: true, src: s}
	}
	b := make([]byte, i, len(s))
	copy(b, s)
	for _, r := range s[i:] {
		b = append(b, Code(r))
	}
	return Text{Bytes: b, src: s}
}

func asciiPrefix(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := *(*uint64)(unsafe.Pointer(unsafe.StringData(s[i:])))
		if w&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// Code returns the class byte of r, by the Unicode tables of the Go release in
// use.
func Code(r rune) byte {
	switch {
	case r < utf8.RuneSelf:
		return byte(r)
	case r == '\u0130':
		return DottedI
	case r == '\u0131':
		return DotlessI
	case r == '\u017f':
		return LongS
	case r == '\u212a':
		return Kelvin
	case unicode.IsLetter(r):
		return Word
	case unicode.Is(unicode.Nd, r):
		return Digit
	case unicode.IsNumber(r):
		return Word
	case unicode.IsSpace(r):
		return Space
	}
	return Other
}

// markEvery is the distance, in code points, between remembered byte offsets.
const markEvery = 64

// Offset returns the byte offset in the string of code point i, which may be the
// number of code points. It takes constant time once the first call on a
// non-ASCII text has walked that text.
func (t *Text) Offset(i int) int {
	if t.ascii {
		return i
	}
	if t.marks == nil {
		t.marks = make([]int, 0, len(t.Bytes)/markEvery+1)
		n := 0
		for off := range t.src {
			if n%markEvery == 0 {
				t.marks = append(t.marks, off)
			}
			n++
		}
		if n%markEvery == 0 {
			t.marks = append(t.marks, len(t.src))
		}
	}
	off := t.marks[i/markEvery]
	for range i % markEvery {
		_, size := utf8.DecodeRuneInString(t.src[off:])
		off += size
	}
	return off
}

// ASCII reports whether the string is all ASCII, so that it is its own class
// bytes.
func (t Text) ASCII() bool { return t.ascii }

// Index returns the number of code points that end at or before byte offset off.
func (t *Text) Index(off int) int {
	if t.ascii {
		return off
	}
	t.Offset(0)
	mark, found := slices.BinarySearch(t.marks, off)
	if !found {
		mark--
	}
	return mark*markEvery + utf8.RuneCountInString(t.src[t.marks[mark]:off])
}

// invalid is added to a byte that is not valid UTF-8 to make it a rune.
const invalid = unicode.MaxRune + 1

// Runes returns the code points of a string; String turns them, or others like
// them, back into the very same bytes.
func Runes(s string) []rune {
	runes := make([]rune, 0, len(s))
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				r = invalid + rune(s[i])
			}
		}
		runes = append(runes, r)
	}
	return runes
}

// String is the inverse of Runes.
func String(runes []rune) string {
	b := make([]byte, 0, len(runes))
	for _, r := range runes {
		if r >= invalid {
			b = append(b, byte(r-invalid))
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}
