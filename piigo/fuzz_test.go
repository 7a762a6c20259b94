package piigo_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo"
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/reference"
)

// maxFuzzed bounds the texts that the reference has to read.
const maxFuzzed = 400

func addCorpus(f *testing.F) {
	for _, text := range corpus(f) {
		if len(text) <= maxFuzzed {
			f.Add(text)
		}
	}
}

func detector(t testing.TB) *piigo.Detector {
	d, err := piigo.New(piigo.DefaultConfig())
	require.NoError(t, err)
	return d
}

// wanted gives the detections that the reference finds, in bytes.
func wanted(text string) (want []piigo.Detection, hits []reference.Hit) {
	offsets := []int{}
	for i := range text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(text))
	hits = reference.Detect(reference.Classes(text))
	for _, h := range hits {
		start, end := offsets[h.Start], offsets[h.End]
		want = append(want, piigo.Detection{
			Type: h.Type, Value: text[start:end], Start: start, End: end, Strategy: h.Strategy,
		})
	}
	return want, hits
}

func FuzzDetect(f *testing.F) {
	addCorpus(f)
	d := detector(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxFuzzed {
			return
		}
		want, _ := wanted(text)
		require.Equal(t, want, d.Detect(text), "%q", text)
	})
}

func FuzzMask(f *testing.F) {
	addCorpus(f)
	d := detector(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxFuzzed {
			return
		}
		found, hits := wanted(text)
		want := class.String(reference.Mask(class.Runes(text), hits, d.Config().RedactionText))
		require.Equal(t, want, d.Redact(text), "redact %q", text)
		require.Equal(t, want, d.Mask(text, found), "mask %q", text)
	})
}

// FuzzNested puts a text into nested data and into JSON in a string, and compares
// with masking the text alone.
func FuzzNested(f *testing.F) {
	addCorpus(f)
	d := detector(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxFuzzed || !utf8.ValidString(text) {
			return
		}
		masked := d.Redact(text)
		data := map[string]any{"list": []any{1.0, text}, "text": text}
		nested, err := d.ProcessNested(data, "in")
		require.NoError(t, err)
		require.Equal(t, map[string]any{"list": []any{1.0, text}, "text": text}, data, "the input")
		if isJSON(text) {
			return
		}
		require.Equal(t, map[string]any{"list": []any{1.0, masked}, "text": masked}, nested.Data, "%q", text)

		inJSON, err := json.Marshal([]any{text})
		require.NoError(t, err)
		nested, err = d.ProcessNested([]any{string(inJSON)}, "in")
		require.NoError(t, err)
		if _, inside := nested.Found["in[0](json)[0]"]; !inside {
			return
		}
		var got []any
		require.NoError(t, json.Unmarshal([]byte(nested.Data.([]any)[0].(string)), &got))
		require.Equal(t, []any{masked}, got, "%q", text)
	})
}

func isJSON(text string) bool {
	return json.Valid([]byte(text)) && strings.ContainsAny(text, `{["`)
}

// TestBeginningsOfTheCorpus feeds every text of the corpus whole, and each of its beginnings.
func TestBeginningsOfTheCorpus(t *testing.T) {
	d := detector(t)
	for _, text := range corpus(t) {
		if len(text) > 100 {
			continue
		}
		for end := range text {
			want, _ := wanted(text[:end])
			require.Equal(t, want, d.Detect(text[:end]), "%q", text[:end])
		}
	}
}
