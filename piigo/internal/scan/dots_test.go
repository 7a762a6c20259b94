package scan

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBeforeDots compares the sums of beforeDots with a look at one "@" after the other.
func TestBeforeDots(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for n := range 20000 {
		common := "a@." + strings.Repeat("@\xAE", n%9) + strings.Repeat("b", n%40)
		text := make([]byte, blockSize)
		var at, open, dotted uint64
		reached := false
		for i := range text {
			text[i] = common[rnd.IntN(len(common))]
		}
		for i, c := range text {
			switch c {
			case '.':
				dotted |= 1 << i
			case '@':
				at |= 1 << i
				stop := strings.IndexAny(string(text[i+1:]), "@.")
				if stop < 0 {
					open |= 1 << i
				} else if text[i+1+stop] == '.' {
					reached = true
				}
			}
		}
		require.Equal(t, dotted, dots(text), "%q", text)
		if reached {
			open = at
		}
		require.Equal(t, open, beforeDots(at, text), "%q", text)
	}
}
