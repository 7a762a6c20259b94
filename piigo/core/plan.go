package core

import (
	"slices"

	"github.com/piigo/piigo/piigo/internal/splice"
	"github.com/piigo/piigo/piigo/rules"
)

// Piece is a part of a masked text: the code points From up to To of its source.
type Piece = splice.Piece

// The sources of pieces.
const (
	FromText      = splice.Text      // the text that was scanned
	FromRedaction = splice.Redaction // the redaction text
	FromFixed     = splice.Constant  // the string Fixed
	FromStars     = splice.Stars     // as many "*" as the piece is long
	FromMade      = splice.Made      // what Plan.Finish returns beside the pieces
)

// Fixed is the text that pieces with the source FromFixed refer to.
var Fixed = splice.Fixed

// Plan returns how to put together the text t with the hits in r masked, last
// piece first, and the length of the result. redaction is the length of the
// redaction text. The answer is valid until r is used again.
func (e *Engine) Plan(t []byte, r *Result, redaction int) (pieces []Piece, length int) {
	r.sorted = append(r.sorted[:0], r.Hits...)
	slices.SortStableFunc(r.sorted, func(a, b Hit) int { return b.Start - a.Start })
	r.plan.t, r.plan.redaction = t, redaction
	r.plan.plan.Reset(len(t))
	for _, h := range r.sorted {
		if h.Strategy() == rules.Partial {
			r.plan.partial(h.Start, h.End, h.Rule)
		} else {
			r.plan.Redact(h.Start, h.End)
		}
	}
	length = r.plan.plan.Finish()
	return r.plan.plan.Pieces, length
}

// Plan collects replacements of spans in a text. They must come in the order of
// falling start; those with one start, in the order in which they are replaced.
type Plan struct {
	t         []byte
	redaction int
	plan      splice.Plan
	pieces    []Piece
}

// NewPlan returns an empty plan for the text t and a redaction text of this
// length.
func NewPlan(t []byte, redaction int) *Plan {
	p := &Plan{t: t, redaction: redaction}
	p.plan.Reset(len(t))
	return p
}

// Partial shows a part of the span, in the way of the type.
func (p *Plan) Partial(start, end int, t rules.PIIType) {
	p.partial(start, end, slices.IndexFunc(rules.Registry, func(r rules.Rule) bool { return r.Type == t }))
}

func (p *Plan) partial(start, end, rule int) {
	p.pieces = splice.Partial(p.pieces[:0], rule, p.t, start, end, p.redaction)
	p.plan.Replace(start, end, p.pieces...)
}

// Redact replaces the span by the redaction text.
func (p *Plan) Redact(start, end int) {
	p.plan.Replace(start, end, Piece{From: 0, To: p.redaction, Source: FromRedaction})
}

// Replace replaces the span by an ASCII string.
func (p *Plan) Replace(start, end int, by string) {
	from := len(p.plan.Made)
	p.plan.Made = append(p.plan.Made, by...)
	p.plan.Replace(start, end, Piece{From: from, To: from + len(by), Source: FromMade})
}

// Finish returns the pieces, last piece first, and the bytes that those with the
// source FromMade refer to.
func (p *Plan) Finish() (pieces []Piece, made []byte) {
	p.plan.Finish()
	return p.plan.Pieces, p.plan.Made
}
