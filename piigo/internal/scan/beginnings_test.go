package scan

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestQuotesAndBackslashes is for the native module, which does not look at what a string in JSON
// says if only backslashes before quotes and backslashes were taken out.
func TestQuotesAndBackslashes(t *testing.T) {
	b := NewBeginnings()
	require.Equal(t, b.numbers['"'], b.numbers['\\'])
	for _, c := range `"\` {
		require.Zero(t, b.vectors.low[c&15]&b.vectors.high[c>>4])
	}
}
