package core

import (
	"github.com/piigo/piigo/piigo/internal/overlap"
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/internal/scan"
)

// Part is one of several texts whose class bytes stand in a row, with ClassBreak
// behind each.
type Part struct{ Base, Length int }

// MatchesIn puts into r the matches in the parts of t as Python's finditer would
// give them, before overlaps are resolved; with whitelist, less those that it
// matches. mapped is what Map makes of t. Parts must not be longer than MaxText.
func (e *Engine) MatchesIn(t, mapped []byte, parts []Part, whitelist bool, r *Result) {
	o := e.own
	r.matches.Reset()
	scan.Find(t, e.enabled, r.matches)
	r.open(e)
	for i, s := range o.slots {
		if s.builtin >= 0 {
			r.Of[i] = r.matches.Of[s.builtin]
		}
	}
	for _, part := range parts {
		o.find(mapped, part, r)
	}
	if whitelist {
		for i := range r.Of {
			r.Of[i] = e.Unlisted(mapped, r.Of[i])
		}
	}
}

// DetectIn puts the detections in the parts of t into r; see MatchesIn.
func (e *Engine) DetectIn(t, mapped []byte, parts []Part, r *Result) {
	e.MatchesIn(t, mapped, parts, true, r)
	first := 0
	for i, s := range e.own.slots {
		if s.last {
			overlap.Resolve(r.Of[first : i+1])
			first = i + 1
		}
	}
}

// find adds the matches of the user's own patterns in a part.
func (o *own) find(mapped []byte, part Part, r *Result) {
	text := o.prepare(mapped[part.Base : part.Base+part.Length])
	for i, s := range o.slots {
		if s.program < 0 {
			continue
		}
		r.pairs = o.program.FindAll(r.pairs[:0], s.program, text)
		for _, p := range r.pairs {
			r.Of[i] = append(r.Of[i], Span{Start: p[0] + part.Base, End: p[1] + part.Base})
		}
	}
}

// Unlisted returns the spans, in place, that no whitelist pattern that RE2 can run
// matches. Each is looked at alone.
func (e *Engine) Unlisted(mapped []byte, spans []Span) []Span {
	o := e.own
	if o.whitelist == nil {
		return spans
	}
	kept := spans[:0]
	for _, s := range spans {
		if !o.whitelist.Search(o.prepare(mapped[s.Start:s.End])) {
			kept = append(kept, s)
		}
	}
	return kept
}

func (o *own) prepare(mapped []byte) pyre.Text {
	text, err := o.program.Prepare(mapped)
	if err != nil {
		panic(err)
	}
	return text
}
