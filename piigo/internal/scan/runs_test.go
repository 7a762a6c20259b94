package scan

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/rules"
)

// TestRuns puts base64 characters, one more or less than a secret key has and as many,
// at each place of a block.
func TestRuns(t *testing.T) {
	secret := slices.IndexFunc(builtin.patterns, func(p rules.Pattern) bool { return p.Start.Run })
	require.GreaterOrEqual(t, secret, 0)
	for start := range 2 * blockSize {
		for length := rules.RunLength - 1; length <= rules.RunLength+1; length++ {
			for _, behind := range []int{0, 1, blockSize} {
				text := strings.Repeat(" ", start) + strings.Repeat("a", length) + strings.Repeat(" ", behind)
				m := NewMatches()
				Find([]byte(text), 1<<secret, m)
				if length == rules.RunLength {
					require.Equal(t, []Span{NewSpan(start, start+length)}, m.Of[secret], "%q", text)
				} else {
					require.Empty(t, m.Of[secret], "%q", text)
				}
			}
		}
	}
}
