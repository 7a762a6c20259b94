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
// matches. mapped is what Map makes of t. Parts must not be longer than MaxCustomText.
func (e *Engine) MatchesIn(t []byte, mapped Mapped, parts []Part, whitelist bool, r *Result) {
	c := e.custom
	r.matches.Reset()
	scan.Find(t, 0, e.enabled, r.matches)
	r.open(e)
	for i, s := range c.slots {
		if s.builtin >= 0 {
			r.Of[i] = r.matches.Of[s.builtin]
		}
	}
	for _, part := range parts {
		c.find(mapped, part, r)
	}
	if whitelist {
		for i := range r.Of {
			r.Of[i] = e.Unlisted(mapped, r.Of[i])
		}
	}
}

// DetectIn puts the detections in the parts of t into r; see MatchesIn.
func (e *Engine) DetectIn(t []byte, mapped Mapped, parts []Part, r *Result) {
	e.MatchesIn(t, mapped, parts, true, r)
	first := 0
	for i, s := range e.custom.slots {
		if s.last {
			overlap.Resolve(r.Of[first : i+1])
			first = i + 1
		}
	}
}

// find adds the matches of the custom patterns in a part.
func (c *custom) find(mapped Mapped, part Part, r *Result) {
	texts := make([]pyre.Text, len(c.programs))
	for i := range c.programs {
		texts[i] = c.programs[i].prepare(mapped[i][part.Base : part.Base+part.Length])
	}
	for i, s := range c.slots {
		if s.place.program < 0 {
			continue
		}
		p := &c.programs[s.place.program]
		r.pairs = p.FindAll(r.pairs[:0], s.place.index, texts[s.place.program])
		for _, p := range r.pairs {
			r.Of[i] = append(r.Of[i], scan.NewSpan(p[0]+part.Base, p[1]+part.Base))
		}
	}
}

// Unlisted returns the spans, in place, that no whitelist pattern that RE2 can run
// matches. Each is looked at alone.
func (e *Engine) Unlisted(mapped Mapped, spans []Span) []Span {
	for i := range e.custom.programs {
		p := &e.custom.programs[i]
		if p.whitelist == nil {
			continue
		}
		kept := spans[:0]
		for _, s := range spans {
			if !p.whitelist.Search(p.prepare(mapped[i][s.Start:s.End])) {
				kept = append(kept, s)
			}
		}
		spans = kept
	}
	return spans
}

func (p *program) prepare(mapped []byte) pyre.Text {
	text, err := p.Prepare(mapped)
	if err != nil {
		panic(err)
	}
	return text
}
