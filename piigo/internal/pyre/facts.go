package pyre

import (
	"slices"
	"sort"
)

// KindRange gives the kind of the code points Lo to Hi, both included.
type KindRange struct {
	Lo, Hi rune
	Kind   Kind
}

// Case gives what a code point becomes in lower and in upper case.
type Case struct {
	Code, Lower rune
	// Upper is the first code point of the upper case, as Py_UNICODE_TOUPPER
	// gives it.
	Upper rune
	// Expands says that the upper case has more than one code point.
	Expands bool
}

// Facts is what a pattern's meaning takes from the interpreter's version of
// Unicode. It is immutable and safe for use by many goroutines.
type Facts struct {
	kinds []KindRange
	cases map[rune]Case
	codes []rune // the keys of cases and the values they map to, sorted
	equal map[rune][]rune
	// asciiHigh says that re heeds the flag a in ranges that go beyond U+FFFF.
	asciiHigh bool
}

// equalUpper are the pairs of lower-case letters whose upper case is the same
// string of several letters, which Case does not tell.
var equalUpper = [][]rune{{0x0390, 0x1FD3}, {0x03B0, 0x1FE3}, {0xFB05, 0xFB06}}

// NewFacts makes Facts from the kinds of the code points beyond ASCII (those
// not listed are Other) and from the mappings of all code points whose lower
// or upper case is another code point. asciiHigh says that re folds A to Z alone
// under the flag a, in ranges that go beyond U+FFFF, too, as it does from some
// patch release of Python 3.13 on.
func NewFacts(kinds []KindRange, cases []Case, asciiHigh bool) *Facts {
	f := &Facts{cases: map[rune]Case{}, equal: map[rune][]rune{}, asciiHigh: asciiHigh}
	f.kinds = slices.Clone(kinds)
	sort.Slice(f.kinds, func(i, j int) bool { return f.kinds[i].Lo < f.kinds[j].Lo })
	for _, c := range cases {
		f.cases[c.Code] = c
		f.codes = append(f.codes, c.Code, c.Lower, c.Upper)
	}
	slices.Sort(f.codes)
	f.codes = slices.Compact(f.codes)
	f.groupEqual()
	return f
}

// groupEqual fills equal: re takes two code points for equal if their lower
// cases are the same or have the same upper case.
func (f *Facts) groupEqual() {
	groups := map[rune][]rune{}
	for _, r := range f.codes {
		key := f.upperKey(f.Lower(r))
		groups[key] = append(groups[key], r)
	}
	for _, members := range groups {
		for _, r := range members {
			f.equal[r] = members
		}
	}
}

// upperKey is the same for two lower-case letters with the same upper case.
func (f *Facts) upperKey(r rune) rune {
	if !f.cases[r].Expands {
		return f.Upper(r)
	}
	for _, pair := range equalUpper {
		if r == pair[1] {
			return pair[0]
		}
	}
	return r
}

// Kind returns the kind of a code point.
func (f *Facts) Kind(r rune) Kind {
	if r < 0x80 {
		return asciiKind(r)
	}
	i := sort.Search(len(f.kinds), func(i int) bool { return f.kinds[i].Hi >= r })
	if i < len(f.kinds) && f.kinds[i].Lo <= r {
		return f.kinds[i].Kind
	}
	return Other
}

// Lower returns the lower case of a code point.
func (f *Facts) Lower(r rune) rune {
	if c, ok := f.cases[r]; ok {
		return c.Lower
	}
	return r
}

// Upper returns the first code point of a code point's upper case.
func (f *Facts) Upper(r rune) rune {
	if c, ok := f.cases[r]; ok {
		return c.Upper
	}
	return r
}

// Equal returns the code points that match r under IGNORECASE, r included, in
// ascending order.
func (f *Facts) Equal(r rune) []rune {
	if members, ok := f.equal[r]; ok {
		return members
	}
	return []rune{r}
}

// cased returns the code points between lo and hi that take part in a mapping.
func (f *Facts) cased(s span) []rune {
	from, _ := slices.BinarySearch(f.codes, s.lo)
	to, _ := slices.BinarySearch(f.codes, s.hi+1)
	return f.codes[from:to]
}
