package scan

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestClassifyEqualsPlain compares the fast form of classify with the plain one,
// for every class byte and for random texts.
func TestClassifyEqualsPlain(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	common := "aAdDbBoOlLiImMrRnN \x84\x85\x87:@+(/=_09\x80"
	for range 2000 {
		text := make([]byte, 4*blockSize+2)
		for i := range text {
			text[i] = byte(rnd.Uint32())
			if rnd.IntN(4) > 0 {
				text[i] = common[rnd.IntN(len(common))]
			}
		}
		var fast, plain [4]block
		classify(text, fast[:])
		classifyPlain(text, plain[:])
		before := uint64(0)
		for i := range fast {
			starts := plain[i].word &^ (plain[i].word<<1 | before)
			before = plain[i].word >> 63
			fast[i].label &= starts
		}
		require.Equal(t, plain, fast, "%q", text)
	}
}

func TestEveryLabelHasAPrint(t *testing.T) {
	for p, pattern := range builtin.patterns {
		for _, label := range pattern.Start.Labels {
			for _, text := range []string{label, strings.ToUpper(label)} {
				text += "  "
				require.True(t, builtin.prints.match(text[0], text[1], text[2]), label)
				set := builtin.labels[text[0]&31][text[1]&31]
				require.NotZero(t, set&(1<<p), label)
			}
		}
	}
}

func BenchmarkClassify(b *testing.B) {
	text := []byte(strings.Repeat("The committee met again on Tuesday. ", 200))
	blocks := make([]block, len(text)/blockSize-1)
	for name, f := range map[string]func([]byte, []block){"chosen": classify, "plain": classifyPlain} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(blocks) * blockSize))
			for b.Loop() {
				f(text, blocks)
			}
		})
	}
}
