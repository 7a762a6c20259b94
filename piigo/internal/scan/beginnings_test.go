package scan

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/internal/class"
)

// TestQuotesAndBackslashes is for the native module, which does not look at what a string in JSON
// says if only backslashes before quotes and backslashes were taken out, nor far from where a blank
// was put in.
func TestQuotesAndBackslashes(t *testing.T) {
	b := NewBeginnings()
	for _, c := range []byte{'\\', 0, class.Break} { // 0 is the end of a text
		require.Equal(t, b.numbers['"'], b.numbers[c])
	}
	for place := range 3 {
		require.Equal(t, builtin.prints.buckets(place, '"'), builtin.prints.buckets(place, '\\'))
	}
	for _, c := range "\"\\\b\f\n\r\t" {
		require.Zero(t, b.vectors.low[c&15]&b.vectors.high[c>>4])
	}
}
