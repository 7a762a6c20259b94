package pyre

import (
	"sync"
	"unicode"
)

// GoFacts returns the facts of the Unicode version that Go's library knows,
// for a detector without a Python interpreter.
var GoFacts = sync.OnceValue(func() *Facts {
	var kinds []KindRange
	for r := rune(0x80); r <= maxRune; r++ {
		k := goKind(r)
		last := len(kinds) - 1
		switch {
		case k == Other:
		case last >= 0 && kinds[last].Hi == r-1 && kinds[last].Kind == k:
			kinds[last].Hi = r
		default:
			kinds = append(kinds, KindRange{r, r, k})
		}
	}
	var cases []Case
	for _, cr := range unicode.CaseRanges {
		for r := rune(cr.Lo); r <= rune(cr.Hi); r++ {
			c := Case{Code: r, Lower: unicode.ToLower(r), Upper: unicode.ToUpper(r)}
			if c.Lower != r || c.Upper != r {
				cases = append(cases, c)
			}
		}
	}
	// Go has no mappings of one code point to several.
	for _, pair := range equalUpper {
		for _, r := range pair {
			cases = append(cases, Case{Code: r, Lower: r, Upper: r, Expands: true})
		}
	}
	return NewFacts(kinds, cases, false)
})

func goKind(r rune) Kind {
	switch {
	case unicode.Is(unicode.Nd, r):
		return Digit
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return Word
	case unicode.IsSpace(r):
		return Space
	}
	return Other
}
