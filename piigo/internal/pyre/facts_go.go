package pyre

import (
	"slices"
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
			c.Expands = expands(r)
			if c.Lower != r || c.Upper != r {
				cases = append(cases, c)
			}
		}
	}
	return NewFacts(kinds, cases)
})

// expands reports whether r is one of the letters of equalUpper, the only ones
// with an expanding upper case for which that matters to Go's simple mappings.
func expands(r rune) bool {
	for _, pair := range equalUpper {
		if slices.Contains(pair, r) {
			return true
		}
	}
	return false
}

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
