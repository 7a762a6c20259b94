package core

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFallingStartSortsStably(t *testing.T) {
	type item struct{ start, order int }
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		items := make([]item, rnd.IntN(120))
		at, runs := 0, rnd.IntN(50)
		for i := range items {
			at += rnd.IntN(4)
			if rnd.IntN(100) < runs {
				at = rnd.IntN(20)
			}
			items[i] = item{at, i}
		}
		sorted := slices.Clone(items)
		slices.SortStableFunc(sorted, func(a, b item) int { return b.start - a.start })
		require.Equal(t, sorted, FallingStart(items, func(i *item) int { return i.start }))
	}
}
