// Package reference is the detector written down as plainly as can be: each
// pattern is run by a backtracking matcher, overlaps are resolved and spans
// replaced one at a time. Tests compare the detector with it. It is slow, and
// on some texts exceedingly so.
package reference

import (
	"slices"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/rules"
)

// Hit is a detection in code points.
type Hit struct {
	Start, End int
	Type       rules.PIIType
	Strategy   rules.MaskingStrategy
}

var parsed = parse()

func parse() map[string]*pyre.Pattern {
	patterns := map[string]*pyre.Pattern{}
	for _, rule := range rules.Registry {
		for _, p := range rule.Patterns {
			pattern, err := pyre.Parse(p.Expr)
			if err != nil {
				panic(err)
			}
			patterns[p.Expr] = pattern
		}
	}
	return patterns
}

// Matches returns all matches of a pattern in class bytes.
func Matches(t []byte, p rules.Pattern) [][2]int {
	return parsed[p.Expr].FindAllReference(t)
}

// Detect returns the hits of all built-in rules in class bytes.
func Detect(t []byte) (hits []Hit) {
	for _, rule := range rules.Registry {
		var kept []Hit
		for _, p := range rule.Patterns {
			for _, m := range Matches(t, p) {
				h := Hit{m[0], m[1], rule.Type, p.Strategy}
				if !slices.ContainsFunc(kept, h.overlaps) {
					kept = append(kept, h)
				}
			}
		}
		hits = append(hits, kept...)
	}
	return hits
}

func (h Hit) overlaps(other Hit) bool { return h.Start < other.End && h.End > other.Start }

// Mask replaces each hit of the text in turn, from the greatest start down.
func Mask(text []rune, hits []Hit, redaction string) []rune {
	hits = slices.Clone(hits)
	slices.SortStableFunc(hits, func(a, b Hit) int { return b.Start - a.Start })
	masked := slices.Clone(text)
	for _, h := range hits {
		by := redaction
		if h.Strategy == rules.Partial {
			by = partial(h.Type, text[h.Start:h.End], redaction)
		}
		tail := masked[min(h.End, len(masked)):]
		masked = slices.Concat(masked[:h.Start], []rune(by), tail)
	}
	return masked
}

func partial(t rules.PIIType, value []rune, redaction string) string {
	n := len(value)
	switch t {
	case rules.SSN, rules.CreditCard, rules.Phone:
		if n < 4 {
			return redaction
		}
		prefix := map[rules.PIIType]string{
			rules.SSN: "***-**-", rules.CreditCard: "****-****-****-", rules.Phone: "***-***-",
		}
		return prefix[t] + string(value[n-4:])
	case rules.Email:
		at := slices.Index(value, '@')
		if at < 0 || slices.Contains(value[at+1:], '@') {
			return redaction
		}
		if at > 2 {
			return string(value[:1]) + "***" + string(value[at-1:])
		}
		return "***" + string(value[at:])
	}
	if n <= 2 {
		return redaction
	}
	stars := slices.Repeat([]rune{'*'}, n-2)
	return string(value[:1]) + string(stars) + string(value[n-1:])
}

// Classes returns the class bytes of text.
func Classes(text string) []byte { return class.Of(text).Bytes }
