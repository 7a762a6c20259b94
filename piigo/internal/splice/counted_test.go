package splice

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/rules"
)

// TestCountedIsWhatIsWritten masks random spans, many of which overlap, and lets the
// writer count first: the text then fits into what it counted, if it says so.
func TestCountedIsWhatIsWritten(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	redaction := []byte("[REDACTED]")
	shows := []rules.Show{{Mailbox: true}, {Tail: "***-**-"}, {}}
	suffice := map[bool]int{}
	for range 20_000 {
		text := make([]byte, rnd.IntN(60))
		for i := range text {
			text[i] = "ab1@ "[rnd.IntN(5)]
		}
		var writes []func(*Writer[byte])
		for end := len(text); end > 0; {
			start := rnd.IntN(end)
			stop := start + rnd.IntN(len(text)-start+1)
			show := &shows[rnd.IntN(len(shows))]
			writes = append(writes, []func(*Writer[byte]){
				func(w *Writer[byte]) { w.Redact(start, stop) },
				func(w *Writer[byte]) { w.Replace(start, stop, "") },
				func(w *Writer[byte]) { w.Replace(start, stop, "[LONGER THAN MOST]") },
				func(w *Writer[byte]) { w.Partial(start, stop, show) },
			}[rnd.IntN(4)])
			end = start
		}
		written := func(out []byte) *Writer[byte] {
			w := NewWriter(text, redaction, out)
			for _, write := range writes {
				write(&w)
			}
			return &w
		}
		want := written(make([]byte, 2000)).Finish()
		length, suffices := written(nil).Counted()
		require.Len(t, want, length)
		suffice[suffices]++
		if suffices {
			exact := make([]byte, length)
			require.Equal(t, string(want), string(written(exact).Finish()))
			require.Equal(t, want, exact)
		}
	}
	require.Greater(t, suffice[true], 1000)
	require.Greater(t, suffice[false], 1000)
}
