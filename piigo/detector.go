package piigo

import (
	"strings"
	"sync"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/rules"
)

// Detector finds and masks PII. It is immutable and may be used by many
// goroutines at once.
type Detector struct {
	config Config
	engine *core.Engine
	// redaction is the length of the redaction text in code points.
	redaction int
}

// New returns a Detector with the options c. The error names the option that is
// wrong.
func New(c Config) (*Detector, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	return &Detector{c, core.New(c.enabled), len(class.Of(c.RedactionText).Bytes)}, nil
}

// Config returns the options of d.
func (d *Detector) Config() Config { return d.config }

// Engine returns the part of d that works on class bytes. It is for bindings to
// other languages.
func (d *Detector) Engine() *core.Engine { return d.engine }

var results = sync.Pool{New: func() any { return core.NewResult() }}

func giveBack(r *core.Result) {
	r.Release()
	results.Put(r)
}

// Detect returns the detections in text, by type in the order of the constants,
// within a type by pattern and then by position; nil if there are none.
// Detections of different types may overlap, those of one type do not. Offsets
// are in bytes. A byte of text that is not valid UTF-8 counts as a character
// that no pattern matches.
func (d *Detector) Detect(text string) []Detection {
	t := class.Of(text)
	r := results.Get().(*core.Result)
	defer giveBack(r)
	d.engine.Detect(t.Bytes, r)
	return detections(text, t, r.Hits)
}

func detections(text string, t *class.Text, hits []core.Hit) []Detection {
	if len(hits) == 0 {
		return nil
	}
	found := make([]Detection, len(hits))
	for i, h := range hits {
		start, end := t.Offset(h.Start), t.Offset(h.End)
		found[i] = Detection{rules.Registry[h.Rule].Type, text[start:end], start, end, h.Strategy()}
	}
	return found
}

// Redact returns text with every detection masked: Mask(text, Detect(text)),
// faster. It returns text itself if there is none.
func (d *Detector) Redact(text string) string {
	t := class.Of(text)
	r := results.Get().(*core.Result)
	defer giveBack(r)
	d.engine.Detect(t.Bytes, r)
	if len(r.Hits) == 0 {
		return text
	}
	pieces, _ := d.engine.Plan(t.Bytes, r, d.redaction)
	return d.join(t, pieces, nil)
}

// join puts the text of a plan together. made is what pieces with the source
// FromMade refer to.
func (d *Detector) join(t *class.Text, pieces []core.Piece, made []byte) string {
	redaction := class.Of(d.config.RedactionText)
	var b strings.Builder
	b.Grow(t.Offset(len(t.Bytes)))
	for i := len(pieces) - 1; i >= 0; i-- {
		p := pieces[i]
		switch p.Source {
		case core.FromText:
			b.WriteString(t.Slice(p.From, p.To))
		case core.FromRedaction:
			b.WriteString(redaction.Slice(p.From, p.To))
		case core.FromFixed:
			b.WriteString(core.Fixed[p.From:p.To])
		case core.FromStars:
			for range p.To - p.From {
				b.WriteByte('*')
			}
		case core.FromMade:
			b.Write(made[p.From:p.To])
		}
	}
	return b.String()
}
