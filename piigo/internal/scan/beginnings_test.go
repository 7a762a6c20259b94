package scan

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestQuotesAndBackslashes is for the native module, which does not look at what a string in JSON
// says if only backslashes before quotes and backslashes were taken out, nor far from where a blank
// was put in.
func TestQuotesAndBackslashes(t *testing.T) {
	b := NewBeginnings()
	require.Equal(t, b.numbers['"'], b.numbers['\\'])
	for place := range 3 {
		require.Equal(t, builtin.prints.buckets(place, '"'), builtin.prints.buckets(place, '\\'))
	}
	for _, c := range "\"\\\b\f\n\r\t" {
		require.Zero(t, b.vectors.low[c&15]&b.vectors.high[c>>4])
	}
}
