package piigo

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

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
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b Detection) int { return b.Start - a.Start })
	t := class.Of(text)
	runes := class.Runes(text)
	w := core.NewWriter(runes, d.redaction, make([]rune, core.Room(len(runes), len(d.redaction), len(found))))
	for _, f := range sorted {
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
			w.Replace(start, end, fmt.Sprintf("[HASH:%s]", digest(text[f.Start:f.End])))
		case StrategyTokenize:
			w.Replace(start, end, fmt.Sprintf("[TOKEN:%s]", token()))
		case StrategyRemove:
			w.Replace(start, end, "")
		default:
			w.Redact(start, end)
		}
	}
	return class.String(w.Finish())
}

// digest returns the first 8 hexadecimal digits of the SHA-256 of value.
func digest(value string) string {
	sum := sha256.Sum256([]byte(value))
	return hex.EncodeToString(sum[:4])
}

// token returns 8 random hexadecimal digits.
func token() string {
	var b [4]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
