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

// Native reports whether Mask knows a strategy. It does not know those that make
// something of the value itself, and masks by the redaction text in their place.
func Native(s rules.MaskingStrategy) bool { return s != rules.Hash && s != rules.Tokenize }

// Mask writes text with what r holds masked into out, and returns it: a part of
// out, whose length must be at least Room, or that of MaskedLength if it suffices.
func Mask[T Char](r *Result, text, redaction, out []T) []T {
	w := splice.NewWriter(text, redaction, out)
	mask(&w, r.Parts().left, 0)
	return w.Finish()
}

// MaskedLength returns the length of what Mask writes, and whether that suffices for
// its out, as it does where no spans overlap.
func MaskedLength[T Char](r *Result, text, redaction []T) (length int, suffices bool) {
	w := splice.NewWriter(text, redaction, nil)
	mask(&w, r.Parts().left, 0)
	return w.Counted()
}

// Parts are the spans of a result, to be masked text by text where it is of several.
// They are valid until the result is released.
type Parts struct{ left, next []pending }

// Parts returns all spans.
func (r *Result) Parts() *Parts {
	patterns := r.patterns()
	left := r.parts.left[:0]
	for i, spans := range r.Of {
		if len(spans) > 0 {
			left = append(left, pending{int(spans[len(spans)-1].Start), spans, &patterns[i]})
		}
	}
	r.parts.left = left
	return &r.parts
}

// clear empties p, and lets go of the spans that its memory refers to.
func (p *Parts) clear() {
	clear(p.left[:cap(p.left)])
	clear(p.next[:cap(p.next)])
	p.left, p.next = p.left[:0], p.next[:0]
}

// Drop drops the spans that begin at end or before.
func (p *Parts) Drop(end int) {
	p.next = p.next[:0]
	for i := range p.left {
		of := &p.left[i]
		n := 0
		for n < len(of.spans) && int(of.spans[n].Start) <= end {
			n++
		}
		if n > 0 {
			p.next = append(p.next, pending{int(of.spans[n-1].Start), of.spans[:n], of.pattern})
			of.spans = of.spans[n:]
		}
	}
}

// MaskPart is Mask for the spans of a text that begins at base of what they were found
// in, and drops them. What was found in texts before must be dropped.
func MaskPart[T Char](p *Parts, base int, text, redaction, out []T) []T {
	p.Drop(base + len(text))
	w := splice.NewWriter(text, redaction, out)
	mask(&w, p.next, base)
	return w.Finish()
}

func mask[T Char](w *Writer[T], left []pending, base int) {
	for len(left) > 0 {
		// The span with the greatest start is next, of the first pattern if several
		// begin there; then those of its pattern that begin behind all others.
		n, others := 0, -1
		for i := 1; i < len(left); i++ {
			if left[i].start > left[n].start {
				n, others = i, left[n].start
			} else {
				others = max(others, left[i].start)
			}
		}
		next := &left[n]
		maskBehind(w, next, base, others)
		if len(next.spans) == 0 {
			left = append(left[:n], left[n+1:]...)
		}
	}
}

// pending are the spans of a pattern that are still to be masked; start is that of
// the last one.
type pending struct {
	start   int
	spans   []Span
	pattern *Pattern
}

// maskBehind masks the last span of p, and those before it that begin behind others.
func maskBehind[T Char](w *Writer[T], p *pending, base, others int) {
	strategy, show := p.pattern.Strategy, &p.pattern.Rule.Show
	for {
		last := len(p.spans) - 1
		start, end := int(p.spans[last].Start)-base, int(p.spans[last].End)-base
		switch strategy {
		case rules.Partial:
			w.Partial(start, end, show)
		case rules.Remove:
			w.Replace(start, end, "")
		default:
			w.Redact(start, end)
		}
		p.spans = p.spans[:last]
		if last == 0 {
			return
		}
		if p.start = int(p.spans[last-1].Start); p.start <= others {
			return
		}
	}
}

// ShowOf returns what the partial strategy shows of a type.
func ShowOf(t rules.PIIType) *rules.Show {
	if rule := rules.Of(t); rule != nil {
		return &rule.Show
	}
	return &rules.Show{}
}
