package piigo

import (
	"fmt"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
)

// Mask returns text with the given detections masked, each by its Strategy, or by
// the configured default if it has none. Detections may come from Detect, be
// edited or made by hand; Value is not looked at.
//
// They are replaced one by one from the greatest Start down, detections with one
// Start in the order given. Where they overlap, a replacement covers what was put
// in before, as it does in the gateway's own filter. It takes time linear in the
// text.
//
// Mask panics if a detection's offsets do not satisfy 0 <= Start <= End <= len(text).
func (d *Detector) Mask(text string, found []Detection) string {
	if len(found) == 0 {
		return text
	}
	t := class.Of(text)
	runes := class.Runes(text)
	w := core.NewWriter(runes, d.redaction, make([]rune, core.Room(len(runes), len(d.redaction), len(found))))
	for _, f := range core.FallingStart(found, func(f *Detection) int { return f.Start }) {
		if f.Start < 0 || f.Start > f.End || f.End > len(text) {
			panic(fmt.Sprintf("piigo: %v is not in the text of %d bytes", f, len(text)))
		}
		strategy := f.Strategy
		if strategy == "" {
			strategy = d.config.DefaultMaskStrategy
		}
		start, end := t.Index(f.Start), t.Index(f.End)
		switch strategy {
		case StrategyPartial:
			w.Partial(start, end, core.ShowOf(f.Type))
		case StrategyHash:
			w.Replace(start, end, core.HashOf([]byte(text[f.Start:f.End])))
		case StrategyTokenize:
			w.Replace(start, end, core.NewToken())
		case StrategyRemove:
			w.Replace(start, end, "")
		default:
			w.Redact(start, end)
		}
	}
	return class.String(w.Finish())
}
