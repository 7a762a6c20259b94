package scan

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/rules"
)

// TestRuns puts base64 characters, one more or less than a secret key has and as many,
// at each place of a block.
func TestRuns(t *testing.T) {
	secret := runPattern(t)
	for start := range 2 * blockSize {
		for length := rules.RunLength - 1; length <= rules.RunLength+1; length++ {
			for _, behind := range []int{0, 1, blockSize} {
				text := strings.Repeat(" ", start) + strings.Repeat("a", length) + strings.Repeat(" ", behind)
				m := NewMatches()
				Find([]byte(text), 0, 1<<secret, m)
				if length == rules.RunLength {
					require.Equal(t, []Span{NewSpan(start, start+length)}, m.Of[secret], "%q", text)
				} else {
					require.Empty(t, m.Of[secret], "%q", text)
				}
			}
		}
	}
}

// TestMixedRuns compares what is found in runs of all kinds of characters with what a
// regular expression finds.
func TestMixedRuns(t *testing.T) {
	secret := runPattern(t)
	expr := regexp.MustCompile(builtin.patterns[secret].Expr)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		// The more characters of one kind there are, the longer are the runs of words.
		kinds := strings.Repeat("a", 1+random.IntN(40)) + "+/=+/="[:random.IntN(7)] + "_ "[:random.IntN(3)]
		text := make([]byte, random.IntN(6*blockSize))
		for i := range text {
			text[i] = kinds[random.IntN(len(kinds))]
		}
		want := []Span{}
		for _, found := range expr.FindAllIndex(text, -1) {
			want = append(want, NewSpan(found[0], found[1]))
		}
		m := NewMatches()
		Find(text, 0, 1<<secret, m)
		require.Equal(t, want, append([]Span{}, m.Of[secret]...), "%q", text)
	}
}

func runPattern(t *testing.T) int {
	secret := slices.IndexFunc(builtin.patterns, func(p rules.Pattern) bool { return p.Start.Run })
	require.GreaterOrEqual(t, secret, 0)
	return secret
}
