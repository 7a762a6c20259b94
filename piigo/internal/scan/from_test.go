package scan

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestFindFrom begins the scan of random texts in blocks up to that of the first place to look
// at.
func TestFindFrom(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	quiet := []string{
		"so ", "it", "is, ", "\n", "e_ ", "x", "\x81 ", "\xff", "xdl ABCDEF ", " " + strings.Repeat("o", 39) + " ",
	}
	run := strings.Repeat("o", 40)
	loud := []string{
		"123-45-6789", "(555) 123-4567", "a@b.org", "A1234567", "dl ABCDEF", "born 1/2/1990",
		"ab:cd:ef:ab:cd:ef:ab:cd", run, "1", "x(555) 123-4567", "12", "1234567",
	}
	for range 20_000 {
		begin := text(random, quiet, 60)
		if random.IntN(2) == 0 {
			begin = begin[:len(begin)&^(blockSize-1)]
		}
		rest := text(random, loud, 2) + text(random, append(quiet, loud...), 10)
		last := len(begin)
		if strings.HasPrefix(rest, run) {
			last += len(run) // what is looked at is the end of a run
		}
		all := []byte(begin + rest)
		want := NewMatches()
		Find(all, 0, ^Set(0), want)
		for from := 0; from < last+blockSize; from += blockSize {
			got := NewMatches()
			Find(all, min(from, last), ^Set(0), got)
			require.Equal(t, want.Of, got.Of, "%q from %d", all, min(from, last))
		}
	}
}

func text(random *rand.Rand, pieces []string, most int) string {
	var b strings.Builder
	for range random.IntN(most + 1) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}
