package core

import (
	"github.com/piigo/piigo/piigo/internal/splice"
	"github.com/piigo/piigo/piigo/rules"
)

// Char is a character of a text: a byte of an ASCII text, or a code point in as
// many bits as the text's greatest one needs.
type Char = splice.Char

// Writer writes the masked form of a text from its end to its beginning.
type Writer[T Char] = splice.Writer[T]

// NewWriter returns a writer into out. Replacements must be written in the order
// of falling start; those with one start, in the order in which they are made.
func NewWriter[T Char](text, redaction, out []T) Writer[T] {
	return splice.NewWriter(text, redaction, out)
}

// Room returns a length that suffices for a text of n characters in which this
// many spans are masked.
func Room(n, redaction, spans int) int {
	return n + spans*max(redaction, splice.MaxShown)
}

// Mask writes text with what r holds masked into out, and returns it: a part of
// out, whose length must be at least Room.
func Mask[T Char](r *Result, text, redaction, out []T) []T {
	w := splice.NewWriter(text, redaction, out)
	left, pattern := pending(r)
	for len(left) > 0 {
		// The span with the greatest start is next, of the first pattern if several
		// begin there.
		list, start := 0, -1
		for i, spans := range left {
			if s := spans[len(spans)-1].Start; s > start {
				list, start = i, s
			}
		}
		spans := left[list]
		last := len(spans) - 1
		p := &Patterns[pattern[list]]
		if p.Strategy == rules.Partial {
			w.Partial(start, spans[last].End, p.Rule.Show)
		} else {
			w.Redact(start, spans[last].End)
		}
		if left[list] = spans[:last]; last == 0 {
			left = append(left[:list], left[list+1:]...)
			pattern = append(pattern[:list], pattern[list+1:]...)
		}
	}
	return w.Finish()
}

// pending returns the lists of spans that are not empty, and the number of the
// pattern of each.
func pending(r *Result) (left [][]Span, pattern []int) {
	left, pattern = r.left[:0], r.pattern[:0]
	for i, spans := range r.Of {
		if len(spans) > 0 {
			left, pattern = append(left, spans), append(pattern, i)
		}
	}
	r.left, r.pattern = left, pattern
	return left, pattern
}

// ShowOf returns what the partial strategy shows of a type.
func ShowOf(t rules.PIIType) rules.Show {
	for _, rule := range rules.Registry {
		if rule.Type == t {
			return rule.Show
		}
	}
	return rules.Show{}
}
