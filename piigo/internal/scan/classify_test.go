package scan

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestClassifyEqualsPlain compares the fast forms of classify with the plain one, for
// every class byte, alone in a block and among others, and for random texts, ASCII and not.
func TestClassifyEqualsPlain(t *testing.T) {
	for _, form := range classifiers() {
		t.Run(form.name, func(t *testing.T) { compareWithPlain(t, form.run) })
	}
}

func compareWithPlain(t *testing.T, run func([]byte, []block)) {
	rnd := rand.New(rand.NewPCG(3, 4))
	common := "aAdDbBoOlLiImMrRnN \x84\x85\x87:@+(/=_09\x80"
	for n := range 4000 {
		text := make([]byte, 4*blockSize+2)
		for i := range text {
			text[i] = byte(rnd.Uint32())
			if rnd.IntN(4) > 0 {
				text[i] = common[rnd.IntN(len(common))]
			}
			if n%2 == 0 && text[i] >= 0x80 && rnd.IntN(100) > 0 {
				text[i] &= 0x7F
			}
		}
		requireAsPlain(t, run, text)
	}
	// Of a block with letters and blanks alone, most is not looked at.
	for c := range 256 {
		for place := range blockSize {
			text := []byte(strings.Repeat("so it is ", blockSize/2))[:4*blockSize+2]
			text[blockSize+place] = byte(c)
			requireAsPlain(t, run, text)
		}
	}
}

// requireAsPlain compares what run makes of 4 blocks with what the plain form does.
func requireAsPlain(t *testing.T, run func([]byte, []block), text []byte) {
	var fast, plain [4]block
	// What was there before does not count.
	for i := range fast {
		fast[i] = block{digit: 1, run: 1, at: 1, open: 1, colon: 1, label: 1}
	}
	run(text, fast[:])
	classifyPlain(text, plain[:])
	before := uint64(0)
	for i := range fast {
		starts := plain[i].word &^ (plain[i].word<<1 | before)
		before = plain[i].word >> 63
		fast[i].label &= starts
	}
	require.Equal(t, plain, fast, "%q", text)
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
	for _, form := range classifiers() {
		b.Run(form.name, func(b *testing.B) {
			b.SetBytes(int64(len(blocks) * blockSize))
			for b.Loop() {
				form.run(text, blocks)
			}
		})
	}
}
