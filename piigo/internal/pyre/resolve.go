package pyre

import "fmt"

// resolved is a charSet once case folding is worked out: a code point is a
// member if it is in points or has one of kinds, or the reverse of that if
// negate.
type resolved struct {
	points []span // normalized
	kinds  kindSet
	negate bool
}

// content is the same for sets with the same fields only.
func (s *resolved) content() string {
	return fmt.Sprint(s.points, s.kinds, s.negate)
}

// has reports whether a code point of kind k is a member.
func (s *resolved) has(r rune, k Kind) bool {
	return (s.kinds.has(k) || contains(s.points, r)) != s.negate
}

// resolve works out which code points c matches.
func (c *charSet) resolve(f *Facts) *resolved {
	out := &resolved{kinds: c.kinds, negate: c.negate}
	out.points = append(out.points, c.plain...)
	for _, r := range c.literals {
		out.points = append(out.points, c.foldSpan(span{r, r}, f)...)
	}
	for _, s := range c.ranges {
		out.points = append(out.points, c.foldSpan(s, f)...)
		out.points = append(out.points, c.foldHigh(s, f)...)
	}
	out.points = normalize(out.points)
	return out
}

// foldSpan returns s and all that equals a member of s.
func (c *charSet) foldSpan(s span, f *Facts) []span {
	out := []span{s}
	switch c.fold {
	case foldASCII:
		out = append(out, shift(s, span{'A', 'Z'}, 'a'-'A')...)
		out = append(out, shift(s, span{'a', 'z'}, 'A'-'a')...)
	case foldUnicode:
		for _, r := range f.cased(s) {
			for _, e := range f.Equal(r) {
				out = append(out, span{e, e})
			}
		}
	}
	return out
}

// shift returns the part of s that lies in within, moved by offset.
func shift(s, within span, offset rune) []span {
	lo, hi := max(s.lo, within.lo), min(s.hi, within.hi)
	if lo > hi {
		return nil
	}
	return []span{{lo + offset, hi + offset}}
}

// foldHigh returns what a range that goes beyond U+FFFF matches besides.
//
// ORACLE: re tests the upper case of the text with such a range; older ones do so by
// Unicode's rules even under the flag a.
func (c *charSet) foldHigh(s span, f *Facts) []span {
	if c.fold == foldNone || s.hi <= 0xFFFF || c.fold == foldASCII && f.asciiHigh {
		return nil
	}
	var out []span
	for _, r := range f.codes {
		lower := r
		if c.fold == foldUnicode {
			lower = f.Lower(r)
		} else if r >= 'A' && r <= 'Z' {
			lower = r + 'a' - 'A'
		}
		if upper := f.Upper(lower); upper >= s.lo && upper <= s.hi {
			out = append(out, span{r, r})
		}
	}
	return out
}

// oddity returns why c's meaning cannot be told from c alone, or "".
//
// ORACLE: re fails to fold an upper-case letter beyond U+FFFF that stands in a
// class or, as it merges one-letter branches to a class, in an alternation.
func (c *charSet) oddity(f *Facts) string {
	if c.fold == foldNone {
		return ""
	}
	for _, r := range c.literals {
		if r > 0xFFFF && f.Lower(r) != r {
			return "an upper-case letter beyond U+FFFF"
		}
	}
	return ""
}
