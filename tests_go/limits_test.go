// Package tests_go tests package piigo as a program that uses it.
package tests_go

import (
	"errors"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo"
)

func newDetector(t testing.TB) *piigo.Detector {
	d, err := piigo.New(piigo.DefaultConfig())
	require.NoError(t, err)
	return d
}

// hostile texts make a backtracking matcher, or a loop over all earlier hits,
// take quadratic time.
var hostile = map[string]string{
	"dots":         "a.",
	"dashes":       "a-",
	"digits":       "1-",
	"numbers":      "12 ",
	"versions":     "1.",
	"colons":       "ff:",
	"base64":       "+/=",
	"at signs":     "a@",
	"pipes":        "a@b.cc|",
	"labels":       "api_key: ",
	"spaces":       "dob     ",
	"SSNs":         "123-45-6789 ",
	"one number":   "1",
	"one word":     "a",
	"open mailbox": "a@a.a1.",
	"edges":        "a+",
	"broken runs":  strings.Repeat("a+", 20) + "_",
}

// TestGrowth wants 16 times the text to take at most 2 x 16 times the time.
func TestGrowth(t *testing.T) {
	d := newDetector(t)
	for name, part := range hostile {
		for _, tail := range []string{"", "é"} {
			const size = 1 << 16
			short, long := repeat(part, size)+tail, repeat(part, 16*size)+tail
			// The best of some tries: noise only ever adds. What else the machine does
			// takes no time of this process.
			shortTime, longTime := elapsed(d, short), elapsed(d, long)
			for try := 0; try < 14 && longTime > 32*shortTime; try++ {
				shortTime = min(shortTime, elapsed(d, short))
				longTime = min(longTime, elapsed(d, long))
			}
			require.LessOrEqual(t, longTime/shortTime, 32.0, "%s, tail %q", name, tail)
		}
	}
}

// repeat returns the part as often as it fits into size bytes.
func repeat(part string, size int) string { return strings.Repeat(part, size/len(part)) }

func elapsed(d *piigo.Detector, text string) float64 {
	// Of threads other than the one that asks, the system may count the time late, so a call
	// that moved to another one would seem short.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	best := time.Hour
	for range 3 {
		start := processorTime()
		d.Redact(text)
		best = min(best, processorTime()-start)
	}
	return best.Seconds()
}

func TestManyGoroutines(t *testing.T) {
	d := newDetector(t)
	const text = "SSN 123-45-6789 and ñ jane@example.com, 10.0.0.1"
	want, masked := d.Detect(text), d.Redact(text)
	require.Len(t, want, 7)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				if got := d.Detect(text); len(got) != len(want) || got[3] != want[3] || d.Redact(text) != masked {
					t.Error("another answer in a goroutine")
					return
				}
			}
		})
	}
	all.Wait()
}

func TestDepth(t *testing.T) {
	d := newDetector(t)
	nest := func(depth int) any {
		var data any = "123-45-6789"
		for range depth {
			data = []any{data}
		}
		return data
	}
	nested, err := d.ProcessNested(nest(piigo.DefaultMaxDepth), "")
	require.NoError(t, err)
	require.True(t, nested.Modified())
	_, err = d.ProcessNested(nest(piigo.DefaultMaxDepth+1), "")
	require.True(t, errors.Is(err, piigo.ErrDepth))
}

func TestMaskRefusesForeignOffsets(t *testing.T) {
	d := newDetector(t)
	for _, f := range []piigo.Detection{{Start: -1, End: 1}, {Start: 2, End: 1}, {Start: 0, End: 9}} {
		require.Panics(t, func() { d.Mask("text", []piigo.Detection{f}) })
	}
}

func TestConfigErrors(t *testing.T) {
	for options, want := range map[string]string{
		`{"detect_snn": true}`:              "detect_snn",
		`{"redaction_text": 1}`:             "redaction_text must be a string, not a number",
		`{"default_mask_strategy": "none"}`: `default_mask_strategy "none" is unknown; use one of redact, partial, hash, tokenize, remove`,
		`{"max_depth": 0}`:                  "max_depth must be at least 1",
		`{} {}`:                             "is not valid JSON",
		`[]`:                                "must be a JSON object, not an array",
	} {
		_, err := piigo.ParseConfig([]byte(options))
		require.ErrorContains(t, err, want, options)
		require.ErrorContains(t, err, "piigo: ", options)
	}
}

func TestDetectionHidesItsValue(t *testing.T) {
	found := newDetector(t).Detect("jane@example.com")
	require.Len(t, found, 1)
	require.Equal(t, "jane@example.com", found[0].Value)
	require.NotContains(t, found[0].String()+found[0].GoString(), "jane")
}

func TestCleanTextTakesNoMemory(t *testing.T) {
	d := newDetector(t)
	text := repeat(prose, 4<<10)
	least := math.Inf(1)
	for range 20 { // with -race, a sync.Pool drops a quarter of what it is given
		least = min(least, testing.AllocsPerRun(1, func() {
			if d.Redact(text) != text {
				t.Error("clean text changed")
			}
		}))
	}
	require.Zero(t, least)
}
