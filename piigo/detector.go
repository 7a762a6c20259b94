package piigo

import (
	"sync"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
)

// Detector finds and masks PII. It is immutable and may be used by many
// goroutines at once.
type Detector struct {
	config    Config
	engine    *core.Engine
	redaction []rune
	// native tells that Redact can do without Mask: it knows all strategies.
	native bool
}

// New returns a Detector with the options c. The error names the option that is
// wrong.
func New(c Config) (*Detector, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	engine, err := withCustom(core.New(c.enabled), c)
	if err != nil {
		return nil, err
	}
	native := true
	for _, p := range engine.Patterns() {
		native = native && core.Native(p.Strategy)
	}
	return &Detector{c.clone(), engine, class.Runes(c.RedactionText), native}, nil
}

// Config returns the options of d, with lists that the caller may change.
func (d *Detector) Config() Config { return d.config.clone() }

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
// that no built-in pattern matches. Detect panics on a text of 1<<32 code points
// and up, or, with custom or whitelist patterns, of more than 1<<28.
func (d *Detector) Detect(text string) []Detection {
	r := results.Get().(*core.Result)
	defer giveBack(r)
	t := class.Of(text)
	d.detect(text, &t, r)
	return d.detections(text, &t, r)
}

func (d *Detector) detect(text string, t *class.Text, r *core.Result) {
	if d.engine.HasCustom() {
		detectIn(d.engine, text, t, r)
		return
	}
	d.engine.Detect(t.Bytes, r)
}

func (d *Detector) detections(text string, t *class.Text, r *core.Result) []Detection {
	count := r.Count()
	if count == 0 {
		return nil
	}
	found := make([]Detection, 0, count)
	patterns := d.engine.Patterns()
	for i, spans := range r.Of {
		p := &patterns[i]
		for _, span := range spans {
			start, end := t.Offset(int(span.Start)), t.Offset(int(span.End))
			found = append(found, Detection{p.Rule.Type, text[start:end], start, end, p.Strategy})
		}
	}
	return found
}

// Redact returns text with every detection masked: Mask(text, Detect(text)),
// faster. It returns text itself if there is none.
func (d *Detector) Redact(text string) string {
	if !d.native {
		return d.Mask(text, d.Detect(text))
	}
	t := class.Of(text)
	r := results.Get().(*core.Result)
	defer giveBack(r)
	d.detect(text, &t, r)
	count := r.Count()
	if count == 0 {
		return text
	}
	if t.ASCII() && class.Of(d.config.RedactionText).ASCII() {
		out := make([]byte, core.Room(len(text), len(d.config.RedactionText), count))
		return string(core.Mask(r, t.Bytes, []byte(d.config.RedactionText), out))
	}
	runes := class.Runes(text)
	out := make([]rune, core.Room(len(runes), len(d.redaction), count))
	return class.String(core.Mask(r, runes, d.redaction, out))
}
