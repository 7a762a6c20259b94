package pyre

// flags are the flags of Python's re that change what a part of a pattern
// means. re.UNICODE is the absence of flagASCII.
type flags uint8

const (
	flagIgnoreCase flags = 1 << iota
	flagMultiLine
	flagDotAll
	flagVerbose
	flagASCII
	flagUnicode // only as written: to find contradictions
)

const typeFlags = flagASCII | flagUnicode

// flagLetters maps the inline flag letters, except L, which re refuses in a
// str pattern, and t, which it knew until Python 3.12.
var flagLetters = map[rune]flags{
	'i': flagIgnoreCase,
	'm': flagMultiLine,
	's': flagDotAll,
	'x': flagVerbose,
	'a': flagASCII,
	'u': flagUnicode,
}

// with returns the flags inside a group that turns some on and some off.
func (f flags) with(on, off flags) flags {
	if on&typeFlags != 0 {
		f &^= typeFlags
	}
	return (f | on) &^ off
}

// fold returns how the case of literals is folded under these flags.
func (f flags) fold() foldMode {
	switch {
	case f&flagIgnoreCase == 0:
		return foldNone
	case f&flagASCII != 0:
		return foldASCII
	}
	return foldUnicode
}
